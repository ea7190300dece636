import torch
from torch.distributions import Normal

torch.manual_seed(42)

def forward_diffusion(x_0, t, noise_schedule):
    """x_t ~ q(x_t | x_0), with a reparameterised sample."""
    noise = Normal(torch.zeros_like(x_0), torch.ones_like(x_0)).sample()
    shape = (x_0.shape[0],) + (1,) * (x_0.ndim - 1)
    alpha_bar = noise_schedule["alpha_bar"][t].reshape(shape)
    return alpha_bar.sqrt().mul(x_0).add((1 - alpha_bar).sqrt().mul(noise)), noise
