# en: One or the other, by torch.where
#     For each image either the null label or its own. The coin is a Bernoulli draw, whose probability stands in the
#     code under its name.
# vi: Cái này hoặc cái kia, bằng torch.where
#     Mỗi ảnh nhận nhãn rỗng hoặc nhãn của chính nó. Đồng xu là một lần rút Bernoulli, và xác suất của nó đứng trong
#     mã dưới đúng tên của nó.

import torch
import torch.nn.functional as F


def train_ddpm_cfg(
    model, dataloader, schedule, epochs=100, lr=2e-4, p_uncond=0.1, num_classes=10, device="cuda"
):
    model.to(device).train()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    alpha_bar = schedule["alpha_bar"].to(device)

    for _ in range(epochs):
        for images, labels in dataloader:
            images, labels = images.to(device), labels.to(device)
            t = torch.randint(len(alpha_bar), labels.shape, device=device)
            left = alpha_bar[t].reshape(-1, 1, 1, 1)
            noise = torch.randn_like(images)
            noisy = left.sqrt() * images + (1 - left).sqrt() * noise

            coin = torch.bernoulli(torch.full(labels.shape, p_uncond, device=device)).bool()
            asked = torch.where(coin, num_classes, labels)

            optimizer.zero_grad()
            F.mse_loss(model(noisy, t, asked), noise).backward()
            optimizer.step()
