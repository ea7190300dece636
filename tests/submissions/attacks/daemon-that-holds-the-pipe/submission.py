import os
import signal
import time


def attempt():
    if os.fork() == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for _ in range(30):
            print("still here", flush=True)
            time.sleep(1)
        os._exit(0)
    return "held"
