"""Statistics of a walk's steps: is the mean right, is the noise of the right size, is it fresh?

Given the past, each z is a new standard normal draw. So its correlation with anything the past fixes, such as x_t or ε,
is an exact N(0, 1) value after `correlation_z`, and values of different steps are independent of each other.
"""

from __future__ import annotations

import torch
from torch import Tensor

from grader.checks import law
from grader.checks.statistics import (
    chi_square_p,
    correlation_z,
    correlations,
    family,
    largest_normal_p,
    normal_p,
)
from grader.checks.walk_evidence import Evidence

AXES = ("run", "step", "sample", "channel", "row", "column")
FAR = 6.0  # standard errors at which a single step is called the place where a walk departs


def noisy_part(evidence: Evidence, values: Tensor) -> Tensor:
    """The steps that should add noise, all but t = 0: (R, S, …)."""
    return values[:, evidence.noisy]


def draws(evidence: Evidence, residual: Tensor) -> Tensor:
    """z behind every residual that should be noise: (R, S, n, C, H, W)."""
    return noisy_part(evidence, residual / evidence.sigma())


def live_steps(values: Tensor) -> Tensor:
    """(S,) the steps in which anything is left, in every run."""
    return values.flatten(2).any(2).all(0)


def explained_exactly(evidence: Evidence, residual: Tensor) -> bool:
    """Whether what is left is nothing, or repeats: then the mean is right, for a wrong one leaves traces of x and ε."""
    z = draws(evidence, residual)
    z = z[:, live_steps(z)]
    return z.numel() == 0 or bool(set(law.reduce(z, AXES).repeated) - {"run"})


def mean_z(evidence: Evidence, residual: Tensor) -> Tensor:
    """Correlation of each residual with x_t, and with ε beyond x_t, as N(0, 1) values: (2, R, K), 0 if silent."""
    r, along_x, epsilon = (_centred(values) for values in (residual, evidence.x, evidence.epsilon))
    along_epsilon = _unit(epsilon - (epsilon * along_x).sum(2, keepdim=True) * along_x)
    return torch.stack([correlation_z((r * along).sum(2), r.shape[2] - 2) for along in (along_x, along_epsilon)])


def _centred(values: Tensor) -> Tensor:
    """(R, K, n, C, H, W) → (R, K, d) of mean 0 and length 1: a mean in the noise is another check's matter."""
    flat = values.flatten(2)
    return _unit(flat - flat.mean(2, keepdim=True))


def _unit(rows: Tensor) -> Tensor:
    return rows / rows.norm(dim=2, keepdim=True).clamp(min=1e-300)


def mean_p(evidence: Evidence, residual: Tensor) -> float:
    """The p-value of "what is left knows nothing of x_t or ε", whatever the size of the noise."""
    if explained_exactly(evidence, residual):
        return 1.0
    live = noisy_part(evidence, residual.flatten(2).any(2)[:, :, None])[..., 0]  # (R, S)
    z = mean_z(evidence, residual)[:, :, evidence.noisy][:, live]  # (2, live)
    count = z.shape[1]
    return family(
        [largest_normal_p(z)]
        + [chi_square_p(float(values.pow(2).sum()), count) for values in z]
        + [normal_p(float(values.sum()) / count**0.5) for values in z]
    )


def scale_p(noise: law.Noise) -> float:
    """The p-value of "the draws of every step have variance 1", all together and step by step."""
    squares = noise.values.flatten(2).pow(2).sum(2)  # (R, S)
    per_row = noise.values[0, 0].numel()
    rows = family(chi_square_p(float(value), per_row) for value in squares.flatten())
    return family([chi_square_p(float(squares.sum()), per_row * squares.numel()), rows])


def curve_p(noise: law.Noise) -> float:
    """The p-value of "mean 0 and a normal curve"."""
    values = noise.values.flatten()
    return family([normal_p(float(values.sum()) / len(values) ** 0.5), law.curve_p(values)])


def within_steps_p(z: Tensor, axis: str) -> float:
    """The p-value of no correlation along this axis within any one step: (R, S, n, C, H, W)."""
    slices = z.movedim(AXES.index(axis), 0).movedim(AXES.index("step") + 1, 0).flatten(2)  # (S, k, m)
    return largest_normal_p(correlation_z(correlations(slices).flatten(), slices.shape[2] - 1))


def departing_step(evidence: Evidence, residual: Tensor) -> int:
    """The first step whose residual gives the mean away, or the one that does so most."""
    z = mean_z(evidence, residual).abs().amax(dim=(0, 1)).masked_fill(~evidence.noisy, 0)  # (K,)
    far = (z > FAR).nonzero()
    return int(far[0]) if len(far) else int(z.argmax())


def departing_scale(noise: law.Noise) -> int:
    """The first noisy step whose draws are off by more than chance and a tenth, or the one that is off most."""
    variance = noise.values.pow(2).flatten(2).mean(2).mean(0)  # (S,)
    chance = FAR * (2 / noise.values[:, 0].numel()) ** 0.5
    off = variance.log().abs() / max(chance, 0.1)
    far = (off > 1).nonzero()
    return int(far[0]) if len(far) else int(off.argmax())


def fitted_step(evidence: Evidence, step: int) -> tuple[float, float]:
    """a and b of the closest x_{t−1} = a·x_t + b·ε, by least squares with an intercept."""
    columns = [evidence.x[:, step], evidence.epsilon[:, step], torch.ones_like(evidence.x[:, step])]
    design = torch.stack([column.flatten() for column in columns], dim=1)  # (R·d, 3)
    solution = torch.linalg.lstsq(design, evidence.after[:, step].flatten()[:, None]).solution.flatten()
    return float(solution[0]), float(solution[1])


def right_step(evidence: Evidence, step: int) -> tuple[float, float]:
    """The same a and b of the right mean."""
    row = int(evidence.index[step])
    tables = {name: float(values[row]) for name, values in evidence.tables.items()}
    a = 1 / tables["sqrt_alpha"]
    return a, -a * tables["betas"] / tables["sqrt_one_minus_alpha_bar"]
