import os
import time


def attempt():
    if os.fork() == 0:
        os.setsid()
        for _ in range(100):
            try:
                open("/tmp/alive", "w").close()
            except OSError:
                pass
            time.sleep(0.05)
        os._exit(0)
    return "held"
