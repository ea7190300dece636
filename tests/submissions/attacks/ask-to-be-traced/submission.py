import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 101, "aarch64": 117}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, 0, 0, 0, 0) >= 0:
        return "is traced"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
