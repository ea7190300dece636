"""Train the digits model on scikit-learn's bundled 8×8 digits: ``python -m tools.train_digits``.

Takes about four minutes on one CPU thread and rewrites ddpm_reference/digits.safetensors.
"""

import torch
from safetensors.torch import save_file
from sklearn.datasets import load_digits
from torch.utils.data import DataLoader, TensorDataset

from ddpm_reference.digits import WEIGHTS, digits_schedule
from ddpm_reference.training import train_ddpm_cfg
from ddpm_reference.unet import UNet

STAGES = (
    (2e-3, 80),
    (1e-3, 50),
    (3e-4, 30),
    (1e-4, 15),
)  # (learning rate, epochs): falling, in place of averaging weights


def main() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    loader = DataLoader(digits(), batch_size=128, shuffle=True)
    model = UNet()
    for lr, epochs in STAGES:
        losses = train_ddpm_cfg(model, loader, digits_schedule(), epochs, lr, p_uncond=0.1, device="cpu")
        print(f"lr {lr:g}: {epochs} epochs, loss {losses[0]:.4f} -> {losses[-1]:.4f}", flush=True)
    save_file({name: weight.half().contiguous() for name, weight in model.state_dict().items()}, WEIGHTS)


def digits() -> TensorDataset:
    """1797 images (1, 8, 8), pixels 0…16 rescaled to [−1, 1], each with its label."""
    bunch = load_digits()
    images = torch.tensor(bunch.images, dtype=torch.float32)[:, None] / 8 - 1  # (N, 8, 8) → (N, 1, 8, 8)
    return TensorDataset(images, torch.tensor(bunch.target))


if __name__ == "__main__":
    main()
