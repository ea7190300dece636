import torch


def log_snr(alpha_bar):
    return torch.log(alpha_bar / (1 - alpha_bar))
