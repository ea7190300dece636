# en: The mean as a function
#     With the mean in a function of its own, the formula of the statement and the line of code stand side by side:
#     a wrong sign has nowhere to hide.
# vi: Kỳ vọng là một hàm riêng
#     Khi kỳ vọng nằm trong một hàm riêng, công thức của đề bài và dòng mã đứng cạnh nhau: dấu sai không còn chỗ nào
#     để trốn.

import torch


def mean_before(x, predicted, step, schedule):
    share = schedule["betas"][step] / schedule["sqrt_one_minus_alpha_bar"][step]
    return (x - share * predicted) / schedule["sqrt_alpha"][step]


@torch.no_grad()
def buggy_sample(model, shape, schedule, device):
    schedule = {name: values.to(device) for name, values in schedule.items()}
    x = torch.randn(shape, device=device)
    for step in reversed(range(len(schedule["betas"]))):
        t = torch.full((shape[0],), step, dtype=torch.long, device=device)
        x = mean_before(x, model(x, t), step, schedule)
        if step > 0:
            x = x + schedule["betas"][step].sqrt() * torch.randn_like(x)
    return x
