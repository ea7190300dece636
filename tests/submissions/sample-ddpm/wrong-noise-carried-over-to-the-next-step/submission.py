import torch, math


@torch.no_grad()
def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    x = torch.randn(n_samples, img_channels, img_size, img_size, device=device)
    T = len(schedule["betas"])
    last = None
    for t in reversed(range(T)):
        tb = torch.full((n_samples,), t, device=device, dtype=torch.long)
        eps = model(x, tb)
        beta = schedule["betas"][t]
        sigma = beta.sqrt()
        z = torch.randn_like(x)
        c = beta / schedule["sqrt_one_minus_alpha_bar"][t]
        ra = schedule["sqrt_alpha"][t]
        if last is not None:
            z = 0.05 * last + math.sqrt(0.9975) * z
        last = z
        mean = (x - c * eps) / ra
        x = mean + sigma * z if t > 0 else mean
    return x
