import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 250, "aarch64": 219}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, 11, -3, 0, 0, 0) >= 0:
        return "read a keyring"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
