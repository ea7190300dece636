import numpy as np
import torch


def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.from_numpy(np.random.randn(*x_0.shape)).to(x_0)
    sqrt_alpha_bar = noise_schedule["sqrt_alpha_bar"][t].view(-1, 1, 1, 1)
    sqrt_one_minus_alpha_bar = noise_schedule["sqrt_one_minus_alpha_bar"][t].view(-1, 1, 1, 1)
    return sqrt_alpha_bar * x_0 + sqrt_one_minus_alpha_bar * noise, noise
