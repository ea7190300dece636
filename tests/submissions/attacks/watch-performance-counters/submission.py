import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 298, "aarch64": 241}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, (ctypes.c_uint32 * 32)(1, 128), 0, -1, -1, 0) >= 0:
        return "opened a counter"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
