import os


def attempt():
    children = 0
    for _ in range(10):
        if os.fork() == 0:
            os._exit(0)
        os.wait()
        children += 1
    return "held" if children == 10 else f"only {children} processes"
