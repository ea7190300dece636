"""Alternative formulas for a sampler, replayed against a walk that departs from the right one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import torch
from torch import Tensor

from grader.checks import law
from grader.checks.devices import MIXED
from grader.checks.guidance_mistakes import ESTIMATES, explain_labels
from grader.checks.sampler_case import Hidden
from grader.checks.walk import Walk, shown_t
from grader.checks.walk_evidence import EXACT, Evidence, right_mean
from grader.checks.walk_steps import AXES, FAR, draws, live_steps, mean_p, mean_z, noisy_part, scale_p

LIKELY = 1e-6
TRIED = 4  # of the wrong means; further ones leave more than noise
RENOISED = "noise-of-the-next-state"
Table = Callable[[dict[str, Tensor]], Tensor]
Mean = Callable[[Evidence], Tensor]


@dataclass(frozen=True)
class Replay:
    """The steps, and what each did beyond its mean: the right mean, or the wrong one that explains the walk."""

    evidence: Evidence
    mean_p: float  # of the right mean
    residual: Tensor
    mistake: str | None  # in the mean
    explained: bool  # by either mean: else the residual is a mixture of noise and mistake


def replayed(evidence: Evidence) -> Replay:
    residual = evidence.residual(right_mean(evidence))
    p = mean_p(evidence, residual)
    if p > LIKELY:
        return Replay(evidence, p, residual, None, explained=True)
    for slug, left in _closest_first(evidence):
        if mean_p(evidence, left) > LIKELY and _last_is_free(evidence, left):
            return Replay(evidence, p, left, slug.split("/")[0], explained=True)
    return Replay(evidence, p, residual, _explain_bounds(evidence), explained=False)


def _closest_first(evidence: Evidence) -> Iterator[tuple[str, Tensor]]:
    """The known wrong means that leave least: the one that explains the walk leaves nothing but its noise."""
    means = {**MEANS, **_guided(evidence)}
    left = {slug: float((evidence.after - mean(evidence)).pow(2).sum()) for slug, mean in means.items()}
    for slug in sorted(left, key=lambda slug: left[slug])[:TRIED]:
        yield slug, evidence.residual(means[slug](evidence))


def _explain_bounds(evidence: Evidence) -> str | None:
    return "clamped" if float(evidence.after.abs().max()) <= 1 + EXACT else None


def explain(failed: set[str], walks: Sequence[Walk], replay: Replay | None, hidden: Hidden) -> str | None:
    """The known mistake behind a failed verdict; the loop is looked at first, since all else depends on it."""
    if not failed:
        return None
    found = _explain_loop(shown_t(walks[0]), hidden.T) if "t_runs_down" in failed else None
    if found is None and "guidance_labels" in failed:
        found = explain_labels(walks[0], hidden)
    if found is None and replay is not None and "guidance_labels" not in failed:  # else its answers were to other asks
        found = _explain_steps(failed, replay)
    return found or _explain_rest(failed, walks[0], hidden)


def _explain_loop(shown: list[float], T: int) -> str | None:
    down = [float(t) for t in reversed(range(T))]
    whole = len(shown) > 0 and all(t.is_integer() for t in shown)
    if shown == down[::-1]:
        return "ascending-loop"
    if shown == [t + 1 for t in down]:
        return "model-told-t-plus-one"
    if shown == [t - 1 for t in down]:
        return "model-told-t-minus-one"
    if shown == down[:-1]:
        return "last-step-skipped"
    if shown == down[1:]:
        return "first-step-skipped"
    if len(shown) > 1 and len(set(shown)) == 1:
        return "one-t-all-along"
    if shown == [t for t in down for _ in (0, 1)]:
        return "two-calls-per-step"
    if whole and 0 < len(shown) < T and all(a > b for a, b in pairwise(shown)):
        return "steps-skipped"
    if not whole and len(shown) == T and all(0 <= t <= 1 for t in shown):
        return "t-normalised"
    return None


def _explain_steps(failed: set[str], replay: Replay) -> str | None:
    evidence = replay.evidence
    found = replay.mistake or _explain_returned_state(evidence)
    if found == "all-noise-removed" and _explain_scale(evidence, replay.residual) == RENOISED:
        return "renoised-clean-image"  # √ᾱ_{t−1}·x̂_0 is this mean, so only the noise tells them apart
    if found or "step_mean" in failed:
        return found
    if "first_state" in failed and (found := _explain_first_state(evidence)):
        return found
    if failed & {"step_noise", "noise_is_fresh"}:
        return _explain_noise(evidence, replay.residual)
    return "noise-at-the-last-step" if "last_step" in failed and not bool(evidence.noisy.all()) else None


def _explain_returned_state(evidence: Evidence) -> str | None:
    """The walk is right up to its last state, which came back as something else."""
    if bool(evidence.noisy.all()):
        return None
    step = int((~evidence.noisy).nonzero()[0])
    mean, x, got = right_mean(evidence)[:, step], evidence.x[:, step], evidence.after[:, step]
    candidates = {
        "last-update-dropped": x,
        "clamped": mean.clamp(-1, 1),
        "rescaled-output": (mean + 1) / 2,
        "rescaled-output/clamped": (mean.clamp(-1, 1) + 1) / 2,
        "rescaled-output/cut": ((mean + 1) / 2).clamp(0, 1),
    }
    distances = {slug: float((got - wanted).abs().max()) for slug, wanted in candidates.items()}
    closest = min(distances, key=lambda slug: distances[slug])
    return closest.split("/")[0] if distances[closest] <= EXACT * max(1.0, float(x.abs().max())) else None


def _guided(evidence: Evidence) -> dict[str, Mean]:
    """The right mean with a wrong guided ε, for a conditional model."""
    if "plain" in evidence.answers:
        return {}
    return {slug: _with_estimate(estimate) for slug, estimate in ESTIMATES.items()}


def _with_estimate(estimate: Mean) -> Mean:
    return lambda evidence: right_mean(replace(evidence, answers={"plain": estimate(evidence)}))


def _last_is_free(evidence: Evidence, residual: Tensor) -> bool:
    z = mean_z(evidence, residual)[:, :, ~evidence.noisy]
    return not z.numel() or float(z.abs().max()) < FAR


def _explain_first_state(evidence: Evidence) -> str | None:
    first = law.reduce(evidence.first_states(), AXES)
    if not bool(first.values.any()):
        return "start-at-zero"
    if law.is_uniform(first.values):
        return "uniform-noise"
    return _repetition(set(first.repeated))


def _repetition(repeated: set[str]) -> str | None:
    """What it means that noise repeats along these axes."""
    if repeated & {"row", "column"}:
        return "one-number-per-image"
    for axis, slug in (
        ("sample", "one-noise-for-the-batch"),
        ("channel", "noise-shared-by-channels"),
        ("step", "same-noise-at-every-step"),
        ("run", "fixed-seed"),
    ):
        if axis in repeated:
            return slug
    return None


def _explain_noise(evidence: Evidence, residual: Tensor) -> str | None:
    z = draws(evidence, residual)
    live = live_steps(z)
    if not bool(live.any()):
        return "no-noise-at-all"
    if not bool(live.all()):
        return _explain_silence(evidence, residual, live)
    if _is_first_state(evidence, z):
        return "first-state-as-noise"
    together = torch.cat([evidence.first_states(), z], dim=1)
    found = _repetition(
        set(law.reduce(z, AXES).repeated) - {"run"} | set(law.reduce(together, AXES).repeated) & {"run"}
    )
    if found:
        return found
    if law.is_uniform(z):
        return "uniform-noise"
    return _explain_scale(evidence, residual)


def _is_first_state(evidence: Evidence, z: Tensor) -> bool:
    return float((z - evidence.first_states()).abs().max()) <= law.SAME * 10


def _explain_silence(evidence: Evidence, residual: Tensor, live: Tensor) -> str | None:
    """Noise at some steps but not at others."""
    steps = evidence.index[evidence.noisy]
    silent = sorted(int(t) for t in steps[~live])
    last_is_noisy = bool(residual[:, ~evidence.noisy].any())
    if silent == [int(steps.max())] and last_is_noisy:
        return "noise-dropped-at-the-wrong-end"
    if silent == list(range(1, len(silent) + 1)):
        return "noise-dropped-too-early"
    return None


def _explain_scale(evidence: Evidence, residual: Tensor) -> str | None:
    found: dict[str, float] = {}
    for slug, table in SCALES.items():
        sigma = evidence.column(table(evidence.tables)).clamp(min=1e-12)
        z = noisy_part(evidence, residual / sigma)
        found[slug] = scale_p(law.reduce(z, AXES))
    best = max(found, key=lambda slug: found[slug])
    return best.split("/")[0] if found[best] > LIKELY else None


def _explain_rest(failed: set[str], walk: Walk, hidden: Hidden) -> str | None:
    if walk.returned.type == "NoneType" and not walk.refused and "returns_images" in failed:
        return "nothing-returned"
    if "returns_images" in failed and len(walk.returned.items) > 1:
        return "all-states-returned"
    if "t_is_a_batch" in failed and walk.calls and len(walk.calls[0]) > 1:
        t = walk.calls[0][1]
        is_float = (t.tensor is not None and t.tensor.is_floating_point()) or t.type == "float"
        return "t-not-whole" if is_float else "t-not-a-batch"
    if "no_gradients" in failed:
        return "gradients-tracked"
    if "inputs_untouched" in failed:
        return "input-changed-in-place"
    return MIXED if "one_device" in failed else None


def _update(scale: Table, share: Table) -> Mean:
    """scale_t·(x_t − share_t·ε) for two tables made from the schedule."""
    return lambda e: e.column(scale(e.tables)) * (e.x - e.column(share(e.tables)) * e.epsilon)


def _rescale(s: dict[str, Tensor]) -> Tensor:
    return 1 / s["sqrt_alpha"]


def _share(s: dict[str, Tensor]) -> Tensor:
    return s["betas"] / s["sqrt_one_minus_alpha_bar"]


def _before(values: Tensor, first: float) -> Tensor:
    """The table one step earlier: ᾱ_{t−1} at t, with `first` before the first."""
    return torch.cat([torch.full_like(values[:1], first), values[:-1]])


def _shifted(values: Tensor, steps: int) -> Tensor:
    return torch.roll(values, -steps)  # as Python indexes: t − 1 = −1 is the last row


def _clean(e: Evidence) -> Tensor:
    """The x_0 that ε implies."""
    noise = e.column(e.tables["sqrt_one_minus_alpha_bar"]) * e.epsilon
    return (e.x - noise) / e.column(e.tables["sqrt_alpha_bar"])


def _posterior(e: Evidence, clean: Tensor) -> Tensor:
    s = e.tables
    previous = _before(s["alpha_bar"], 1.0)
    to_clean = previous.sqrt() * s["betas"] / (1 - s["alpha_bar"])
    to_x = s["sqrt_alpha"] * (1 - previous) / (1 - s["alpha_bar"])
    return e.column(to_clean) * clean + e.column(to_x) * e.x


def _ddim(e: Evidence) -> Tensor:
    previous = e.column(_before(e.tables["alpha_bar"], 1.0))
    return previous.sqrt() * _clean(e) + (1 - previous).sqrt() * e.epsilon


# A slug may stand for several formulas, told apart after the slash.
MEANS: dict[str, Mean] = {
    "sign-error": _update(_rescale, lambda s: -_share(s)),
    "missing-rescale": _update(lambda s: torch.ones_like(s["betas"]), _share),
    "rescale-by-alpha": _update(lambda s: 1 / s["alphas"], _share),
    "rescale-inverted": _update(lambda s: s["sqrt_alpha"], _share),
    "rescale-by-alpha-bar": _update(lambda s: 1 / s["sqrt_alpha_bar"], _share),
    "rescale-outside-the-bracket": lambda e: (
        e.x / e.column(e.tables["sqrt_alpha"]) - e.column(_share(e.tables)) * e.epsilon
    ),
    "missing-root-under-beta": _update(_rescale, lambda s: s["betas"] / (1 - s["alpha_bar"])),
    "alpha-for-alpha-bar": _update(_rescale, lambda s: s["betas"].sqrt()),
    "alpha-for-alpha-bar/unrooted": _update(_rescale, lambda s: torch.ones_like(s["betas"])),
    "root-alpha-bar-under-beta": _update(_rescale, lambda s: s["betas"] / s["sqrt_alpha_bar"]),
    "root-of-beta-in-the-mean": _update(_rescale, lambda s: s["betas"].sqrt() / s["sqrt_one_minus_alpha_bar"]),
    "alpha-for-beta": _update(_rescale, lambda s: s["alphas"] / s["sqrt_one_minus_alpha_bar"]),
    "beta-alone": _update(_rescale, lambda s: s["betas"]),
    "all-noise-removed": _update(_rescale, lambda s: s["sqrt_one_minus_alpha_bar"]),
    "epsilon-not-scaled": lambda e: e.x - e.epsilon,
    "epsilon-unused": _update(_rescale, lambda s: torch.zeros_like(s["betas"])),
    "clean-image-as-next-state": _clean,
    "clean-image-clamped": lambda e: _posterior(e, _clean(e).clamp(-1, 1)),
    "epsilon-taken-for-the-image": lambda e: _posterior(e, e.epsilon),
    "model-output-as-next-state": lambda e: e.epsilon,
    "ddim-step": _ddim,
    "t-one-too-low": _update(lambda s: _shifted(_rescale(s), -1), lambda s: _shifted(_share(s), -1)),
    "t-one-too-low/alpha-bar": _update(_rescale, lambda s: s["betas"] / _shifted(s["sqrt_one_minus_alpha_bar"], -1)),
    "t-one-too-high": _update(lambda s: _shifted(_rescale(s), 1), lambda s: _shifted(_share(s), 1)),
    "t-one-too-high/alpha-bar": _update(_rescale, lambda s: s["betas"] / _shifted(s["sqrt_one_minus_alpha_bar"], 1)),
    "schedule-read-backwards": _update(lambda s: _rescale(s).flip(0), lambda s: _share(s).flip(0)),
}


def _posterior_variance(s: dict[str, Tensor]) -> Tensor:
    return s["betas"] * (1 - _before(s["alpha_bar"], 1.0)) / (1 - s["alpha_bar"])


SCALES: dict[str, Table] = {
    "beta-for-root-beta": lambda s: s["betas"],
    "posterior-variance": lambda s: _posterior_variance(s).sqrt(),
    "posterior-variance/unrooted": _posterior_variance,
    "unit-noise": lambda s: torch.ones_like(s["betas"]),
    "root-alpha-as-noise-scale": lambda s: s["sqrt_alpha"],
    "whole-noise-at-every-step": lambda s: s["sqrt_one_minus_alpha_bar"],
    RENOISED: lambda s: (1 - _before(s["alpha_bar"], 1.0)).sqrt(),
    "noise-inside-the-bracket": lambda s: s["betas"].sqrt() / s["sqrt_alpha"],
    "noise-one-step-off": lambda s: _shifted(s["betas"], -1).sqrt(),
    "noise-one-step-off/high": lambda s: _shifted(s["betas"], 1).sqrt(),
}
