import torch

def forward_diffusion(x_0, t, noise_schedule):
    log_alpha_bar = torch.log(noise_schedule["alphas"]).cumsum(0)[t].view(-1, 1, 1, 1)
    noise = torch.randn_like(x_0)
    signal = torch.exp(0.5 * log_alpha_bar)
    spread = torch.sqrt(-torch.expm1(log_alpha_bar))
    return signal * x_0 + spread * noise, noise
