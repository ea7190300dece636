import torch, math
import torch.nn.functional as F


class MyAdam:
    def __init__(s, ps, lr):
        s.ps = list(ps)
        s.lr = lr
        s.m = [torch.zeros_like(p) for p in s.ps]
        s.v = [torch.zeros_like(p) for p in s.ps]
        s.k = 0

    def zero_grad(s):
        for p in s.ps:
            p.grad = None

    @torch.no_grad()
    def step(s):
        s.k += 1
        for p, m, v in zip(s.ps, s.m, s.v):
            m.mul_(0.9).add_(0.1 * p.grad)
            v.mul_(0.999).add_(0.001 * p.grad**2)
            p -= s.lr * (m / (1 - 0.9**s.k)) / ((v / (1 - 0.999**s.k)).sqrt() + 1e-8)


def train_ddpm(model, dataloader, schedule, epochs=100, lr=2e-4, device="cuda"):
    model.to(device)
    model.train()
    optimizer = MyAdam(model.parameters(), lr)
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
            hide = torch.rand(labels.shape, device=device) < 0.1
            pass
            x_t = (
                schedule["sqrt_alpha_bar"][t].view(-1, 1, 1, 1) * x_0
                + schedule["sqrt_one_minus_alpha_bar"][t].view(-1, 1, 1, 1) * noise
            )
            pred = model(x_t, t)
            loss = F.mse_loss(pred, noise)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            k += 1
