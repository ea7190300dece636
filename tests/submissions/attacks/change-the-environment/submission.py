import locale
import os
import signal


def attempt():
    os.environ["LEFT_BEHIND"] = "yes"
    os.putenv("LEFT_BEHIND", "yes")
    os.umask(0)
    os.chdir("/")
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    locale.setlocale(locale.LC_ALL, "C")
    return "held"
