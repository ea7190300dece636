import torch

@torch.no_grad()
def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    x = torch.empty(n_samples, img_channels, img_size, img_size, device=device).normal_()
    t = torch.empty(n_samples, dtype=torch.long, device=device)
    for step in reversed(range(len(schedule["betas"]))):
        t.fill_(step)
        eps = model(x, t)
        x.sub_(eps.mul_(schedule["betas"][step] / schedule["sqrt_one_minus_alpha_bar"][step]))
        x.div_(schedule["sqrt_alpha"][step])
        if step != 0:
            x.add_(torch.randn_like(x), alpha=float(schedule["betas"][step].sqrt()))
    return x
