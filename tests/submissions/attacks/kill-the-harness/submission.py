import os
import signal


def attempt():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL, signal.SIGSTOP, signal.SIGABRT):
        if os.getpid() == 1:  # nowhere but in a namespace of its own
            os.kill(1, number)
    return "held"
