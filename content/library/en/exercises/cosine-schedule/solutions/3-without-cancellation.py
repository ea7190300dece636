# en: Without subtracting nearly equal numbers
#     1 − cos²b/cos²a equals sin(b − a)·sin(b + a)/cos²a. No two numbers close to each other are subtracted, so the
#     digits at the start of the chain stay good.
# vi: Không trừ hai số gần bằng nhau
#     1 − cos²b/cos²a bằng sin(b − a)·sin(b + a)/cos²a. Không có hai số gần nhau nào bị trừ cho nhau, nên các chữ số
#     ở đầu xích vẫn chính xác.

import math

import torch


def cosine_beta_schedule(T, s=0.008):
    step = math.pi / (2 * (1 + s) * T)
    a = torch.arange(T, dtype=torch.float64) * step + s / (1 + s) * math.pi / 2
    betas = math.sin(step) * torch.sin(2 * a + step) / torch.cos(a) ** 2
    return betas.clamp(1e-5, 0.999).float()
