import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 135, "aarch64": 92}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, 0x0040000) >= 0:
        return "changed"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
