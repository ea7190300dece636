import numpy as np
import torch

@torch.no_grad()
def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    betas = schedule["betas"].cpu().numpy().astype(np.float64)
    alphas = 1 - betas
    bars = np.cumprod(alphas)
    shape = (n_samples, img_channels, img_size, img_size)
    x = torch.randn(*shape, device=device)
    for t in np.arange(len(betas))[::-1]:
        eps = model(x, torch.full((n_samples,), int(t), device=device))
        mean = (x - float(betas[t] / np.sqrt(1 - bars[t])) * eps) * float(alphas[t] ** -0.5)
        z = torch.from_numpy(np.random.randn(*shape)).float().to(device) if t > 0 else 0.0
        x = mean + float(np.sqrt(betas[t])) * z
    return x
