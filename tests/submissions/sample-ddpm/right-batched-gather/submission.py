import torch


def extract(table, t, x):
    return table.gather(0, t).view(-1, 1, 1, 1).expand_as(x)


@torch.no_grad()
def p_sample(model, x, t, schedule):
    eps = model(x, t)
    mean = (x - extract(schedule["betas"] / schedule["sqrt_one_minus_alpha_bar"], t, x) * eps)
    mean = mean / extract(schedule["sqrt_alpha"], t, x)
    mask = (t > 0).float().view(-1, 1, 1, 1)
    return mean + mask * extract(schedule["betas"], t, x).sqrt() * torch.randn_like(x)


def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    x = torch.randn(n_samples, img_channels, img_size, img_size, device=device)
    for i in reversed(range(schedule["betas"].numel())):
        x = p_sample(model, x, torch.full((n_samples,), i, dtype=torch.long, device=device), schedule)
    return x
