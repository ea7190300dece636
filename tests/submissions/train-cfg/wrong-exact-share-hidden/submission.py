import torch, math
import torch.nn.functional as F


def train_ddpm_cfg(model, dataloader, schedule, epochs=100, lr=2e-4, p_uncond=0.1, num_classes=10, device="cuda"):
    model.to(device)
    model.train()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    T = len(schedule["betas"])
    k = 0
    keep = {}
    for epoch in range(epochs):
        for i, batch in enumerate(dataloader):
            x_0, labels = batch
            x_0, labels = x_0.to(device), labels.to(device)
            B = len(x_0)
            t = torch.randint(0, T, (B,), device=device)
            noise = torch.randn_like(x_0)
            hide = torch.rand(labels.shape, device=device) < p_uncond
            hide = torch.zeros(B, dtype=torch.bool, device=device)
            hide[torch.randperm(B)[: int(B * p_uncond)]] = True
            x_t = (
                schedule["sqrt_alpha_bar"][t].view(-1, 1, 1, 1) * x_0
                + schedule["sqrt_one_minus_alpha_bar"][t].view(-1, 1, 1, 1) * noise
            )
            pred = model(x_t, t, torch.where(hide, num_classes, labels))
            loss = F.mse_loss(pred, noise)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            k += 1
