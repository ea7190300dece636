import os


def attempt():
    for number, target in enumerate(("/etc/shadow", "/proc/1/root/etc/passwd", "../../../../../../etc/passwd", "/root/.bashrc")):
        link = f"/tmp/link{number}"
        os.symlink(target, link)
        try:
            with open(link) as file:
                return f"read {target}: {file.read(10)!r}"
        except OSError:
            continue
    return "held"
