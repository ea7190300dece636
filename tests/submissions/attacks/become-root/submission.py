import os


def attempt():
    before = (os.getresuid(), os.getresgid(), os.getgroups())
    for change in (
        lambda: os.setuid(0),
        lambda: os.setresuid(0, 0, 0),
        lambda: os.setgid(0),
        lambda: os.setgroups([0]),
        lambda: os.seteuid(os.getuid()),
    ):
        try:
            change()
        except PermissionError:
            continue
        return f"changed {before} to {(os.getresuid(), os.getresgid(), os.getgroups())}"
    return "held" if 0 not in os.getresuid() else "is root"
