import os
import shutil
import sys


def attempt():
    shutil.copy(sys.executable or "/dev/null", "/tmp/program")
    os.chmod("/tmp/program", 0o6755)
    try:
        os.execv("/tmp/program", ["program", "-c", "print('ran')"])
    except PermissionError:
        return "held"
    return "ran"
