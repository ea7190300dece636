import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 428, "aarch64": 428}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, -100, b"/", 1) >= 0:
        return "cloned a mount"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
