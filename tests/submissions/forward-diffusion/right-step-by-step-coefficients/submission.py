import math
import torch

def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.randn_like(x_0)
    x_t = torch.zeros_like(x_0)
    betas = noise_schedule["betas"].tolist()
    for i in range(x_0.shape[0]):
        product = 1.0
        for s in range(int(t[i]) + 1):
            product *= 1.0 - betas[s]
        x_t[i] = math.sqrt(product) * x_0[i] + math.sqrt(1.0 - product) * noise[i]
    return x_t, noise
