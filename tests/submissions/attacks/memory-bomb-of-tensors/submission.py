import torch


def attempt():
    held = [torch.ones(10 * 2**18) for _ in range(400)]  # at most 4 GB
    return f"took {len(held) * 10} MB"
