# en: A guided model for the old sampler
#     Guidance only changes the prediction. So a function wraps the model into one that takes (x, t) alone, and the
#     sampler without labels serves as it is.
# vi: Mô hình đã dẫn hướng cho bộ lấy mẫu cũ
#     Dẫn hướng chỉ thay đổi dự đoán. Vì vậy một hàm bọc mô hình thành một mô hình chỉ nhận (x, t), và bộ lấy mẫu
#     không nhãn được dùng nguyên như cũ.

import torch


def guided(model, labels, scale, null_label):
    null = torch.full_like(labels, null_label)

    def predict(x, t):
        without = model(x, t, null)
        return without + scale * (model(x, t, labels) - without)

    return predict


@torch.no_grad()
def walk(model, shape, schedule, device):
    schedule = {name: values.to(device) for name, values in schedule.items()}
    x = torch.randn(shape, device=device)
    for step in reversed(range(len(schedule["betas"]))):
        t = torch.full((shape[0],), step, dtype=torch.long, device=device)
        share = schedule["betas"][step] / schedule["sqrt_one_minus_alpha_bar"][step]
        x = (x - share * model(x, t)) / schedule["sqrt_alpha"][step]
        if step > 0:
            x = x + schedule["betas"][step].sqrt() * torch.randn_like(x)
    return x


def sample_cfg(model, shape, schedule, class_labels, guidance_scale, num_classes, device):
    labels = class_labels.to(device)
    return walk(guided(model, labels, guidance_scale, num_classes), shape, schedule, device)
