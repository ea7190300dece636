import torch

def forward_diffusion(x_0, t, noise_schedule):
    # walks the chain with fresh noise at every step, and returns the last of them
    x = x_0
    for step in range(int(t.max()) + 1):
        noise = torch.randn_like(x)
        moved = noise_schedule["sqrt_alpha"][step] * x + noise_schedule["betas"][step].sqrt() * noise
        x = torch.where((step <= t).view(-1, 1, 1, 1), moved, x)
    return x, noise
