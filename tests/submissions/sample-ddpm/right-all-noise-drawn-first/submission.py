import torch

@torch.no_grad()
def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    T = len(schedule["betas"])
    noise = torch.randn(T, n_samples, img_channels, img_size, img_size, device=device)
    x = noise[0]
    for k, t in enumerate(reversed(range(T)), start=1):
        eps = model(x, torch.full((n_samples,), t, device=device))
        x = (x - schedule["betas"][t] * eps / schedule["sqrt_one_minus_alpha_bar"][t]) / schedule["sqrt_alpha"][t]
        if k < T:
            x = x + schedule["betas"][t] ** 0.5 * noise[k]
    return x
