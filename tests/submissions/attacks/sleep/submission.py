import time


def attempt():
    time.sleep(60)
    return "slept"
