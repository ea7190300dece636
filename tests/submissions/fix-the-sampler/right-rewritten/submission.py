import torch

def buggy_sample(model, shape, schedule, device):
    def denoise(x, i):
        with torch.no_grad():
            eps = model(x, torch.zeros(x.size(0), dtype=torch.long, device=x.device) + i)
        scale = schedule["betas"][i] / schedule["sqrt_one_minus_alpha_bar"][i]
        return (x - scale * eps).div(schedule["sqrt_alpha"][i])

    n, c, h, w = shape
    x = torch.normal(mean=0.0, std=1.0, size=(n, c, h, w), device=device)
    for i in torch.arange(schedule["betas"].numel() - 1, 0, -1).tolist():
        x = denoise(x, i) + schedule["betas"][i].sqrt() * torch.randn(n, c, h, w, device=device)
    return denoise(x, 0)
