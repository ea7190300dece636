# en: Product first, roots after
#     One running product, then the roots of what is there. 1 − ᾱ loses digits where ᾱ is close to 1, so all of it
#     is done in float64 and goes back to the dtype of betas at the end.
# vi: Tích trước, căn sau
#     Một tích lũy tiến, rồi lấy căn của những gì đã có. 1 − ᾱ mất chữ số ở chỗ ᾱ gần bằng 1, nên tất cả được tính
#     bằng float64 và trở về kiểu dữ liệu của betas ở cuối.

import torch


def precompute_schedule(betas):
    alphas = 1 - betas.double()
    alpha_bar = torch.cumprod(alphas, dim=0)
    schedule = {
        "betas": betas,
        "alphas": alphas,
        "alpha_bar": alpha_bar,
        "sqrt_alpha": alphas.sqrt(),
        "sqrt_alpha_bar": alpha_bar.sqrt(),
        "sqrt_one_minus_alpha_bar": (1 - alpha_bar).sqrt(),
    }
    return {name: values.to(betas.dtype) for name, values in schedule.items()}
