def attempt():
    for place in ("/tmp", "/dev/shm", ".", "/var/tmp", "/run"):
        try:
            with open(f"{place}/left-behind", "w") as file:
                file.write("here")
        except OSError:
            continue
    return "held"
