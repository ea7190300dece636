# en: With a helper for any number of axes
#     Most diffusion code bases have such a function: it looks a value up for each sample and gives it as many axes
#     of length 1 as the data need. It works for sound and video too.
# vi: Với một hàm phụ cho số trục bất kỳ
#     Hầu hết mã nguồn về khuếch tán đều có một hàm như vậy: nó tra giá trị cho từng mẫu và thêm bao nhiêu trục độ
#     dài 1 tùy dữ liệu cần. Nó dùng được cả cho âm thanh và video.

import torch


def at(values, t, like):
    return values.gather(0, t).reshape(-1, *[1] * (like.ndim - 1)).to(like)


def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.randn_like(x_0)
    signal = at(noise_schedule["sqrt_alpha_bar"], t, x_0)
    spread = at(noise_schedule["sqrt_one_minus_alpha_bar"], t, x_0)
    return signal * x_0 + spread * noise, noise
