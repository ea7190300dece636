"""Is an array of noise what it should be: standard normal, and drawn afresh along every axis?

The arrays have named axes, say (run, step, sample, channel, row, column). Values that repeat along an axis (one draw
for the whole batch, a seed that is set in every call) are first reduced to one copy, so that the questions stay apart:
`freshness` reports the repetition, and `shape` still judges the values that are left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from grader.checks.statistics import (
    ALPHA,
    chi_square_excess_p,
    chi_square_p,
    correlation_z,
    correlations,
    excess_normal_p,
    family,
    largest_normal_p,
    normal_p,
    normal_shape_p,
    proportion_p,
)

REARRANGED = 1e-3  # sorted slices closer than that hold the same values: the ends of independent ones differ by more
SAME = 0.01  # slices closer than a hundredth of their size are one draw: independent ones differ by 1.4 times it


@dataclass(frozen=True)
class Noise:
    """Float64 values with named axes, repeated slices removed, and the axes along which they repeated."""

    values: Tensor
    axes: tuple[str, ...]
    repeated: tuple[str, ...]

    @property
    def mean(self) -> float:
        return float(self.values.mean())

    @property
    def variance(self) -> float:
        return float(self.values.pow(2).mean())


def reduce(values: Tensor, axes: Sequence[str]) -> Noise:
    values, repeated = values.double(), []
    for position, axis in enumerate(axes):
        if _repeats(values, position):
            values = values.narrow(position, 0, 1)
            repeated.append(axis)
    return Noise(values, tuple(axes), tuple(repeated))


def _repeats(values: Tensor, position: int) -> bool:
    if values.shape[position] < 2:
        return False
    first = values.narrow(position, 0, 1)
    near = SAME * float(first.pow(2).mean().sqrt())
    second = values.narrow(position, 1, 1)  # which mostly settles it
    return all(float((some - first).abs().max()) <= near for some in (second, values))


def shape_p(noise: Noise) -> float:
    """Mean 0, variance 1 and the normal curve, in one p-value."""
    values = noise.values.flatten()
    n = len(values)
    return family(
        (
            normal_p(float(values.sum()) / n**0.5),
            chi_square_p(float(values.pow(2).sum()), n),
            curve_p(values),
        )
    )


def curve_p(values: Tensor) -> float:
    """The bell and, since a clamp cuts where little of it is, the share of values beyond 2 and beyond 3."""
    n = values.numel()
    beyond = [proportion_p(int((values.abs() > far).sum()), n, math.erfc(far / math.sqrt(2))) for far in (2, 3)]
    return family([normal_shape_p(values), *beyond])


def fresh_p(noise: Noise) -> tuple[float, str]:
    """The p-value of no relation between slices along any axis, and the axis along which they are most alike."""
    if noise.repeated:
        return 0.0, noise.repeated[-1]
    mean = noise.values.mean()  # that it is not 0 is for shape_p to report
    p, closest = {}, {}
    for position, axis in enumerate(noise.axes):
        if noise.values.shape[position] > 1:
            slices = noise.values.movedim(position, 0).flatten(1)
            p[axis], closest[axis] = (0.0, 1.0) if _rearranged(slices) else _related_p(slices - mean)
    if "row" in p and "column" in p:
        p["row"] = family([p["row"], _planes_p(noise.values - mean)])
    suspects = [axis for axis in reversed(noise.axes) if p.get(axis, 1.0) <= ALPHA] or list(p)
    return family(p.values()), max(suspects, key=lambda axis: closest[axis])


def _related_p(rows: Tensor) -> tuple[float, float]:
    """The closest pair, and all neighbours together: their correlations are independent, each given those before.

    Also how close that pair is, to two digits.
    """
    pairs = correlations(rows)  # in the order of triu_indices
    z = correlation_z(pairs, rows.shape[1] - 1)
    first, second = torch.triu_indices(len(rows), len(rows), offset=1)
    neighbours = z[second - first == 1]
    together = excess_normal_p(float(neighbours.sum()) / len(neighbours) ** 0.5)
    return family([largest_normal_p(z), together]), round(float(pairs.abs().max()), 2)


def _rearranged(rows: Tensor) -> bool:
    """Whether two slices are one draw with its values moved about, or their signs turned."""
    sizes, scale = rows.abs(), float(rows.pow(2).mean().sqrt())
    if not float(sizes.std()) > 0.1 * scale:
        return False  # coins have but one size
    largest = sizes.amax(1)  # must agree too, and sorting everything is what would take the time
    like = (largest[:, None] - largest).abs() <= REARRANGED * scale
    suspects = like.fill_diagonal_(False).any(1).nonzero().flatten()
    ordered = sizes[suspects].sort(dim=1).values
    apart = torch.cdist(ordered, ordered, p=torch.inf).fill_diagonal_(torch.inf)
    return bool((apart <= REARRANGED * scale).any())


def _planes_p(values: Tensor) -> float:
    """Does each channel of each image have a mean of its own? The mean's share of a plane is a correlation with 1."""
    planes = values.flatten(-2).flatten(0, -2)  # (k, H·W)
    size = planes.shape[1]
    share = planes.sum(1) / (planes.norm(dim=1).clamp(min=1e-300) * size**0.5)
    return chi_square_excess_p(float(correlation_z(share, size - 1).pow(2).sum()), len(planes))


def is_uniform(values: Tensor) -> bool:
    """Whether the values are evenly spread over [0, 1], [−1, 1] or the interval of unit variance."""
    return any(_is_uniform_on(values.flatten(), low, high) for low, high in ((0, 1), (-1, 1), (-(3**0.5), 3**0.5)))


def _is_uniform_on(values: Tensor, low: float, high: float) -> bool:
    at = (values - low) / (high - low)
    if bool(((at < -1e-6) | (at > 1 + 1e-6)).any()):
        return False
    as_normal = torch.special.ndtri(at.clamp(1e-12, 1 - 1e-12))
    return normal_shape_p(as_normal) > 1e-6
