import os
import time


def attempt():
    made = 0
    for _ in range(200):  # at most 200, which end by themselves
        try:
            pid = os.fork()
        except OSError:
            break
        if pid == 0:
            time.sleep(3)
            os._exit(0)
        made += 1
    return "held" if made <= 32 else f"made {made} processes"
