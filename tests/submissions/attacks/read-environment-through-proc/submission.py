import os


def attempt():
    for pid in ("self", "1", "2", str(os.getpid()), str(os.getppid()), "thread-self"):
        for name in ("environ", "maps", "mem", "root", "cwd", "fd", "status", "cmdline", "mountinfo", "stack"):
            if os.path.lexists(f"/proc/{pid}/{name}"):
                return f"saw /proc/{pid}/{name}"
    return f"saw {os.listdir('/proc')}" if os.listdir("/proc") else "held"
