import os
import time


def attempt():
    for _ in range(8):  # at most 1.6 GB
        if os.fork() == 0:
            held = bytearray(b"x") * (200 * 2**20)
            time.sleep(5)
            os._exit(len(held) % 2)
    time.sleep(5)
    return "took 1600 MB"
