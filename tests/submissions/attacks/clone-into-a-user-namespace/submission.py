import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 56, "aarch64": 220}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, 0x10000000 | 17, 0, 0, 0, 0) >= 0:
        return "cloned"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
