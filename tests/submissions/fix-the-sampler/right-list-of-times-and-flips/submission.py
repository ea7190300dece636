import torch

@torch.inference_mode()
def buggy_sample(model, shape, schedule, device):
    sigma = schedule["betas"].sqrt().clone()
    sigma[0] = 0
    weight = schedule["betas"] / (1 - schedule["alpha_bar"]).sqrt()
    x = torch.randn(*shape).to(device)
    for t in torch.arange(len(sigma), device=device).flip(0):
        eps = model(x, t.expand(shape[0]))
        x = (x - weight[t] * eps) / schedule["sqrt_alpha"][t] + sigma[t] * torch.randn_like(x)
    return x
