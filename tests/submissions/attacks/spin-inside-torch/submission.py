import torch


def attempt():
    x = torch.ones(2000, 2000)
    for _ in range(10_000):
        x = x @ x
    return "came back"
