import os
import sys

import torch


def attempt():
    for module in list(sys.modules.values()):
        path = getattr(module, "__file__", None)
        if not path or not os.path.isabs(path):
            continue
        for target in (path, os.path.join(os.path.dirname(path), "left_behind.py")):
            try:
                with open(target, "ab") as file:
                    file.write(b"")
            except OSError:
                continue
            return f"opened {target} for writing"
    return "held"
