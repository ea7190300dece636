import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 319, "aarch64": 279}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, b"x", 0) >= 0:
        return "made a file in memory"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
