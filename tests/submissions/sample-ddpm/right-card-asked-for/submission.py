import torch


@torch.no_grad()
def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    device = torch.device(device if torch.cuda.is_available() else "cpu")
    x = torch.randn(n_samples, img_channels, img_size, img_size, device=device)
    T = len(schedule["betas"])
    for t in reversed(range(T)):
        t_batch = torch.full((n_samples,), t, device=device, dtype=torch.long)
        eps = model(x, t_batch)
        beta = schedule["betas"][t]
        mean = (x - beta / schedule["sqrt_one_minus_alpha_bar"][t] * eps) / schedule["sqrt_alpha"][t]
        if t > 0:
            x = mean + torch.sqrt(beta) * torch.randn_like(x)
        else:
            x = mean
    return x
