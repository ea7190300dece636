# en: Coefficients beforehand
#     All three coefficients of all steps are made as tensors before the walk, with the noise's set to 0 at t = 0.
#     The loop has no condition any more: it multiplies by 0.
# vi: Tính hệ số trước
#     Cả ba hệ số của mọi bước được tạo thành tensor trước khi đi, trong đó hệ số của nhiễu bằng 0 tại t = 0. Vòng
#     lặp không còn điều kiện nào nữa: nó nhân với 0.

import torch


def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    scale = (1 / schedule["sqrt_alpha"]).to(device)
    share = (schedule["betas"] / schedule["sqrt_one_minus_alpha_bar"]).to(device)
    sigma = schedule["betas"].sqrt().to(device)
    sigma[0] = 0

    x = torch.randn(n_samples, img_channels, img_size, img_size, device=device)
    with torch.no_grad():
        for step in reversed(range(len(sigma))):
            t = torch.full((n_samples,), step, dtype=torch.long, device=device)
            x = scale[step] * (x - share[step] * model(x, t)) + sigma[step] * torch.randn_like(x)
    return x
