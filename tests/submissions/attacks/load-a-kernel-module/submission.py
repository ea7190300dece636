import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 313, "aarch64": 273}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, 0, b"", 0) >= 0:
        return "loaded"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
