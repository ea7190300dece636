import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 165, "aarch64": 40}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, None, b"/", None, 32, None) >= 0:
        return "remounted"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
