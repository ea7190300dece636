# en: A mask for the labels
#     As many random numbers as labels; those below p_uncond hide theirs. masked_fill returns a new tensor, so the
#     loader's labels stay as they are.
# vi: Một mặt nạ cho các nhãn
#     Có bao nhiêu nhãn thì rút bấy nhiêu số ngẫu nhiên; số nào nhỏ hơn p_uncond thì giấu nhãn của nó. masked_fill
#     trả về một tensor mới, nên nhãn của dataloader giữ nguyên.

import torch
import torch.nn.functional as F


def train_ddpm_cfg(
    model, dataloader, schedule, epochs=100, lr=2e-4, p_uncond=0.1, num_classes=10, device="cuda"
):
    model.to(device).train()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    signal = schedule["sqrt_alpha_bar"].to(device)
    spread = schedule["sqrt_one_minus_alpha_bar"].to(device)

    for _ in range(epochs):
        for x_0, labels in dataloader:
            x_0, labels = x_0.to(device), labels.to(device)
            noise = torch.randn_like(x_0)
            t = torch.randint(0, len(signal), (len(x_0),), device=device)
            x_t = signal[t].view(-1, 1, 1, 1) * x_0 + spread[t].view(-1, 1, 1, 1) * noise

            hidden = torch.rand(labels.shape, device=device) < p_uncond
            shown = labels.masked_fill(hidden, num_classes)

            loss = F.mse_loss(model(x_t, t, shown), noise)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
