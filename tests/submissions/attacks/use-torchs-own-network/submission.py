from datetime import timedelta

import torch.distributed


def attempt():
    try:
        torch.distributed.TCPStore("127.0.0.1", 29500, 1, True, timeout=timedelta(seconds=1))
    except (RuntimeError, OSError):
        return "held"
    return "a store listens"
