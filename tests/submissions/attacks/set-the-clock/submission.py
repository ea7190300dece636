import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 227, "aarch64": 112}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, 0, None) >= 0:
        return "set the clock"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
