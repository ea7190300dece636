import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 29, "aarch64": 194}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, 0, 10 * 2**20, 0o1600) >= 0:
        return "made a segment"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
