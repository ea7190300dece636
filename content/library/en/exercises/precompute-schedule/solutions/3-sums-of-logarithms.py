# en: Sums in place of products
#     A product of many numbers is the exponential of a sum of logarithms. log1p(−β) is exact for small β, and
#     −expm1(…) is 1 − ᾱ without the subtraction: the way to go when T is very large.
# vi: Tổng thay cho tích
#     Tích của nhiều số là hàm mũ của tổng các logarit. log1p(−β) chính xác với β nhỏ, và −expm1(…) là 1 − ᾱ mà
#     không phải trừ: cách nên dùng khi T rất lớn.

import torch


def precompute_schedule(betas):
    log_alphas = torch.log1p(-betas)
    log_alpha_bar = torch.cumsum(log_alphas, dim=0)
    return {
        "betas": betas,
        "alphas": torch.exp(log_alphas),
        "alpha_bar": torch.exp(log_alpha_bar),
        "sqrt_alpha": torch.exp(log_alphas / 2),
        "sqrt_alpha_bar": torch.exp(log_alpha_bar / 2),
        "sqrt_one_minus_alpha_bar": torch.sqrt(-torch.expm1(log_alpha_bar)),
    }
