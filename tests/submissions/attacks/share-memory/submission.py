import ctypes
import mmap

libc = ctypes.CDLL(None, use_errno=True)
librt = ctypes.CDLL("librt.so.1", use_errno=True)


def attempt():
    view = mmap.mmap(-1, 4096, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS)
    view[:4] = b"left"
    if getattr(librt, "shm_open", libc.shm_open)(b"/left-behind", 0o102, 0o666) >= 0:
        return "made a shared memory object"
    return "made a segment" if libc.shmget(0x1EF7, 4096, 0o1666) >= 0 else "held"
