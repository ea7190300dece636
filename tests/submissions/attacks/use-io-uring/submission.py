import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 425, "aarch64": 425}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, 4, ctypes.create_string_buffer(256)) >= 0:
        return "made a ring"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
