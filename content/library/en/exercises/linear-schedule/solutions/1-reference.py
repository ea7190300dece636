# en: One call
#     torch knows evenly spaced values with both ends included, and T = 1 falls out right. Computed in float64,
#     because a step of the schedule is small beside the values themselves, and rounded once at the end.
# vi: Một lần gọi
#     torch biết tạo các giá trị cách đều tính cả hai đầu, và T = 1 cũng ra đúng. Tính bằng float64, vì khoảng cách
#     giữa hai bước nhỏ so với chính các giá trị, rồi làm tròn một lần ở cuối.

import torch


def linear_beta_schedule(T, beta_start=1e-4, beta_end=0.02):
    return torch.linspace(beta_start, beta_end, T, dtype=torch.float64).float()
