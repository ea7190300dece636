import torch

def forward_diffusion(x_0, t, noise_schedule):
    # only the betas are trusted; the rest is computed again
    alphas = 1 - noise_schedule["betas"]
    alpha_bar = torch.cumprod(alphas, dim=0)
    ab = alpha_bar[t]
    while ab.dim() < x_0.dim():
        ab = ab.unsqueeze(-1)
    noise = torch.randn_like(x_0)
    return ab ** 0.5 * x_0 + (1 - ab) ** 0.5 * noise, noise
