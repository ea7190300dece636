import os
import signal


def attempt():
    changed = "LEFT_BEHIND" in os.environ or os.getcwd() != "/tmp" or os.umask(0) == 0
    return "changed" if changed or signal.getsignal(signal.SIGTERM) == signal.SIG_IGN else "held"
