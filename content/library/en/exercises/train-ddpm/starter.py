import torch
import torch.nn.functional as F


def train_ddpm(model, dataloader, schedule, epochs=100, lr=2e-4, device="cuda"):
    """Train model(x_t, t) in place to predict the noise: Adam, mean squared error, one step for each batch."""
    raise NotImplementedError("Write the training loop.")
