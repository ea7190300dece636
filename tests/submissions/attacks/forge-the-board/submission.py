import os
import struct
import time

from grader.sandbox.progress import progress

ODD = (float("nan"), float("inf"), -float("inf"), -1.0, 1e308, 5e-324, 2.0**53)


def attempt():
    board, until = progress._board, time.monotonic() + 1
    while time.monotonic() < until:
        for first in ODD:
            struct.pack_into("<512d", board, 0, *(ODD * 80)[:512])
            struct.pack_into("<3d", board, 0, 1e308, 3.0, 1e308)
            time.sleep(0.02)
            struct.pack_into("<3d", board, 0, first, 1e308, 240.0)
            time.sleep(0.02)
            board[:] = os.urandom(len(board))
    return "held"
