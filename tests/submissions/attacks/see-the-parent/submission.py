import os


def attempt():
    return "held" if (os.getpid(), os.getppid()) == (1, 0) else f"saw parent {os.getppid()} of {os.getpid()}"
