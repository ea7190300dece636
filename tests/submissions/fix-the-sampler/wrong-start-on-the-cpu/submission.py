import torch


@torch.no_grad()
def buggy_sample(model, shape, schedule, device):
    x = torch.randn(shape)
    for t in reversed(range(len(schedule["betas"]))):
        t_batch = torch.full((shape[0],), t, device=device, dtype=torch.long)
        eps = model(x, t_batch)
        beta, alpha, alpha_bar = schedule["betas"][t], schedule["alphas"][t], schedule["alpha_bar"][t]
        mean = (x - beta / torch.sqrt(1 - alpha_bar) * eps) / torch.sqrt(alpha)
        noise = torch.randn_like(x) if t > 0 else torch.zeros_like(x)
        x = mean + torch.sqrt(beta) * noise
    return x
