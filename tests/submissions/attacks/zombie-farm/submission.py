import os


def attempt():
    made = 0
    for _ in range(200):
        try:
            if os.fork() == 0:
                os._exit(0)
        except OSError:
            break
        made += 1
    return "held" if made <= 32 else f"keeps {made} dead processes"
