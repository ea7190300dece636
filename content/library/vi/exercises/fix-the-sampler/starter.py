import torch


@torch.no_grad()
def buggy_sample(model, shape, schedule, device):
    """Tạo ảnh bằng cách đi ngược xích. Có một dấu bị sai."""
    betas = schedule["betas"].to(device)
    sqrt_alpha = schedule["sqrt_alpha"].to(device)
    sqrt_one_minus_alpha_bar = schedule["sqrt_one_minus_alpha_bar"].to(device)

    x = torch.randn(shape, device=device)
    for step in reversed(range(len(betas))):
        t = torch.full((shape[0],), step, dtype=torch.long, device=device)
        predicted = model(x, t)
        mean = (x + betas[step] / sqrt_one_minus_alpha_bar[step] * predicted) / sqrt_alpha[step]
        if step > 0:
            x = mean + betas[step].sqrt() * torch.randn_like(x)
        else:
            x = mean
    return x
