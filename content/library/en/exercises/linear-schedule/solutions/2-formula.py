# en: The formula itself
#     The share t/(T − 1) runs from 0 to 1, and the line between the two ends is taken at that share. T = 1 would
#     divide by 0, so the denominator is at least 1: the share is 0 then anyway.
# vi: Chính công thức
#     Tỉ lệ t/(T − 1) chạy từ 0 đến 1, và giá trị được lấy trên đoạn thẳng giữa hai đầu theo tỉ lệ ấy. T = 1 sẽ chia
#     cho 0, nên mẫu số ít nhất là 1: khi ấy tỉ lệ đằng nào cũng bằng 0.

import torch


def linear_beta_schedule(T, beta_start=1e-4, beta_end=0.02):
    share = torch.arange(T) / max(T - 1, 1)
    return beta_start + (beta_end - beta_start) * share
