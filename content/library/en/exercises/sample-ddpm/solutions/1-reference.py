# en: Algorithm 2 of the paper
#     Start from noise, walk down, add noise everywhere but at the last step. The coefficients are single numbers at
#     each step, so nothing has to be reshaped.
# vi: Thuật toán 2 của bài báo
#     Bắt đầu từ nhiễu, đi xuống dần, cộng nhiễu ở mọi bước trừ bước cuối. Ở mỗi bước các hệ số chỉ là những con số,
#     nên không phải đổi hình dạng gì.

import torch


@torch.no_grad()
def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    betas = schedule["betas"].to(device)
    sqrt_alpha = schedule["sqrt_alpha"].to(device)
    sqrt_one_minus_alpha_bar = schedule["sqrt_one_minus_alpha_bar"].to(device)

    x = torch.randn(n_samples, img_channels, img_size, img_size, device=device)
    for step in reversed(range(len(betas))):
        t = torch.full((n_samples,), step, dtype=torch.long, device=device)
        x = (x - betas[step] / sqrt_one_minus_alpha_bar[step] * model(x, t)) / sqrt_alpha[step]
        if step > 0:
            x = x + betas[step].sqrt() * torch.randn_like(x)
    return x
