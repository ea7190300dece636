import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 103, "aarch64": 116}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, 10, 0, 0) >= 0:
        return "read it"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
