import math
import torch

def forward_diffusion(x_0, t, noise_schedule):
    u = 1.0 - torch.rand_like(x_0)  # (0, 1], so the logarithm is finite
    v = torch.rand_like(x_0)
    noise = torch.sqrt(-2 * torch.log(u)) * torch.cos(2 * math.pi * v)
    a = noise_schedule["sqrt_alpha_bar"][t].view(-1, 1, 1, 1)
    b = noise_schedule["sqrt_one_minus_alpha_bar"][t].view(-1, 1, 1, 1)
    return a * x_0 + b * noise, noise
