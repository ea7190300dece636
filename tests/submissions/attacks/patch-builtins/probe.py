import builtins
import math
import sys


def attempt():
    patched = hasattr(builtins, "left_behind") or len([1]) != 1 or sys.getrecursionlimit() > 10_000 or not math.pi
    return "Python is not itself" if patched else "held"
