import torch
import torch.nn.functional as F


def train_ddpm_cfg(model, dataloader, schedule, epochs=100, lr=2e-4, p_uncond=0.1, num_classes=10, device="cuda"):
    model.to(device)
    model.train()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    T = len(schedule["betas"])
    for epoch in range(epochs):
        for x_0, labels in dataloader:
            x_0, labels = x_0.to(device), labels.to(device)
            t = torch.randint(0, T, (x_0.shape[0],), device=device)
            noise = torch.randn_like(x_0)
            signal = schedule["sqrt_alpha_bar"][t].view(-1, 1, 1, 1)
            spread = schedule["sqrt_one_minus_alpha_bar"][t].view(-1, 1, 1, 1)
            x_t = signal * x_0 + spread * noise
            hide = (torch.rand(labels.shape, device=device) < p_uncond) & (labels > 0)
            shown = torch.where(hide, num_classes, labels)
            loss = F.mse_loss(model(x_t, t, shown), noise)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
