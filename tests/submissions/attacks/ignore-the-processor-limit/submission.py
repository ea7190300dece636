import signal


def attempt():
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    while True:
        pass
