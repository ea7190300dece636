import torch


def attempt():
    return torch.zeros(40 * 2**20)
