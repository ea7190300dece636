# en: Through the clean image
#     First ask which clean image the model's noise implies, then take the mean of the step before between that
#     image and x_t. The algebra is the same, and this form lets you look at the expected image on the way.
# vi: Qua ảnh sạch
#     Trước hết hỏi nhiễu của mô hình ngụ ý bức ảnh sạch nào, rồi lấy kỳ vọng của bước ngay trước giữa bức ảnh ấy và
#     x_t. Về đại số thì như nhau, và dạng này cho phép nhìn bức ảnh được dự đoán trên đường đi.

import torch


@torch.no_grad()
def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    betas, alphas, alpha_bar = (schedule[name].to(device) for name in ("betas", "alphas", "alpha_bar"))
    before = torch.cat([torch.ones(1, device=device), alpha_bar[:-1]])

    x = torch.randn(n_samples, img_channels, img_size, img_size, device=device)
    for step in range(len(betas) - 1, -1, -1):
        noise = model(x, torch.full((n_samples,), step, dtype=torch.long, device=device))
        clean = (x - (1 - alpha_bar[step]).sqrt() * noise) / alpha_bar[step].sqrt()
        towards_clean = before[step].sqrt() * betas[step] / (1 - alpha_bar[step])
        stay = alphas[step].sqrt() * (1 - before[step]) / (1 - alpha_bar[step])
        x = towards_clean * clean + stay * x
        if step > 0:
            x = x + betas[step].sqrt() * torch.randn_like(x)
    return x
