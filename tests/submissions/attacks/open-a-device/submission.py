import os


def attempt():
    extra = set(os.listdir("/dev")) - {"null", "zero", "full", "random", "urandom"}
    if extra:
        return f"saw {sorted(extra)}"
    for name in ("mem", "kmem", "kvm", "fuse", "tty", "ptmx", "console", "sda", "vda", "nvidia0", "dri/card0", "shm"):
        try:
            os.open(f"/dev/{name}", os.O_RDWR)
        except OSError:
            continue
        return f"opened /dev/{name}"
    return "held"
