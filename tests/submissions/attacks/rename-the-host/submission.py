import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 170, "aarch64": 161}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, b"", -1) >= 0:
        return "renamed"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
