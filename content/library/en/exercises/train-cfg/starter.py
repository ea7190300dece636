import torch
import torch.nn.functional as F


def train_ddpm_cfg(
    model, dataloader, schedule, epochs=100, lr=2e-4, p_uncond=0.1, num_classes=10, device="cuda"
):
    """Train model(x_t, t, labels) in place, hiding each label with probability p_uncond.

    The label num_classes stands for "no label".
    """
    raise NotImplementedError("Write the training loop with hidden labels.")
