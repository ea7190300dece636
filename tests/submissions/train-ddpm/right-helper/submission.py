import torch
import torch.nn.functional as F


def forward_diffusion(x_0, t, noise_schedule):
    noise = torch.randn_like(x_0)
    shape = (-1,) + (1,) * (x_0.dim() - 1)
    signal = noise_schedule["sqrt_alpha_bar"].gather(0, t).reshape(shape)
    spread = noise_schedule["sqrt_one_minus_alpha_bar"].gather(0, t).reshape(shape)
    return signal * x_0 + spread * noise, noise


def train_ddpm(model, dataloader, schedule, epochs=100, lr=2e-4, device="cuda"):
    model.to(device)
    model.train()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    T = len(schedule["betas"])
    for epoch in range(epochs):
        for x_0, _ in dataloader:
            x_0 = x_0.to(device)
            t = torch.randint(0, T, (x_0.shape[0],), device=device)
            x_t, noise = forward_diffusion(x_0, t, schedule)
            loss = F.mse_loss(model(x_t, t), noise)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
