# en: As in the lesson
#     Both weights are looked up at t and reshaped to (B, 1, 1, 1); the noise is drawn once, used and returned.
# vi: Như trong bài học
#     Cả hai trọng số được tra tại t rồi đổi hình dạng thành (B, 1, 1, 1); nhiễu được rút một lần, dùng rồi trả về.

import torch


def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.randn_like(x_0)
    signal = noise_schedule["sqrt_alpha_bar"][t].view(-1, 1, 1, 1)
    spread = noise_schedule["sqrt_one_minus_alpha_bar"][t].view(-1, 1, 1, 1)
    return signal * x_0 + spread * noise, noise
