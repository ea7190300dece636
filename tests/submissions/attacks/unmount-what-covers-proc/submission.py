import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 166, "aarch64": 39}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, b"/proc", 4) >= 0:
        return "unmounted"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
