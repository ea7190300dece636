"""Submissions of forward diffusion that end in ways which the corpus has no reason to hold."""

RIGHT = """
import torch


def forward_diffusion(x_0, t, noise_schedule):
    shape = (-1,) + (1,) * (x_0.dim() - 1)
    noise = torch.randn_like(x_0)
    signal = noise_schedule["sqrt_alpha_bar"][t].reshape(shape)
    spread = noise_schedule["sqrt_one_minus_alpha_bar"][t].reshape(shape)
    return signal * x_0 + spread * noise, noise
"""
BROKEN = "def forward_diffusion(x_0, t, noise_schedule)\n    return x_0\n"
SLOW_TRAINING = """
import time
import torch


def train_ddpm(model, dataloader, schedule, epochs=100, lr=2e-4, device="cuda"):
    optimizer = torch.optim.Adam(model.to(device).train().parameters(), lr=lr)
    for _ in range(epochs):
        for x_0, _ in dataloader:
            x_0 = x_0.to(device)
            t = torch.randint(0, len(schedule["betas"]), (len(x_0),), device=device)
            noise = torch.randn_like(x_0)
            kept = schedule["sqrt_alpha_bar"].to(device)[t].view(-1, 1, 1, 1)
            added = schedule["sqrt_one_minus_alpha_bar"].to(device)[t].view(-1, 1, 1, 1)
            loss = torch.nn.functional.mse_loss(model(kept * x_0 + added * noise, t), noise)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            time.sleep(0.06)
"""
SLOW = (
    "import time\n"
    + RIGHT.replace("    noise = ", "    time.sleep(2 if not waited else 0); waited.append(1)\n    noise = ")
    + "\nwaited = []\n"
)
