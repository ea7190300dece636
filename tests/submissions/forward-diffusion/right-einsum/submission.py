import torch

def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.randn_like(x_0)
    s = noise_schedule["sqrt_alpha_bar"][t]
    r = noise_schedule["sqrt_one_minus_alpha_bar"][t]
    x_t = torch.einsum("b,bchw->bchw", s, x_0) + torch.einsum("b,bchw->bchw", r, noise)
    return x_t, noise
