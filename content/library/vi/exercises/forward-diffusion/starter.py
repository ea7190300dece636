import torch


def forward_diffusion(x_0, t, noise_schedule):
    """Rút x_t khi biết x_0.

    x_0: số thực (B, C, H, W); t: int64 (B,), từ 0 đến T-1; noise_schedule: dict các tensor (T,).
    Trả về (x_t, noise), cả hai cùng hình dạng với x_0.
    """
    raise NotImplementedError("Rút nhiễu, rồi trộn với x_0.")
