import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def attempt():
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    data = (ctypes.c_uint32 * 6)()
    if libc.capget(header, data) != 0:
        return f"could not ask: errno {ctypes.get_errno()}"
    return f"holds {list(data)}" if any(data) else "held"
