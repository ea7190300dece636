import torch

@torch.no_grad()
def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    ab = schedule["alpha_bar"]
    x = torch.randn(n_samples, img_channels, img_size, img_size, device=device)
    for t in range(len(ab) - 1, -1, -1):
        before = ab[t - 1] if t > 0 else torch.ones_like(ab[0])
        alpha = ab[t] / before
        eps = model(x, torch.full([n_samples], t, device=device))
        x = (x - (1 - alpha) / (1 - ab[t]).sqrt() * eps) / alpha.sqrt()
        if t > 0:
            x = x + (1 - alpha).sqrt() * torch.randn(x.shape, device=device)
    return x
