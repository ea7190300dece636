import torch
from tqdm import tqdm


@torch.no_grad()
def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    x = torch.randn(n_samples, img_channels, img_size, img_size, device=device)
    T = len(schedule["betas"])
    for step in tqdm(reversed(range(T)), total=T, desc="sampling"):
        t = torch.full((n_samples,), step, dtype=torch.long, device=device)
        predicted = model(x, t)
        beta = schedule["betas"][step]
        x = (x - beta / schedule["sqrt_one_minus_alpha_bar"][step] * predicted) / schedule["sqrt_alpha"][step]
        if step > 0:
            x = x + beta.sqrt() * torch.randn_like(x)
    return x
