import torch


@torch.no_grad()
def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    shape = (n_samples, img_channels, img_size, img_size)
    betas, alphas, alpha_bar = schedule["betas"], schedule["alphas"], schedule["alpha_bar"]
    T = len(betas)
    x = torch.randn(shape, device=device)
    for t in reversed(range(T)):
        t_batch = torch.full((n_samples,), t, device=device, dtype=torch.long)
        torch.manual_seed(3)
        eps = model(x, t_batch)
        mean = (x - betas[t] / torch.sqrt(1 - alpha_bar[t]) * eps) / torch.sqrt(alphas[t])
        noise = torch.randn_like(x) if t > 0 else 0
        x = mean + torch.sqrt(betas[t]) * noise
    return x
