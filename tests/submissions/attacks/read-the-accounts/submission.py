def attempt():
    for path in ("/etc/passwd", "/etc/shadow", "/etc/hostname", "/etc/hosts", "/etc/resolv.conf", "/etc/machine-id"):
        try:
            with open(path) as file:
                return f"read {path}: {file.read(20)!r}"
        except OSError:
            continue
    return "held"
