import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 272, "aarch64": 97}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, 0x10000000) >= 0:
        return "unshared"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
