import torch


def forward_diffusion(x_0, t, noise_schedule):
    """Draw x_t given x_0.

    x_0: (B, C, H, W) floats; t: (B,) int64, 0 to T-1; noise_schedule: a dict of (T,) tensors.
    Returns (x_t, noise), both shaped like x_0.
    """
    raise NotImplementedError("Draw the noise, then mix it with x_0.")
