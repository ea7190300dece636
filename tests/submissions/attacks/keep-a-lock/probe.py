import fcntl

import torch


def attempt():
    try:
        with open(torch.__file__) as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return "the file is locked"
    return "held"
