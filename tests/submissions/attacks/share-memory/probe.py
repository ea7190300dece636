import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def attempt():
    return "found a segment" if libc.shmget(0x1EF7, 4096, 0o666) >= 0 else "held"
