"""Are the random draws of a training loop what they should be? Noise, steps t and hidden labels, as distributions."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor

from ddpm_reference.forward import at
from grader.checks import law
from grader.checks.forward_answer import exact
from grader.checks.statistics import binomial_excess_p, binomial_p, chi_square_p, family, largest_normal_p, normal_p
from grader.checks.training_case import FULL, Hidden
from grader.checks.training_record import Step

AXES = ("step", "sample", "channel", "row", "column")

PAIRINGS = ((1, 0), (1, 1), (2, 0), (3, 0), (4, 0))  # of labels in a batch: so far apart, from this place on

# What a step's noise must have been: (B, C, H, W).
Recovery = Callable[[Step], Tensor]


def recover(hidden: Hidden) -> Recovery:
    """ε = (x_t − √ᾱ_t·x_0)/√(1 − ᾱ_t): any x_t has an answer, but only a right one has a standard normal answer."""
    tables = exact(hidden.schedule)

    def noise(step: Step) -> Tensor:
        signal = at(tables["sqrt_alpha_bar"], step.t, step.x) * step.batch.images
        return (step.x - signal) / at(tables["sqrt_one_minus_alpha_bar"], step.t, step.x)

    return noise


def noise_groups(steps: Sequence[Step], noises: Sequence[Tensor]) -> list[law.Noise]:
    """The noise of the full batches, and that of the ragged ones: each (step, sample, channel, row, column)."""
    full = [noise for step, noise in zip(steps, noises, strict=True) if len(step.x) == FULL]
    ragged = [noise for step, noise in zip(steps, noises, strict=True) if len(step.x) != FULL]
    return [law.reduce(torch.stack(group), AXES) for group in (full, ragged) if group]


def shape_p(groups: Sequence[law.Noise]) -> float:
    return family(law.shape_p(group) for group in groups)


def unmixed_p(steps: Sequence[Step], noises: Sequence[Tensor]) -> float:
    """Is the recovered noise free of x_0, and of unit size, at every t? A wrong weight in x_t leaves a rest of x_0.

    ⟨ε, x_0⟩/‖x_0‖ is N(0, 1) and ‖ε‖² is χ² for noise that knows nothing of x_0, whatever x_0 is.
    """
    by_t: dict[int, list[tuple[Tensor, Tensor]]] = {}
    for step, noise in zip(steps, noises, strict=True):
        for t, e, x in zip(step.t.tolist(), noise.flatten(1), step.batch.images.double().flatten(1), strict=True):
            by_t.setdefault(t, []).append((e, x))
    joined = [(torch.cat([e for e, _ in pairs]), torch.cat([x for _, x in pairs])) for pairs in by_t.values()]
    rests = torch.stack([e @ x / x.norm() for e, x in joined])  # (T,) one per t that was drawn
    sizes = [chi_square_p(float(e @ e), len(e)) for e, _ in joined]
    return family([largest_normal_p(rests), normal_p(float(rests.sum()) / len(rests) ** 0.5), *sizes])


def normal_p_of(steps: Sequence[Step], noises: Sequence[Tensor], groups: Sequence[law.Noise]) -> float:
    """Standard normal, and free of x_0 as far as the noise never repeats: repetition is a question of its own."""
    repeated = any(group.repeated for group in groups)
    return shape_p(groups) if repeated else family([shape_p(groups), unmixed_p(steps, noises)])


def fresh_p(groups: Sequence[law.Noise]) -> tuple[float, str]:
    """The p-value of no repetition, and the axis that comes out worst."""
    found = [law.fresh_p(group) for group in groups]
    return family(p for p, _ in found), min(found)[1]


def even_p(steps: Sequence[Step], T: int) -> tuple[float, int]:
    """Is every t as likely as any other? The p-value, and the t whose count is the least likely."""
    p_values = count_p_values(torch.cat([step.t for step in steps]), T)
    return family(p_values), min(range(T), key=lambda t: p_values[t])


def count_p_values(drawn: Tensor, T: int) -> list[float]:
    """For each value 0…T−1, is it drawn as often as a uniform draw would have it?"""
    counts = torch.bincount(drawn, minlength=T)
    return [binomial_p(int(count), len(drawn), 1 / T) for count in counts]


def coincidences(steps: Sequence[Step], T: int, per_epoch: int) -> dict[str, float]:
    """p-values of two draws being equal more often than once in T: within a batch, between batches, between epochs.

    Of independent uniform draws in a fixed order, "equal to the one so many before" is an independent event with
    probability 1/T, so the counts are exactly binomial. Only too many count against a loop: stratified draws agree
    less often.
    """
    t = [step.t for step in steps]
    return {
        "batch": family(_excess([(row[:-lag], row[lag:]) for row in t], T) for lag in range(1, FULL)),
        "step": _excess(list(pairwise(t)), T),
        "epoch": family(_excess(list(zip(t, t[per_epoch * lag :], strict=False)), T) for lag in (1, 2)),
    }


def _excess(pairs: Sequence[tuple[Tensor, Tensor]], T: int) -> float:
    sizes = [min(len(a), len(b)) for a, b in pairs]
    equal = sum(int((a[:n] == b[:n]).sum()) for (a, b), n in zip(pairs, sizes, strict=True))
    return binomial_excess_p(equal, sum(sizes), 1 / T)


def hidden_labels(step: Step, num_classes: int) -> Tensor:
    """Which labels were replaced by the null label: (B,) bool."""
    assert step.labels is not None
    return step.labels == num_classes


def rate_p(steps: Sequence[Step], num_classes: int, p_uncond: float) -> tuple[float, int, int]:
    """Is a label hidden with probability p_uncond? The p-value, how many were hidden, of how many."""
    drops = torch.cat([hidden_labels(step, num_classes) for step in steps])
    return binomial_p(int(drops.sum()), len(drops), p_uncond), int(drops.sum()), len(drops)


def agreements(steps: Sequence[Step], num_classes: int, p_uncond: float, per_epoch: int) -> dict[str, float]:
    """p-values of two labels sharing their fate more often than chance: within a batch, one image in two epochs, or,
    where there is one epoch, the same place in two batches.

    Every draw is used in one pair only, so the counts are exactly binomial with probability p² + (1 − p)².
    """
    drops = [hidden_labels(step, num_classes) for step in steps]
    chance = p_uncond**2 + (1 - p_uncond) ** 2
    if len(drops) == per_epoch:  # one epoch: pairs of neighbouring batches
        return {"step": _alike(list(zip(drops[0::2], drops[1::2], strict=False)), chance)}
    epochs = [drops[start : start + per_epoch] for start in range(0, len(drops), per_epoch)]
    same_image = [pair for a, b in zip(epochs[0::2], epochs[1::2], strict=False) for pair in zip(a, b, strict=True)]
    within = [_alike([_apart(row, lag, start) for row in drops], chance) for lag, start in PAIRINGS]
    return {"batch": family([*within, fixed_count_p(drops, p_uncond)]), "epoch": _alike(same_image, chance)}


def _apart(row: Tensor, lag: int, start: int) -> tuple[Tensor, Tensor]:
    """Each draw beside the one `lag` later, none of them twice."""
    first = torch.tensor([k for k in range(start, len(row) - lag) if (k - start) // lag % 2 == 0], dtype=torch.long)
    return row[first], row[first + lag]


def fixed_count_p(drops: Sequence[Tensor], p_uncond: float) -> float:
    """p-value of full batches hiding one same number of labels, the expected one rounded, more often than chance."""
    counts = [int(row.sum()) for row in drops if len(row) == FULL]
    usual = math.floor(FULL * p_uncond)
    chances = {c: math.comb(FULL, c) * p_uncond**c * (1 - p_uncond) ** (FULL - c) for c in (usual, usual + 1)}
    return family(binomial_excess_p(counts.count(c), len(counts), chance) for c, chance in chances.items())


def _alike(pairs: Sequence[tuple[Tensor, Tensor]], chance: float) -> float:
    sizes = [min(len(a), len(b)) for a, b in pairs]
    equal = sum(int((a[:n] == b[:n]).sum()) for (a, b), n in zip(pairs, sizes, strict=True))
    return binomial_excess_p(equal, sum(sizes), chance)


@dataclass(frozen=True)
class Group:
    """The labels of one class, or of the images of one t: how many were hidden."""

    value: int
    got: int
    total: int
    p: float


def uneven_groups(steps: Sequence[Step], num_classes: int, p_uncond: float) -> dict[str, list[Group]]:
    """Is a label hidden with probability p_uncond whatever its class is, and whatever its image's t is?

    Neither may have a say, so in every group the count is binomial, given how many there are of it.
    """
    drops = torch.cat([hidden_labels(step, num_classes) for step in steps])
    by = {"class": torch.cat([step.batch.labels for step in steps]), "t": torch.cat([step.t for step in steps])}
    return {
        name: [_group(drops[keys == key], key, p_uncond) for key in keys.unique().tolist()] for name, keys in by.items()
    }


def _group(drops: Tensor, value: int, p_uncond: float) -> Group:
    return Group(value, int(drops.sum()), len(drops), binomial_p(int(drops.sum()), len(drops), p_uncond))
