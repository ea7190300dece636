import torch

def sample_cfg(model, shape, schedule, class_labels, guidance_scale, num_classes, device):
    y = class_labels.long().to(device)
    y_null = y * 0 + num_classes
    beta = [float(b) for b in schedule["betas"]]
    bar = [float(b) for b in schedule["alpha_bar"]]
    with torch.no_grad():
        x = torch.randn(tuple(shape), device=device)
        for t in sorted(range(len(beta)), reverse=True):
            tt = torch.tensor(t, device=device).repeat(shape[0])
            u = model(x, tt, y_null)
            c = model(x, tt, y)
            e = u + guidance_scale * (c - u)
            x = (x - beta[t] / (1 - bar[t]) ** 0.5 * e) / (1 - beta[t]) ** 0.5
            if t >= 1:
                x = x + beta[t] ** 0.5 * torch.randn(tuple(shape), device=device)
    return x
