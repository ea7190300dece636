import os
import stat


def attempt():
    for kind, device in ((stat.S_IFBLK, os.makedev(254, 0)), (stat.S_IFCHR, os.makedev(1, 1))):
        try:
            os.mknod("/tmp/device", kind | 0o600, device)
        except PermissionError:
            continue
        return "made a device"
    return "held"
