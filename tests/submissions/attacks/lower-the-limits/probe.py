import resource


def attempt():
    lowered = [kind for kind in (7, 1, 6) if resource.getrlimit(kind)[1] == 1]
    return f"limits {lowered} are low" if lowered else "held"
