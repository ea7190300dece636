# en: Count those that are not
#     ᾱ only falls, so the steps that are not yet below come first, and how many they are is the index of the first
#     that is. If that is all T of them, there is none.
# vi: Đếm những bước chưa xuống
#     ᾱ chỉ giảm, nên những bước chưa xuống dưới ngưỡng đứng trước, và số lượng của chúng chính là chỉ số của bước
#     đầu tiên ở dưới. Nếu đó là cả T bước thì không có bước nào.

import math

import torch


def compare_schedules(T=1000):
    u = torch.arange(T + 1, dtype=torch.float64) / T
    f = torch.cos((u + 0.008) / 1.008 * math.pi / 2).square()
    betas = {
        "linear": torch.linspace(1e-4, 0.02, T, dtype=torch.float64),
        "cosine": (1 - f[1:] / f[:-1]).clamp(1e-5, 0.999),
    }
    above = {name: int(((1 - beta).cumprod(0) >= 0.01).sum()) for name, beta in betas.items()}
    return {name: count if count < T else None for name, count in above.items()}
