"""Record a training run for the figure `training-curve`: `python -m tools.record_training`.

The run of tools/train_digits.py over again, with ten digits sampled on the way. Takes some minutes on one CPU thread
and rewrites training-curve.json, training-curve.png and the still picture.
"""

from collections.abc import Callable, Iterator
from typing import Any

import torch
from torch import Tensor
from torch.utils.data import DataLoader

from ddpm_reference.digits import digits_schedule
from ddpm_reference.training import train_ddpm_cfg
from ddpm_reference.unet import UNet
from tools.figures import training_curve
from tools.figures.training_curve import CHECKPOINTS
from tools.make_figures import write
from tools.train_digits import STAGES, digits


class Watched:
    """A loader that says how many epochs are done whenever the next one begins."""

    def __init__(self, loader: DataLoader, tell: Callable[[int], None]) -> None:
        self.loader, self.tell, self.epochs = loader, tell, 0

    def __iter__(self) -> Iterator[Any]:
        self.tell(self.epochs)
        self.epochs += 1
        return iter(self.loader)


def main() -> None:
    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = UNet()
    sheets: list[Tensor] = []

    def keep_samples(epoch: int) -> None:
        if epoch in CHECKPOINTS:
            sheets.append(training_curve.checkpoint(model.eval()))
            model.train()

    loader = Watched(DataLoader(digits(), batch_size=128, shuffle=True), keep_samples)
    losses: list[float] = []
    for lr, epochs in STAGES:
        losses += train_ddpm_cfg(model, loader, digits_schedule(), epochs, lr, p_uncond=0.1, device="cpu")
        print(f"lr {lr:g}: {len(losses)} epochs, loss {losses[-1]:.4f}", flush=True)
    keep_samples(len(losses))
    write(training_curve.recorded(losses, torch.stack(sheets)))


if __name__ == "__main__":
    main()
