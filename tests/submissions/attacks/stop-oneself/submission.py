import os
import signal
import time


def attempt():
    if os.getpid() == 1:
        child = os.fork()
        if child == 0:
            os.kill(os.getpid(), signal.SIGSTOP)
        os.waitpid(child, 0)
    return "came back"
