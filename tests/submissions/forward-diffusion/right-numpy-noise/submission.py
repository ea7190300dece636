import numpy as np
import torch

def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.from_numpy(np.random.standard_normal(tuple(x_0.shape))).float().to(x_0.device)
    a = noise_schedule["sqrt_alpha_bar"].index_select(0, t)[:, None, None, None]
    b = noise_schedule["sqrt_one_minus_alpha_bar"].index_select(0, t)[:, None, None, None]
    return a * x_0 + b * noise, noise
