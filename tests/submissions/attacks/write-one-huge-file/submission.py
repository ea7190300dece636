import os


def attempt():
    with open("/tmp/huge", "wb", buffering=0) as file:
        try:
            os.truncate("/tmp/huge", 2**40)
            return "made a file of a terabyte"
        except OSError:
            pass
        written = 0
        try:
            for _ in range(64):
                written += file.write(bytes(2**20))
        except OSError:
            pass
    return "held" if written <= 16 * 2**20 else f"wrote {written} bytes"
