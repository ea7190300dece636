import torch

def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    model.eval()
    with torch.inference_mode():
        x = torch.randn((n_samples, img_channels, img_size, img_size)).to(device)
        for t in range(len(schedule['betas']) - 1, -1, -1):
            ts = torch.tensor([t] * n_samples, device=device)
            predicted = model(x, ts)
            z = torch.randn_like(x) if t > 0 else torch.zeros_like(x)
            a, ab, b = schedule['alphas'][t], schedule['alpha_bar'][t], schedule['betas'][t]
            x = 1 / a.sqrt() * (x - (1 - a) / (1 - ab).sqrt() * predicted) + b.sqrt() * z
    model.train()
    return x
