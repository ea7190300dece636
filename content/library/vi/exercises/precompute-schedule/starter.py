import torch


def precompute_schedule(betas):
    """Sáu tensor (T,) mà huấn luyện và lấy mẫu cần tra, trong một dict.

    Khóa: betas, alphas, alpha_bar, sqrt_alpha, sqrt_alpha_bar, sqrt_one_minus_alpha_bar.
    """
    raise NotImplementedError("Tính sáu tensor.")
