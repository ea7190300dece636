import os


def attempt():
    for path in ("/sys", "/sys/fs/cgroup", "/proc/sys", "/proc/kallsyms", "/proc/cmdline", "/boot", "/lib/modules"):
        if os.path.exists(path):
            return f"saw {path}"
    return "held"
