import torch

def walk(model, x, t, s):
    if t < 0:
        return x
    steps = torch.full((x.shape[0],), t, dtype=torch.int32, device=x.device)
    eps = model(x=x, t=steps)
    mean = (x - s["betas"][t] / s["sqrt_one_minus_alpha_bar"][t] * eps) / s["sqrt_alpha"][t]
    return walk(model, mean if t == 0 else mean + s["betas"][t].sqrt() * torch.randn_like(x), t - 1, s)

@torch.inference_mode()
def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    torch.set_grad_enabled(False)
    start = torch.randn([n_samples, img_channels, img_size, img_size], device=torch.device(device))
    return walk(model, start, schedule["betas"].shape[0] - 1, schedule)
