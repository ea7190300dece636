import torch


def cosine_beta_schedule(T, s=0.008):
    t = torch.arange(T, dtype=torch.float64)
    angle = lambda u: (u / T + s) / (1 + s) * (torch.pi / 2)
    betas = 1 - (angle(t + 1).cos() / angle(t).cos()).square()
    return torch.clamp(betas, 1e-5, 0.999)
