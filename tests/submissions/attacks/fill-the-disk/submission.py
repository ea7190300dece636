import os


def attempt():
    written = 0
    for number in range(40):  # at most 400 MB, in memory
        try:
            with open(f"/tmp/{number}", "wb", buffering=0) as file:
                for _ in range(10):
                    written += file.write(bytes(2**20))
        except OSError:
            break
    return "held" if written <= 64 * 2**20 else f"wrote {written} bytes"
