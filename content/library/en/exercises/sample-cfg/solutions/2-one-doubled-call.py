# en: One call of twice the batch
#     Images, steps and labels are doubled in the same order and the answer is cut in two. One large call keeps a
#     GPU busier than two small ones, so this is how most samplers do it.
# vi: Một lần gọi với lô gấp đôi
#     Ảnh, bước và nhãn được nhân đôi theo cùng một thứ tự, rồi câu trả lời được cắt làm hai. Một lần gọi lớn tận
#     dụng GPU hơn hai lần gọi nhỏ, nên phần lớn các bộ lấy mẫu làm như vậy.

import torch


@torch.no_grad()
def sample_cfg(model, shape, schedule, class_labels, guidance_scale, num_classes, device):
    betas, sqrt_alpha = schedule["betas"].to(device), schedule["sqrt_alpha"].to(device)
    spread = schedule["sqrt_one_minus_alpha_bar"].to(device)
    labels = class_labels.to(device)
    both = torch.cat([labels, torch.full_like(labels, num_classes)])

    x = torch.randn(shape, device=device)
    for step in reversed(range(len(betas))):
        t = torch.full((len(both),), step, dtype=torch.long, device=device)
        with_label, without = model(torch.cat([x, x]), t, both).chunk(2)
        predicted = torch.lerp(without, with_label, guidance_scale)
        x = (x - betas[step] / spread[step] * predicted) / sqrt_alpha[step]
        if step > 0:
            x = x + betas[step].sqrt() * torch.randn_like(x)
    return x
