import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 435, "aarch64": 435}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, (ctypes.c_uint64 * 11)(0x10000000, 0, 0, 0, 17), 88) >= 0:
        return "cloned"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
