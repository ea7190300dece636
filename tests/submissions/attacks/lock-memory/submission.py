import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def attempt():
    return "held" if libc.mlockall(1) == -1 and ctypes.get_errno() == 1 else "locked"
