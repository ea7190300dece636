import os


def attempt():
    root = os.open("/", os.O_RDONLY | os.O_DIRECTORY)
    for _ in range(20):
        root = os.open("..", os.O_RDONLY | os.O_DIRECTORY, dir_fd=root)
        for name in ("etc/passwd", "home", "var", "boot"):
            try:
                os.stat(name, dir_fd=root)
            except OSError:
                continue
            return f"reached {name}"
    return "held"
