# en: The signal as a function
#     The definition word for word: a small function gives the signal that is left after u steps, and beta asks it
#     at t and at t + 1. Easy to exchange for another curve.
# vi: Tín hiệu là một hàm
#     Đúng từng chữ theo định nghĩa: một hàm nhỏ cho biết tín hiệu còn lại sau u bước, và beta hỏi nó tại t và tại t
#     + 1. Dễ thay bằng một đường cong khác.

import math

import torch


def cosine_beta_schedule(T, s=0.008):
    def left(u):
        return math.cos((u / T + s) / (1 + s) * math.pi / 2) ** 2

    betas = [1 - left(t + 1) / left(t) for t in range(T)]
    return torch.tensor([min(max(beta, 1e-5), 0.999) for beta in betas])
