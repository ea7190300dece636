import os


def attempt():
    found = []
    for number in range(3, 4096):
        try:
            os.fstat(number)
        except OSError:
            continue
        found.append(number)
    return f"found open descriptors {found}" if found else "held"
