import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 126, "aarch64": 91}[os.uname().machine]
HEADER = (ctypes.c_uint32 * 2)(0x20080522, 0)
ALL = (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)


def attempt():
    if libc.syscall(NUMBER, HEADER, ALL) >= 0:
        return "took them"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
