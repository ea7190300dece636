import torch

def forward_diffusion(x_0, t, noise_schedule):
    eps = torch.randn(x_0.shape, device=x_0.device, dtype=x_0.dtype)
    a = noise_schedule['sqrt_alpha_bar'][t][:, None, None, None]
    b = noise_schedule['sqrt_one_minus_alpha_bar'][t][:, None, None, None]
    x_t = a * x_0 + b * eps
    return (x_t, eps)
