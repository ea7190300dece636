import torch

def forward_diffusion(x_0, t, noise_schedule):
    rows, noises = [], []
    for image, step in zip(x_0, t):
        eps = torch.randn_like(image)
        k = int(step)
        rows.append(noise_schedule["sqrt_alpha_bar"][k] * image + noise_schedule["sqrt_one_minus_alpha_bar"][k] * eps)
        noises.append(eps)
    return torch.stack(rows), torch.stack(noises)
