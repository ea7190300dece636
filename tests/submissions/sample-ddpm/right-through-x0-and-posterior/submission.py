import torch

@torch.no_grad()
def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    betas, alphas, alpha_bar = schedule["betas"], schedule["alphas"], schedule["alpha_bar"]
    previous = torch.cat([torch.ones(1, device=alpha_bar.device), alpha_bar[:-1]])
    x = torch.randn(n_samples, img_channels, img_size, img_size, device=device)
    for t in reversed(range(len(betas))):
        eps = model(x, torch.ones(n_samples, dtype=torch.long, device=device) * t)
        x_0 = (x - (1 - alpha_bar[t]).sqrt() * eps) / alpha_bar[t].sqrt()
        c_0 = previous[t].sqrt() * betas[t] / (1 - alpha_bar[t])
        c_t = alphas[t].sqrt() * (1 - previous[t]) / (1 - alpha_bar[t])
        x = c_0 * x_0 + c_t * x
        if t:
            x += betas[t].sqrt() * torch.randn_like(x)
    return x
