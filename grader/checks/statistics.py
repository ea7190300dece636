"""p-values for "is this a fresh standard normal draw?", with torch alone.

Budget. A right submission may be refused at most once in a million. An exercise with k random checks gives each of
them ALPHA / k, and a check that looks at several p-values multiplies the smallest by their number (Bonferroni). Every
p-value here is exact or an upper bound: no asymptotic formula is trusted in its far tail. docs/statistics.md has the
arithmetic.

All functions take float64 tensors and return p-values as Python floats; NaN anywhere gives p = 0, never a pass.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import torch
from torch import Tensor

ENOUGH = 20_000  # values for a Kolmogorov-Smirnov test: uniform noise of unit variance comes out at p = 1e-50
ALPHA = 1e-6  # false rejects per submission, over all its random checks together


def family(p_values: Iterable[float]) -> float:
    """One p-value for several looks at the same data: the smallest times their number, at most 1."""
    found = [p if p == p else 0.0 for p in p_values]
    return min(1.0, len(found) * min(found))


def normal_p(z: float) -> float:
    """Two-sided p-value of a value that is N(0, 1) when all is well."""
    return _known(math.erfc(abs(z) / math.sqrt(2)))


def excess_normal_p(z: float) -> float:
    """One-sided p-value: how likely a value that is N(0, 1) is to come out this high or higher."""
    return _known(math.erfc(z / math.sqrt(2)) / 2)


def largest_normal_p(z: Tensor) -> float:
    """Two-sided p-value of the largest of several N(0, 1) values, whatever their dependence."""
    return min(1.0, z.numel() * normal_p(float(z.abs().max()))) if z.numel() else 1.0


def chi_square_p(x: float, df: int) -> float:
    """Two-sided p-value of a value that is χ² with `df` degrees of freedom when all is well."""
    half, at = torch.tensor(df / 2, dtype=torch.float64), torch.tensor(x / 2, dtype=torch.float64)
    tail = min(float(torch.special.gammainc(half, at)), float(torch.special.gammaincc(half, at)))
    return _known(2 * tail)


def chi_square_excess_p(x: float, df: int) -> float:
    """One-sided p-value: how likely a value that is χ² with `df` degrees of freedom is to be this high or higher."""
    half, at = torch.tensor(df / 2, dtype=torch.float64), torch.tensor(x / 2, dtype=torch.float64)
    return _known(float(torch.special.gammaincc(half, at)))


def binomial_p(count: int, n: int, p: float) -> float:
    """Two-sided exact p-value of a count that is binomial(n, p) when all is well: twice the smaller tail."""
    below, at, above = _binomial_split(count, n, p)
    return _known(2 * (at + min(below, above)))


def binomial_excess_p(count: int, n: int, p: float) -> float:
    """One-sided exact p-value: how likely a binomial(n, p) is to come out this high or higher."""
    _, at, above = _binomial_split(count, n, p)
    return _known(at + above)


def _binomial_split(count: int, n: int, p: float) -> tuple[float, float, float]:
    """P(below count), P(count), P(above count)."""
    k = torch.arange(n + 1, dtype=torch.float64)
    whole = torch.tensor(n + 1.0, dtype=torch.float64)
    ways = torch.lgamma(whole) - torch.lgamma(k + 1) - torch.lgamma(whole - k)
    mass = torch.exp(
        ways
        + torch.xlogy(k, torch.tensor(p, dtype=torch.float64))
        + torch.xlogy(n - k, torch.tensor(1 - p, dtype=torch.float64))
    )  # (n+1,)
    return float(mass[:count].sum()), float(mass[count]), float(mass[count + 1 :].sum())


def normal_shape_p(values: Tensor) -> float:
    """Kolmogorov-Smirnov against N(0, 1), by Massart's bound P(D > d) ≤ 2·exp(−2·n·d²), which holds for every n.

    Of very many values, an evenly spaced part is enough.
    """
    some = values.flatten()[:: 1 + values.numel() // ENOUGH]
    ordered = some.double().sort().values  # (n,)
    n = len(ordered)
    expected = 0.5 * torch.erfc(-ordered / math.sqrt(2))  # (n,) the normal distribution function
    rank = torch.arange(n, dtype=torch.float64) / n
    distance = float(torch.maximum(expected - rank, rank + 1 / n - expected).max())
    return _known(2 * math.exp(-2 * n * distance**2))


def proportion_p(count: int, n: int, share: float) -> float:
    """Two-sided p-value of `count` among n when each counts with probability `share`, by Chernoff's bound."""
    seen = count / n
    divergence = sum(a * math.log(a / b) for a, b in ((seen, share), (1 - seen, 1 - share)) if a > 0)
    return _known(2 * math.exp(-n * divergence))


def correlation_z(r: Tensor, df: int) -> Tensor:
    """Uncentred correlations of a fixed direction with N(0, σ²·I) noise in df + 1 dimensions, as N(0, 1) values.

    t = r·√df / √(1 − r²) has Student's law; Wallace's formula makes it normal, to better than 1e-4 for df ≥ 30.
    """
    r = r.clamp(-1 + 1e-15, 1 - 1e-15)
    return r.sign() * (-df * torch.log1p(-r * r)).sqrt() * (8 * df + 1) / (8 * df + 3)


def correlations(rows: Tensor) -> Tensor:
    """Uncentred correlation of every pair of rows: (…, k, m) → (…, k·(k−1)/2)."""
    unit = rows / rows.norm(dim=-1, keepdim=True).clamp(min=1e-300)
    first, second = torch.triu_indices(rows.shape[-2], rows.shape[-2], offset=1)
    return (unit @ unit.mT)[..., first, second]


def _known(p: float) -> float:
    """At most 1, and 0 for NaN, which `min` would let through."""
    return min(1.0, p) if p == p else 0.0
