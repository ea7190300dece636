# en: Algorithm 1 of the paper
#     Noise, a step for each image, the mixture, the squared error against the noise, one step of Adam. The batch's
#     own length is asked, because the last one may be smaller.
# vi: Thuật toán 1 của bài báo
#     Nhiễu, mỗi ảnh một bước, phép trộn, sai số bình phương so với nhiễu, một bước của Adam. Số ảnh được hỏi ở
#     chính lô ấy, vì lô cuối có thể nhỏ hơn.

import torch
import torch.nn.functional as F


def train_ddpm(model, dataloader, schedule, epochs=100, lr=2e-4, device="cuda"):
    model.to(device).train()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    signal = schedule["sqrt_alpha_bar"].to(device)
    spread = schedule["sqrt_one_minus_alpha_bar"].to(device)

    for _ in range(epochs):
        for batch in dataloader:
            x_0 = (batch[0] if isinstance(batch, (tuple, list)) else batch).to(device)
            noise = torch.randn_like(x_0)
            t = torch.randint(0, len(signal), (len(x_0),), device=device)
            x_t = signal[t].view(-1, 1, 1, 1) * x_0 + spread[t].view(-1, 1, 1, 1) * noise

            loss = F.mse_loss(model(x_t, t), noise)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
