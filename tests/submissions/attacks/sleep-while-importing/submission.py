import time

time.sleep(60)


def attempt():
    return "slept"
