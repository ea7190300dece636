import os


def attempt():
    os.write(1, bytes(range(256)) * 100)
    os.write(2, b"\x1b]0;title\x07\x1b[2J\xf0\x28\x8c\x28\r\n\0")
    return "held"
