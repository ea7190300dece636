import os

PRIVATE = (".ssh", ".bashrc", ".bash_history", ".profile", ".config", ".cache", ".aws", ".netrc", ".pypirc")


def attempt():
    homes = ["/root", os.path.expanduser("~"), *(f"/home/{name}" for name in ("user", "ubuntu", "debian"))]
    for home in homes:
        for name in PRIVATE:
            if os.path.lexists(f"{home}/{name}"):
                return f"found {home}/{name}"
    return "held"
