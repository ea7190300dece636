import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 311, "aarch64": 271}[os.uname().machine]
BUFFER = ctypes.create_string_buffer(8)
VECTOR = (ctypes.c_size_t * 2)(ctypes.addressof(BUFFER), 8)


def attempt():
    if libc.syscall(NUMBER, os.getpid(), VECTOR, 1, VECTOR, 1, 0) >= 0:
        return "wrote memory"
    number = ctypes.get_errno()
    return "held" if number in (1, 38) else f"refused by accident: errno {number}"
