import ctypes
import mmap
import os

INT80_GETPID = bytes.fromhex("b8 14 00 00 00 cd 80 c3".replace(" ", ""))  # mov eax, 20; int 0x80; ret


def attempt():
    if os.uname().machine != "x86_64":
        os._exit(9)
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(INT80_GETPID)
    run = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))
    return f"the call returned {run()}"
