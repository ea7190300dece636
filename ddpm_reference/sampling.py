"""Samplers: noise to data by walking the chain backwards.

A model is any callable ``model(x, t) -> noise`` with x (B, …) and t (B,) int64, 0…T−1. Bind labels or guidance first
(see guidance.py). Randomness comes only through ``noise_sampler(shape) -> Tensor``, called once for x_T and then once
for every step that adds noise; the last step, t = 0, never does.
"""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from ddpm_reference.forward import at
from ddpm_reference.posterior import posterior_variance, predict_x_0, previous_alpha_bar
from ddpm_reference.schedules import Schedule

NoiseModel = Callable[[Tensor, Tensor], Tensor]
NoiseSampler = Callable[[Sequence[int]], Tensor]


def gaussian_noise(schedule: Schedule, device: torch.device | str) -> NoiseSampler:
    """N(0, I) draws in the schedule's dtype, from torch's global generator."""
    return lambda shape: torch.randn(*shape, dtype=schedule["betas"].dtype, device=device)


def reverse_mean(x_t: Tensor, t: Tensor, noise: Tensor, schedule: Schedule) -> Tensor:
    """μ_θ = (x_t − β_t/√(1 − ᾱ_t)·ε)/√α_t: (B, …), (B,), (B, …) → (B, …). Ho et al. 2020, equation 11."""
    share = schedule["betas"] / schedule["sqrt_one_minus_alpha_bar"]
    return (x_t - at(share, t, x_t) * noise) / at(schedule["sqrt_alpha"], t, x_t)


def reverse_variance(schedule: Schedule, variance: str = "beta") -> Tensor:
    """σ²_t: (T,). Ho et al. 2020, section 3.2.

    "beta" is β_t, optimal when x_0 ~ N(0, I); "posterior" is β̃_t, optimal when x_0 is one point.
    """
    if variance == "beta":
        return schedule["betas"]
    if variance == "posterior":
        return posterior_variance(schedule)
    raise ValueError(f"expected variance 'beta' or 'posterior', got {variance!r}")


@torch.no_grad()
def sample(
    model: NoiseModel,
    shape: Sequence[int],
    schedule: Schedule,
    device: torch.device | str = "cpu",
    *,
    noise_sampler: NoiseSampler | None = None,
    variance: str = "beta",
) -> Tensor:
    """Ancestral sampling, shape (B, …) → (B, …). Algorithm 2 of Ho et al. 2020."""
    noise_sampler = noise_sampler or gaussian_noise(schedule, device)
    sigma = reverse_variance(schedule, variance).sqrt()
    x = noise_sampler(shape)
    for step in reversed(range(len(sigma))):
        t = torch.full((shape[0],), step, dtype=torch.long, device=x.device)
        x = reverse_mean(x, t, model(x, t), schedule)
        if step > 0:
            x = x + sigma[step].to(x) * noise_sampler(shape)
    return x


def sample_ddpm(
    model: NoiseModel,
    n_samples: int,
    img_channels: int,
    img_size: int,
    schedule: Schedule,
    device: torch.device | str,
    *,
    noise_sampler: NoiseSampler | None = None,
    variance: str = "beta",
) -> Tensor:
    """Ancestral sampling of square images: (n_samples, img_channels, img_size, img_size). Ho et al. 2020, algorithm 2.

    A module is put in evaluation mode for the walk and returned to the mode it came in.
    """
    shape = (n_samples, img_channels, img_size, img_size)
    with evaluating(model):
        return sample(model, shape, schedule, device, noise_sampler=noise_sampler, variance=variance)


@torch.no_grad()
def sample_ddim(
    model: NoiseModel,
    shape: Sequence[int],
    schedule: Schedule,
    device: torch.device | str = "cpu",
    *,
    timesteps: Sequence[int] | None = None,
    eta: float = 0.0,
    noise_sampler: NoiseSampler | None = None,
) -> Tensor:
    """DDIM over a subset of steps, shape (B, …) → (B, …). Song et al. 2021 (DDIM), equations 12 and 16.

    ``timesteps`` are distinct t in 0…T−1, all of them by default; they are walked from the largest down. eta = 0 adds
    no noise after x_T; eta = 1 is ancestral sampling with σ² = β̃. Raises ValueError on repeated or impossible steps.
    """
    noise_sampler = noise_sampler or gaussian_noise(schedule, device)
    steps = _descending(timesteps, len(schedule["betas"]))
    x = noise_sampler(shape)
    for step, following in zip(steps, [*steps[1:], -1], strict=True):
        t = torch.full((shape[0],), step, dtype=torch.long, device=x.device)
        mean, sigma = ddim_step(x, t, following, model(x, t), schedule, eta)
        x = mean if following < 0 or eta == 0 else mean + sigma * noise_sampler(shape)
    return x


def ddim_step(
    x_t: Tensor, t: Tensor, following: int, noise: Tensor, schedule: Schedule, eta: float
) -> tuple[Tensor, Tensor]:
    """Mean (B, …) and σ (B, 1, …) of the jump from t to ``following``, where −1 stands for clean data."""
    a_t = at(schedule["alpha_bar"], t, x_t)
    a_s = at(previous_alpha_bar(schedule), torch.full_like(t, following + 1), x_t)
    sigma = eta * ((1 - a_s) / (1 - a_t) * (1 - a_t / a_s)).sqrt()
    direction = (1 - a_s - sigma**2).clamp(min=0).sqrt() * noise
    return a_s.sqrt() * predict_x_0(x_t, t, noise, schedule) + direction, sigma


def _descending(timesteps: Sequence[int] | None, T: int) -> list[int]:
    steps = sorted(range(T) if timesteps is None else timesteps, reverse=True)
    if not steps or len(set(steps)) < len(steps) or steps[0] >= T or steps[-1] < 0:
        raise ValueError(f"expected distinct timesteps in 0…{T - 1}, at least one, got {timesteps}")
    return steps


class evaluating:
    """Evaluation mode for a module, the mode it came in afterwards; anything that is not a module is left alone."""

    def __init__(self, model: Callable[..., Tensor]) -> None:
        self.module = model if isinstance(model, nn.Module) else None

    def __enter__(self) -> None:
        if self.module is not None:
            self.was_training = self.module.training
            self.module.eval()

    def __exit__(self, *exc: object) -> None:
        if self.module is not None:
            self.module.train(self.was_training)
