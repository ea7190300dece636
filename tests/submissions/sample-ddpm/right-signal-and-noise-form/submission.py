import torch

@torch.no_grad()
def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    """x_{t-1} = sqrt(abar_{t-1}) x0 + direction, with the same mean written another way."""
    s = {k: v.to(device) for k, v in schedule.items()}
    x = torch.randn(n_samples, img_channels, img_size, img_size, device=device)
    for t in torch.arange(len(s["betas"]) - 1, -1, -1):
        eps = model(x, t.repeat(n_samples).to(device))
        t = int(t)
        x_0 = (x - s["sqrt_one_minus_alpha_bar"][t] * eps) / s["sqrt_alpha_bar"][t]
        if t == 0:
            return x_0
        before = s["alpha_bar"][t - 1]
        variance = s["betas"][t] * (1 - before) / (1 - s["alpha_bar"][t])
        mean = before.sqrt() * x_0 + (1 - before - variance).clamp(min=0).sqrt() * eps
        x = mean + s["betas"][t].sqrt() * torch.randn_like(x)
