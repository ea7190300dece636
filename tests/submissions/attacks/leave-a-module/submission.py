import sys


def attempt():
    with open("random.py", "w") as file:
        file.write("LEFT_BEHIND = True")
    with open("/tmp/left_behind.py", "w") as file:
        file.write("LEFT_BEHIND = True")
    sys.path.insert(0, "/tmp")
    import left_behind

    return "held" if left_behind.LEFT_BEHIND else "unlikely"
