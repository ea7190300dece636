import torch


@torch.no_grad()
def sample_cfg(model, shape, schedule, class_labels, guidance_scale, num_classes, device):
    T = len(schedule["betas"])
    class_labels = class_labels.to(device)
    x = torch.randn(shape, device=device)
    null = torch.full_like(class_labels, num_classes)
    for t in reversed(range(T)):
        t_batch = torch.full((shape[0],), t, dtype=torch.long)
        eps_cond = model(x, t_batch, class_labels)
        eps_uncond = model(x, t_batch, null)
        eps = eps_uncond + guidance_scale * (eps_cond - eps_uncond)
        mean = (x - schedule["betas"][t] / schedule["sqrt_one_minus_alpha_bar"][t] * eps) / schedule["sqrt_alpha"][t]
        x = mean + schedule["betas"][t].sqrt() * torch.randn_like(x) if t > 0 else mean
    return x
