import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 434, "aarch64": 434}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, os.getpid(), 0) >= 0:
        return "opened a process"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
