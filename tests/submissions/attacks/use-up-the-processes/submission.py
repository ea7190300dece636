import os
import time


def attempt():
    for _ in range(40):
        try:
            if os.fork() == 0:
                time.sleep(20)
                os._exit(0)
        except OSError:
            break
    return "held"
