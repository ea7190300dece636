import torch


def linear_beta_schedule(T, beta_start=1e-4, beta_end=0.02):
    """T giá trị beta, cách đều từ beta_start đến beta_end, tính cả hai đầu. Trả về (T,)."""
    raise NotImplementedError("Chia đều T giá trị.")
