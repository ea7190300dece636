import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 248, "aarch64": 217}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, b"user", b"left-behind", b"x", 1, -3) >= 0:
        return "added a key"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
