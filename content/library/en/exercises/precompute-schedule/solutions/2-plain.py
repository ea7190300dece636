# en: As short as it gets
#     Straight from the definitions, in the dtype of betas. Good enough here, and the easiest to check against the
#     formulas.
# vi: Ngắn gọn nhất
#     Đi thẳng từ định nghĩa, với kiểu dữ liệu của betas. Ở đây thế là đủ tốt, và dễ đối chiếu với công thức nhất.

import torch


def precompute_schedule(betas):
    alphas = 1 - betas
    alpha_bar = torch.cumprod(alphas, dim=0)
    return dict(
        betas=betas,
        alphas=alphas,
        alpha_bar=alpha_bar,
        sqrt_alpha=torch.sqrt(alphas),
        sqrt_alpha_bar=torch.sqrt(alpha_bar),
        sqrt_one_minus_alpha_bar=torch.sqrt(1 - alpha_bar),
    )
