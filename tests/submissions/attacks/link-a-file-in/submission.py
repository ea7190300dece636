import os

import torch


def attempt():
    for source in (torch.__file__, os.__file__):
        try:
            os.link(source, "/tmp/mine.py")
            open("/tmp/mine.py", "ab").close()
        except OSError:
            continue
        return f"linked {source}"
    return "held"
