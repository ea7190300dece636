import os
import time


def attempt():
    for _ in range(8):  # at most 256, which end by themselves
        try:
            os.fork()
        except OSError:
            pass
    time.sleep(3)
    return "slept"
