import torch


def sample_ddpm(model, n_samples, img_channels, img_size, schedule, device):
    """Draw n_samples images by walking the chain backwards.

    model(x, t) predicts the noise in x; t is an int64 tensor of shape (n_samples,), from T-1 down to 0.
    Returns (n_samples, img_channels, img_size, img_size).
    """
    raise NotImplementedError("Start from noise, then step from T-1 down to 0.")
