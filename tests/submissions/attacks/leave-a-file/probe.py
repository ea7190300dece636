import os


def attempt():
    places = [place for place in ("/tmp", "/dev/shm", ".", "/var/tmp", "/run") if os.path.exists(f"{place}/left-behind")]
    return f"found a file in {places}" if places or os.listdir("/tmp") else "held"
