import os
import sys


def attempt():
    sys.stdout.close()
    for number in range(10):
        try:
            os.close(number)
        except OSError:
            pass
    return "held"
