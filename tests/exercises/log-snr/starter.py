import torch


def log_snr(alpha_bar):
    """alpha_bar: (T,) -> (T,)"""
    raise NotImplementedError
