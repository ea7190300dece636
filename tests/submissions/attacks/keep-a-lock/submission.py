import fcntl
import os

import torch

LOCKED = open(torch.__file__)


def attempt():
    fcntl.flock(LOCKED, fcntl.LOCK_EX)
    if os.fork() == 0:
        os.execv("/nowhere", ["x"])
    return "held"
