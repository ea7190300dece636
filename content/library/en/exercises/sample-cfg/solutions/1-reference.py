# en: Two calls
#     The model is asked about the same x twice, once with the labels and once with the null label; guidance starts
#     at the second answer and goes s times the way to the first.
# vi: Hai lần gọi
#     Mô hình được hỏi hai lần về cùng một x, một lần với nhãn và một lần với nhãn rỗng; phép dẫn hướng xuất phát từ
#     câu trả lời thứ hai và đi s lần quãng đường đến câu thứ nhất.

import torch


@torch.no_grad()
def sample_cfg(model, shape, schedule, class_labels, guidance_scale, num_classes, device):
    betas = schedule["betas"].to(device)
    sqrt_alpha = schedule["sqrt_alpha"].to(device)
    sqrt_one_minus_alpha_bar = schedule["sqrt_one_minus_alpha_bar"].to(device)
    labels = class_labels.to(device)
    null = torch.full_like(labels, num_classes)

    x = torch.randn(shape, device=device)
    for step in reversed(range(len(betas))):
        t = torch.full((shape[0],), step, dtype=torch.long, device=device)
        with_label, without = model(x, t, labels), model(x, t, null)
        predicted = without + guidance_scale * (with_label - without)
        x = (x - betas[step] / sqrt_one_minus_alpha_bar[step] * predicted) / sqrt_alpha[step]
        if step > 0:
            x = x + betas[step].sqrt() * torch.randn_like(x)
    return x
