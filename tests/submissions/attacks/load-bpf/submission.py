import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 321, "aarch64": 280}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, 0, (ctypes.c_uint32 * 16)(1, 4, 4, 1), 64) >= 0:
        return "made a map"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
