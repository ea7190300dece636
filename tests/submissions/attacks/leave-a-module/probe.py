import random
import sys


def attempt():
    try:
        import left_behind
    except ImportError:
        return "held" if "/tmp" not in sys.path and not hasattr(random, "LEFT_BEHIND") else "found a path or an attribute"
    return f"found {left_behind}"
