# en: The first of those that are below
#     nonzero lists the steps below 0.01; the first of them, where there is one, is the answer. The same helper
#     serves both schedules.
# vi: Bước đầu tiên trong những bước ở dưới ngưỡng
#     nonzero liệt kê các bước nhỏ hơn 0.01; bước đầu tiên, nếu có, là câu trả lời. Một hàm phụ dùng cho cả hai
#     lịch.

import math

import torch


def linear(T):
    return torch.linspace(1e-4, 0.02, T, dtype=torch.float64)


def cosine(T, s=0.008):
    u = torch.arange(T + 1, dtype=torch.float64) / T
    f = torch.cos((u + s) / (1 + s) * math.pi / 2) ** 2
    return (1 - f[1:] / f[:-1]).clamp(1e-5, 0.999)


def first_below(betas, floor=0.01):
    below = (torch.cumprod(1 - betas, dim=0) < floor).nonzero()
    return int(below[0]) if len(below) else None


def compare_schedules(T=1000):
    return {"linear": first_below(linear(T)), "cosine": first_below(cosine(T))}
