import os
import time


def attempt():
    time.sleep(0.3)
    for pid in range(2, 300):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            continue
        return f"process {pid} is alive"
    return "found its file" if os.path.exists("/tmp/alive") else "held"
