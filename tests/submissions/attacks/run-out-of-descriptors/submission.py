import os


def attempt():
    opened = 0
    try:
        for _ in range(5_000):
            os.open("/dev/null", os.O_RDONLY)
            opened += 1
    except OSError:
        pass
    return "held" if opened <= 256 else f"opened {opened}"
