import builtins
import sys


def attempt():
    builtins.len = lambda _: 0
    builtins.print = lambda *_: None
    builtins.left_behind = True
    sys.modules["math"] = None
    sys.setrecursionlimit(10**6)
    return "held"
