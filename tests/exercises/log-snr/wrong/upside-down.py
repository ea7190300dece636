# en: The ratio stands on its head
#     Noise over signal rises with t; the signal-to-noise ratio falls.
# vi: Tỉ số bị lật ngược
#     Nhiễu chia cho tín hiệu thì tăng theo t; còn tỉ số tín hiệu trên nhiễu thì giảm.

import torch


def log_snr(alpha_bar):
    return torch.log((1 - alpha_bar) / alpha_bar)
