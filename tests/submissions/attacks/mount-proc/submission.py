import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 165, "aarch64": 40}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, b"proc", b"/tmp", b"proc", 0, None) >= 0:
        return "mounted"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
