import torch

def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.randn_like(x_0)
    alpha_bar = noise_schedule["alpha_bar"].double()[t].view(-1, 1, 1, 1)
    x_t = alpha_bar.sqrt() * x_0.double() + (1 - alpha_bar).sqrt() * noise.double()
    return x_t.to(x_0.dtype), noise
