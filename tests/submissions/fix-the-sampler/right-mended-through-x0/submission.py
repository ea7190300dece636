import torch


@torch.no_grad()
def buggy_sample(model, shape, schedule, device):
    x = torch.randn(shape, device=device)
    for t in reversed(range(len(schedule["betas"]))):
        t_batch = torch.full((shape[0],), t, device=device, dtype=torch.long)
        eps = model(x, t_batch)
        beta, alpha, alpha_bar = schedule["betas"][t], schedule["alphas"][t], schedule["alpha_bar"][t]
        mean = (x - torch.sqrt(1 - alpha_bar) * eps) / torch.sqrt(alpha_bar)
        before = schedule["alpha_bar"][t - 1] if t > 0 else torch.tensor(1.0, device=device)
        mean = torch.sqrt(before) * beta / (1 - alpha_bar) * mean + torch.sqrt(alpha) * (1 - before) / (1 - alpha_bar) * x
        noise = torch.randn_like(x) if t > 0 else torch.zeros_like(x)
        x = mean + torch.sqrt(beta) * noise
    return x
