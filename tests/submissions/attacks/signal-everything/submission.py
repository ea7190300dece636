import os


def attempt():
    reached = []
    for pid in [-1, *range(2, 5_000)]:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            continue
        reached.append(pid)
    return f"reached {reached}" if reached else "held"
