import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 304, "aarch64": 265}[os.uname().machine]


def attempt():
    if libc.syscall(NUMBER, -100, ctypes.create_string_buffer(b"\x08\0\0\0\x01\0\0\0" + bytes(8)), 0) >= 0:
        return "opened a handle"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
