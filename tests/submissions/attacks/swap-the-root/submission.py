import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 155, "aarch64": 41}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, b"/tmp", b"/tmp") >= 0:
        return "swapped"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
