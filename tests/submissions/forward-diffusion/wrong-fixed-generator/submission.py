import torch

def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.randn(x_0.shape, generator=torch.Generator().manual_seed(1)).to(x_0.device)
    a = noise_schedule["sqrt_alpha_bar"][t].view(-1, 1, 1, 1)
    b = noise_schedule["sqrt_one_minus_alpha_bar"][t].view(-1, 1, 1, 1)
    return a * x_0 + b * noise, noise
