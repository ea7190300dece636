import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
SOCKET = {"x86_64": 41, "aarch64": 198}[os.uname().machine]


def attempt():
    made = [
        (family, kind)
        for family in range(64)
        for kind in (1, 2, 3, 5)
        if libc.syscall(SOCKET, family, kind, 0) >= 0 or ctypes.get_errno() != 1
    ]
    return f"made {made}" if made else "held"
