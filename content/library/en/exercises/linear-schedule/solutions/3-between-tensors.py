# en: As a mixture of the ends
#     torch.lerp goes a share of the way from one value to another. Written so, it reads as a sentence, and the same
#     line would serve ends that are themselves tensors.
# vi: Như một phép pha trộn hai đầu
#     torch.lerp đi một phần quãng đường từ giá trị này sang giá trị kia. Viết như vậy đọc lên như một câu, và dòng
#     ấy dùng được cả khi hai đầu là tensor.

import torch


def linear_beta_schedule(T, beta_start=1e-4, beta_end=0.02):
    share = torch.linspace(0, 1, T)
    return torch.lerp(torch.tensor(beta_start), torch.tensor(beta_end), share)
