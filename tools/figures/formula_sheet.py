"""The drawing of the lesson "Formula sheet": how much of x_0 and of x_t is in the mean of the step before."""

import torch
from torch import Tensor

from ddpm_reference.digits import STEPS, digits_schedule
from ddpm_reference.posterior import posterior_mean
from tools.figures import paper


def files() -> dict[str, str | bytes]:
    of_picture, of_state = posterior_weights()
    return {
        "posterior-weights.ink.svg": paper.curves(
            {"xₜ": of_state.tolist(), "x₀": of_picture.tolist()}, {"xₜ": (99, "start"), "x₀": (99, "start")}
        )
    }


def posterior_weights() -> tuple[Tensor, Tensor]:
    """The factors of x_0 and of x_t in μ̃_t, for the digits' schedule: (T,), (T,)."""
    t = torch.arange(STEPS)
    one, nothing = torch.ones(STEPS, dtype=torch.float64), torch.zeros(STEPS, dtype=torch.float64)
    schedule = digits_schedule(torch.float64)
    return posterior_mean(one, nothing, t, schedule), posterior_mean(nothing, one, t, schedule)
