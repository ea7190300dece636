import os


def attempt():
    for _ in range(2_000):  # at most 128 MB
        os.write(1, b"x" * 65_536)
    return "held"
