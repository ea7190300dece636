import fcntl
import os


def attempt():
    taken = 0
    for _ in range(1000):  # at most 1 GB
        try:
            _, write_end = os.pipe()
            fcntl.fcntl(write_end, 1031, 2**20)  # F_SETPIPE_SZ
        except OSError:
            break
        os.set_blocking(write_end, False)
        taken += os.write(write_end, bytes(2**20))
    return "held" if taken <= 64 * 2**20 else f"took {taken} bytes"
