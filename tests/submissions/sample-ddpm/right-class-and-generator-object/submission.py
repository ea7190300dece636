import torch


class Sampler:
    def __init__(self, model, schedule, device):
        self.model, self.s, self.device = model, schedule, device
        self.T = len(schedule["alphas"])

    def steps(self):
        yield from zip(range(self.T - 1, -1, -1), self.s["betas"].flip(0), self.s["alphas"].flip(0), self.s["alpha_bar"].flip(0))

    def __call__(self, shape):
        x = torch.randn(shape, device=self.device)
        for t, beta, alpha, bar in self.steps():
            eps = self.model(x, t * torch.ones(shape[0], device=self.device, dtype=torch.long)).detach()
            x = alpha.rsqrt() * (x - beta * (1 - bar).rsqrt() * eps) + (t > 0) * beta.sqrt() * torch.randn(shape, device=self.device)
        return x


def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    with torch.no_grad():
        return Sampler(model, schedule, device)((n_samples, img_channels, img_size, img_size))
