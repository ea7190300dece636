# en: One character
#     A plus became a minus. The model returns the noise that is in x, so a step towards the image takes a part of
#     it away; adding it pushes every step away from the image.
# vi: Một ký tự
#     Dấu cộng thành dấu trừ. Mô hình trả về phần nhiễu đang có trong x, nên một bước về phía ảnh phải bớt đi một
#     phần của nó; cộng vào thì bước nào cũng đẩy ra xa ảnh hơn.

import torch


@torch.no_grad()
def buggy_sample(model, shape, schedule, device):
    betas = schedule["betas"].to(device)
    sqrt_alpha = schedule["sqrt_alpha"].to(device)
    sqrt_one_minus_alpha_bar = schedule["sqrt_one_minus_alpha_bar"].to(device)

    x = torch.randn(shape, device=device)
    for step in reversed(range(len(betas))):
        t = torch.full((shape[0],), step, dtype=torch.long, device=device)
        predicted = model(x, t)
        mean = (x - betas[step] / sqrt_one_minus_alpha_bar[step] * predicted) / sqrt_alpha[step]
        if step > 0:
            x = mean + betas[step].sqrt() * torch.randn_like(x)
        else:
            x = mean
    return x
