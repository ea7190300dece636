import threading
import time


def attempt():
    made = 0
    for _ in range(200):
        try:
            threading.Thread(target=time.sleep, args=(2,), daemon=True).start()
        except RuntimeError:
            break
        made += 1
    return "held" if made <= 32 else f"made {made} threads"
