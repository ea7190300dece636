import torch
import torch.nn.functional as F


def extract(values, t, shape):
    out = values.gather(-1, t)
    return out.reshape(t.shape[0], *((1,) * (len(shape) - 1)))


def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.randn_like(x_0)
    mean = extract(noise_schedule["sqrt_alpha_bar"], t, x_0.shape) * x_0
    std = extract(noise_schedule["sqrt_one_minus_alpha_bar"], t, x_0.shape)
    return mean + std * noise, noise
