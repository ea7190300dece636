import torch


def attempt():
    return float(torch.empty(2**46)[0])
