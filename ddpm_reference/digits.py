"""A trained model of handwritten digits, small enough to ship.

The weights are float16 in digits.safetensors; ``python -m tools.train_digits`` makes them anew in a few CPU minutes.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file

from ddpm_reference.schedules import Schedule, linear_beta_schedule, precompute_schedule
from ddpm_reference.unet import UNet

WEIGHTS = Path(__file__).with_name("digits.safetensors")
STEPS = 100  # a tenth of the usual 1000, with β ten times larger to match, so that sampling takes half a second


def digits_schedule(dtype: torch.dtype = torch.float32) -> Schedule:
    """The schedule the model was trained with: linear, T = 100, β from 1e-3 to 0.2."""
    return precompute_schedule(linear_beta_schedule(STEPS, 1e-3, 0.2, dtype=dtype))


def load_digits_model(device: torch.device | str = "cpu") -> UNet:
    """``model(x, t, labels=None) -> noise`` on (B, 1, 8, 8) images in [−1, 1]; labels 0…9, null label 10."""
    model = UNet()
    model.load_state_dict({name: weight.float() for name, weight in load_file(WEIGHTS).items()})
    return model.to(device).eval()
