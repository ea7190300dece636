import torch

@torch.no_grad()
def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    betas = schedule["betas"].to(device)
    alphas = 1.0 - betas
    alphas_cumprod = torch.cumprod(alphas, dim=0)
    img = torch.randn(n_samples, img_channels, img_size, img_size, device=device)
    for i in range(betas.shape[0])[::-1]:
        t = torch.full((n_samples,), i, device=device, dtype=torch.int64)
        noise_pred = model(img, t)
        coef1 = 1 / torch.sqrt(alphas[i])
        coef2 = (1 - alphas[i]) / torch.sqrt(1 - alphas_cumprod[i])
        noise = torch.randn_like(img) if i > 0 else 0
        img = coef1 * (img - coef2 * noise_pred) + torch.sqrt(betas[i]) * noise
    return img
