import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
EXECVEAT = {"x86_64": 322, "aarch64": 281}[os.uname().machine]


def attempt():
    try:
        os.memfd_create("program")
        return "made a file in memory"
    except OSError:
        pass
    libc.syscall(EXECVEAT, 0, b"", None, None, 0x1000)
    return "held" if ctypes.get_errno() == 1 else f"refused by accident: errno {ctypes.get_errno()}"
