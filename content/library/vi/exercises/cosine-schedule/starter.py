import math

import torch


def cosine_beta_schedule(T, s=0.008):
    """T giá trị beta làm cho alpha_bar đi theo bình phương của cosin, chặn trong [1e-5, 0.999]. Trả về (T,)."""
    raise NotImplementedError("Tính alpha_bar trên T + 1 điểm lưới, rồi tính beta từ các tỉ số.")
