import math
import torch

def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    betas = schedule["betas"].tolist()
    bars, product = [], 1.0
    for b in betas:
        product *= 1 - b
        bars.append(product)
    with torch.no_grad():
        x = torch.randn(n_samples, img_channels, img_size, img_size, device=device)
        t = len(betas) - 1
        while t >= 0:
            e = model(x, torch.LongTensor([t] * n_samples).to(device))
            x = (x - betas[t] / math.sqrt(1 - bars[t]) * e) / math.sqrt(1 - betas[t])
            if t > 0:
                x = x + math.sqrt(betas[t]) * torch.randn_like(x)
            t -= 1
    return x
