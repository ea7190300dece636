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
SLOW = (
    "import time\n"
    + RIGHT.replace("    noise = ", "    time.sleep(2 if not waited else 0); waited.append(1)\n    noise = ")
    + "\nwaited = []\n"
)
