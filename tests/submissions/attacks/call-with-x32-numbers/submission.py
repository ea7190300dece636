import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def attempt():
    if os.uname().machine != "x86_64":
        os._exit(9)
    return f"the call returned {libc.syscall(0x40000000 | 39)}"
