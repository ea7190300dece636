import torch


def guided(model, x, t, labels, scale, num_classes):
    null = torch.ones_like(labels) * num_classes
    a, b = model(x, t, null), model(x, t, labels)
    return a * (1.0 - scale) + b * scale


@torch.inference_mode()
def sample_cfg(model, shape, schedule, class_labels, guidance_scale, num_classes, device):
    bar = schedule["alpha_bar"]
    before = torch.nn.functional.pad(bar[:-1], (1, 0), value=1.0)
    x = torch.randn(*shape, device=device)
    labels = class_labels.to(device)
    for i in range(len(bar) - 1, -1, -1):
        t = torch.full(labels.shape, i, device=device, dtype=torch.long)
        eps = guided(model, x, t, labels, guidance_scale, num_classes)
        x_0 = (x - (1 - bar[i]).sqrt() * eps) / bar[i].sqrt()
        mean = before[i].sqrt() * schedule["betas"][i] / (1 - bar[i]) * x_0
        mean = mean + schedule["alphas"][i].sqrt() * (1 - before[i]) / (1 - bar[i]) * x
        x = mean if i == 0 else torch.normal(mean, schedule["betas"][i].sqrt().expand_as(mean))
    return x
