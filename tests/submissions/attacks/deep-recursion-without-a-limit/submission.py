import sys

sys.setrecursionlimit(10**9)


def attempt():
    class Deep:
        def __repr__(self):
            return repr(self)

    return repr(Deep())
