import os
import subprocess
import sys


def attempt():
    tries = (
        lambda: subprocess.run(["/bin/sh", "-c", "true"], check=False),
        lambda: subprocess.run([sys.executable or "python3", "-c", ""], check=False),
        lambda: os.execv(sys.executable or "/usr/bin/python3", ["python"]),
        lambda: os.posix_spawn("/bin/ls", ["ls"], {}),
    )
    for start in tries:
        try:
            start()
        except OSError:
            continue
        return "a program ran"
    return "held" if os.system("true") != 0 else "a shell ran"
