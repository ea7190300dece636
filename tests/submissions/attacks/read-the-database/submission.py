import os

ENDINGS = (".sqlite3", ".db", ".rdb", ".aof")


def attempt():
    for folder in ("/var", "/data", "/srv", "/opt", "/run", "/home", "/mnt", "/media", "/tmp"):
        if not os.path.isdir(folder):
            continue
        for here, _, files in os.walk(folder):
            for file in files:
                if file.endswith(ENDINGS):
                    return f"found {here}/{file}"
    return "held"
