import torch
from collections import deque
from functools import partial, lru_cache


def chain(model, x, s):
    T = s["betas"].shape[0]
    for t in range(T - 1, -1, -1):
        ts = torch.tensor([t] * x.shape[0], device=x.device)
        noise = torch.randn(x.shape, device=x.device) if t else torch.zeros_like(x)
        a, ab, b = s["alphas"][t], s["alpha_bar"][t], s["betas"][t]
        x = (1 / torch.sqrt(a)) * (x - ((1 - a) / torch.sqrt(1 - ab)) * model(x, timesteps=ts)) + torch.sqrt(b) * noise
        yield x


def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    model.eval()
    with torch.no_grad():
        return deque(
            chain(model, torch.randn((n_samples, img_channels, img_size, img_size)).to(device), schedule), maxlen=1
        ).pop()
