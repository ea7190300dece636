# en: The name that it has elsewhere
#     The log odds of a probability are its logit.
# vi: Tên gọi của nó ở nơi khác
#     Log tỉ số của một xác suất chính là logit.

import torch


def log_snr(alpha_bar):
    return torch.logit(alpha_bar)
