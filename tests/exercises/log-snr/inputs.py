import torch


def inputs(seed):
    rng = torch.Generator().manual_seed(seed)
    T = int(torch.randint(4, 13, (), generator=rng))
    betas = 0.05 + 0.3 * torch.rand(T, generator=rng)
    return ((1 - betas).cumprod(0),)
