# en: As a rotation
#     The two weights are a cosine and a sine, since their squares add up to 1. So the step is a rotation from the
#     image towards the noise, by an angle that grows with t.
# vi: Như một phép quay
#     Hai trọng số là một cosin và một sin, vì bình phương của chúng có tổng bằng 1. Vậy bước này là phép quay từ
#     ảnh về phía nhiễu, theo một góc lớn dần cùng t.

import torch


def forward_diffusion(x_0, t, noise_schedule):
    cosine, sine = noise_schedule["sqrt_alpha_bar"], noise_schedule["sqrt_one_minus_alpha_bar"]
    angle = torch.atan2(sine, cosine)[t][:, None, None, None]
    noise = torch.randn_like(x_0)
    return torch.cos(angle) * x_0 + torch.sin(angle) * noise, noise
