import torch

def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.empty_like(x_0).normal_()
    signal = noise_schedule["sqrt_alpha_bar"][t]
    spread = noise_schedule["sqrt_one_minus_alpha_bar"][t]
    x_t = (x_0.permute(1, 2, 3, 0) * signal + noise.permute(1, 2, 3, 0) * spread).permute(3, 0, 1, 2)
    return x_t, noise
