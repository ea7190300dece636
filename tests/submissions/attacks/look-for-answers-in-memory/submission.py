import gc

import torch


def attempt(x):
    held = [found for found in gc.get_objects() if isinstance(found, torch.Tensor) and found is not x]
    frozen = gc.get_freeze_count()
    gc.unfreeze()
    held += [found for found in gc.get_objects() if isinstance(found, torch.Tensor) and found is not x]
    telling = [tuple(found.shape) for found in held if found.shape == x.shape]
    return f"found {telling}" if telling or not frozen else "held"
