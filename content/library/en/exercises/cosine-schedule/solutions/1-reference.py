# en: Neighbours of one grid
#     f on T + 1 grid points in float64; then each right neighbour over its left one. f(0) cancels in the ratio, so
#     it is left out.
# vi: Các điểm kề nhau trên một lưới
#     f trên T + 1 điểm lưới bằng float64; rồi mỗi điểm bên phải chia cho điểm bên trái. f(0) triệt tiêu trong tỉ số
#     nên được bỏ qua.

import math

import torch


def cosine_beta_schedule(T, s=0.008):
    u = torch.arange(T + 1, dtype=torch.float64) / T
    f = torch.cos((u + s) / (1 + s) * math.pi / 2) ** 2
    return (1 - f[1:] / f[:-1]).clamp(1e-5, 0.999).float()
