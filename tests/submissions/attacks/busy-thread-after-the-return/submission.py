import threading


def spin():
    while True:
        pass


def attempt():
    for daemon in (True, False):
        threading.Thread(target=spin, daemon=daemon).start()
    return "held"
