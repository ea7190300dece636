import torch

def forward_diffusion(x_0, t, noise_schedule):
    pick = lambda name: noise_schedule[name][t].unsqueeze(-1).unsqueeze(-1).unsqueeze(-1)
    noise = torch.normal(0.0, 1.0, size=x_0.shape).to(x_0)
    return torch.addcmul(pick("sqrt_alpha_bar") * x_0, pick("sqrt_one_minus_alpha_bar"), noise), noise
