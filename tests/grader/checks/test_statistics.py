"""Laws of the p-values: uniform or larger when all is well, tiny when not, and never a pass for NaN."""

import math

import pytest
import scipy.stats
import torch
from torch import Tensor

from grader.checks import law, statistics

DRAWS = 400


def normal(*shape: int, seed: int = 0) -> Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


@pytest.mark.parametrize("z", [0.0, 0.5, -2.0, 5.3, 9.0])
def test_normal_p_is_the_two_sided_tail(z: float) -> None:
    assert statistics.normal_p(z) == pytest.approx(2 * scipy.stats.norm.sf(abs(z)), rel=1e-9)


@pytest.mark.parametrize(("x", "df"), [(3.0, 5), (900.0, 1000), (1400.0, 1000), (70_000.0, 69_000)])
def test_chi_square_p_is_twice_the_smaller_tail(x: float, df: int) -> None:
    expected = 2 * min(scipy.stats.chi2.cdf(x, df), scipy.stats.chi2.sf(x, df))
    assert statistics.chi_square_p(x, df) == pytest.approx(min(1, expected), rel=1e-6)


@pytest.mark.parametrize("df", [60, 500, 4000])
def test_correlation_z_turns_student_into_normal_far_into_the_tail(df: int) -> None:
    for t in (0.3, 2.0, 5.0, 7.0):
        z = statistics.correlation_z(torch.tensor(t / math.sqrt(df + t * t), dtype=torch.float64), df)
        assert statistics.normal_p(float(z)) == pytest.approx(2 * scipy.stats.t.sf(t, df), rel=0.02)


def test_kolmogorov_smirnov_never_claims_more_than_the_exact_test() -> None:
    for seed in range(20):
        values = normal(500, seed=seed)
        exact = scipy.stats.kstest(values.numpy(), "norm").pvalue
        assert statistics.normal_shape_p(values) >= exact * 0.999


def test_proportion_p_never_claims_more_than_the_exact_test() -> None:
    for count in range(0, 101, 5):
        exact = min(1, 2 * min(scipy.stats.binom.cdf(count, 100, 0.3), scipy.stats.binom.sf(count - 1, 100, 0.3)))
        assert statistics.proportion_p(count, 100, 0.3) >= exact * 0.999


def test_p_values_of_right_noise_are_not_smaller_than_chance_allows() -> None:
    found = []
    for seed in range(DRAWS):
        noise = law.reduce(normal(2, 5, 4, 3, 6, 7, seed=seed), ("run", "step", "sample", "channel", "row", "column"))
        found.append((law.shape_p(noise), law.fresh_p(noise)[0]))
    for level in (0.5, 0.1, 0.02):
        for p_values in zip(*found, strict=True):
            smaller = sum(p <= level for p in p_values)
            assert smaller <= scipy.stats.binom.isf(1e-6, DRAWS, level)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda z: z * 1.1,
        lambda z: z + 0.1,
        lambda z: z.clamp(-2, 2),
        lambda z: z.clamp(-3, 3),
        lambda z: z.sign(),
        lambda z: (torch.special.ndtr(z) - 0.5) * 12**0.5,
        lambda z: torch.full_like(z, float("nan")),
        torch.zeros_like,
    ],
)
def test_noise_of_another_law_is_found_out(spoil) -> None:
    noise = law.Noise(spoil(normal(16_000)), (), ())
    assert law.shape_p(noise) < 1e-9


@pytest.mark.parametrize("axis", ["call", "sample", "channel", "row", "column"])
def test_noise_that_repeats_along_an_axis_is_named_by_it(axis: str) -> None:
    axes = ("call", "sample", "channel", "row", "column")
    z = normal(4, 5, 3, 8, 9)
    shared = z.narrow(axes.index(axis), 0, 1).expand_as(z)
    assert law.fresh_p(law.reduce(shared, axes)) == (0.0, axis)
    mixed = 0.8 * shared + 0.6 * z
    p, found = law.fresh_p(law.reduce(mixed, axes))
    assert p < 1e-9
    assert found == axis


def test_nan_never_passes() -> None:
    assert statistics.normal_p(float("nan")) == 0.0
    assert statistics.chi_square_p(float("nan"), 10) == 0.0
    assert statistics.family([0.5, float("nan")]) == 0.0


def test_a_family_pays_for_every_look() -> None:
    assert statistics.family([0.01, 0.5, 0.9]) == pytest.approx(0.03)
    assert statistics.family([0.9, 0.8]) == 1.0
