# en: A copy, then an index
#     clone makes the copy that may be written into; a mask as an index picks the places. Longer by a line, and
#     close to how one would say it.
# vi: Chép rồi gán theo chỉ số
#     clone tạo bản sao được phép ghi vào; mặt nạ làm chỉ số chọn ra các vị trí. Dài hơn một dòng, và gần với cách
#     ta nói ra bằng lời.

import torch


def hide(labels, p_uncond, null_label):
    labels = labels.clone()
    labels[torch.rand(len(labels), device=labels.device) < p_uncond] = null_label
    return labels


def train_ddpm_cfg(
    model, dataloader, schedule, epochs=100, lr=2e-4, p_uncond=0.1, num_classes=10, device="cuda"
):
    model.to(device).train()
    schedule = {name: values.to(device) for name, values in schedule.items()}
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    mse = torch.nn.MSELoss()

    for _ in range(epochs):
        for x_0, labels in dataloader:
            x_0 = x_0.to(device)
            labels = hide(labels.to(device), p_uncond, num_classes)
            t = torch.randint(0, len(schedule["betas"]), (len(x_0),), device=device)
            noise = torch.randn_like(x_0)
            signal = schedule["sqrt_alpha_bar"][t][:, None, None, None]
            spread = schedule["sqrt_one_minus_alpha_bar"][t][:, None, None, None]

            optimizer.zero_grad()
            loss = mse(model(signal * x_0 + spread * noise, t, labels), noise)
            loss.backward()
            optimizer.step()
