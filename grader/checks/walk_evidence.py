"""The steps of a walk as arrays, with the model's answers recomputed: what every formula is held against."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor

from ddpm_reference.schedules import Schedule
from grader.checks.sampler_case import Hidden
from grader.checks.walk import Walk
from grader.sandbox.probes import wave_answer

# A residual this small beside the state is rounding: honest float32 rearrangements stay below 2e-6, and the smallest
# known mistake is above 1e-4.
EXACT = 3e-5


@dataclass(frozen=True)
class Evidence:
    """Float64 arrays over R runs of K steps. Step k used row `index[k]` of the schedule."""

    index: Tensor  # (K,)
    x: Tensor  # (R, K, n, C, H, W) the state shown to the model
    after: Tensor  # the same shape: the state that followed it
    answers: dict[str, Tensor]  # the same shape each: "plain", or "conditional" and "unconditional"
    tables: Schedule
    scale: float = 1.0  # of guidance

    @cached_property
    def epsilon(self) -> Tensor:
        """The noise estimate that a right sampler uses."""
        if "plain" in self.answers:
            return self.answers["plain"]
        conditional, unconditional = self.answers["conditional"], self.answers["unconditional"]
        return unconditional + self.scale * (conditional - unconditional)

    @property
    def noisy(self) -> Tensor:
        """(K,) whether a step should add noise: every one but t = 0."""
        return self.index > 0

    def column(self, table: Tensor) -> Tensor:
        """A (T,) table, looked up for each step: (K, 1, 1, 1, 1)."""
        return table[self.index].reshape(-1, 1, 1, 1, 1)

    def sigma(self) -> Tensor:
        return self.column(self.tables["betas"].sqrt())

    def is_finite(self) -> bool:
        return all(bool(values.isfinite().all()) for values in (self.x, self.after, *self.answers.values()))

    def first_states(self) -> Tensor:
        return self.x[:, :1]

    def residual(self, mean: Tensor) -> Tensor:
        """What each step did beyond its mean; rounding counts as nothing."""
        found = self.after - mean
        size = self.x.abs().amax(dim=(2, 3, 4, 5), keepdim=True).clamp(min=1)
        silent = found.abs().amax(dim=(2, 3, 4, 5), keepdim=True) <= EXACT * size
        return found.masked_fill(silent, 0.0)


Formula = Callable[[Evidence], Tensor]


def right_mean(evidence: Evidence) -> Tensor:
    """μ_θ = (x_t − β_t/√(1 − ᾱ_t)·ε)/√α_t. Ho et al. 2020, equation 11."""
    tables = evidence.tables
    share = evidence.column(tables["betas"] / tables["sqrt_one_minus_alpha_bar"])
    return (evidence.x - share * evidence.epsilon) / evidence.column(tables["sqrt_alpha"])


def gather(walks: Sequence[Walk], index: Sequence[int], hidden: Hidden) -> Evidence:
    """Stack the walks, which have one step per index each, and ask the probe again about every state."""
    states = torch.stack([walk.states for walk in walks])  # (R, K, n, C, H, W) float32
    returned = torch.stack([walk.returned.tensor for walk in walks])  # type: ignore[misc]
    t = torch.tensor([[step.t for step in walk.steps] for walk in walks], dtype=torch.float64)  # (R, K, n)
    x = states.double()
    after = torch.cat([x[:, 1:], returned.double()[:, None]], dim=1)
    tables = {name: values.double() for name, values in hidden.schedule.items()}
    return Evidence(torch.tensor(index), x, after, _answers(states, t, hidden), tables, hidden.scale)


def _answers(states: Tensor, t: Tensor, hidden: Hidden) -> dict[str, Tensor]:
    if hidden.null_label is None:
        return {"plain": _answer(hidden.weights, states, t, torch.full_like(t, -1))}
    asked = torch.stack(hidden.labels[: len(states)]).double()[:, None].expand_as(t)
    return {
        "conditional": _answer(hidden.weights, states, t, asked),
        "unconditional": _answer(hidden.weights, states, t, torch.full_like(t, hidden.null_label)),
    }


def _answer(weights: dict[str, Tensor], states: Tensor, t: Tensor, labels: Tensor) -> Tensor:
    image = states.shape[3:]
    answer = wave_answer(weights, states.reshape(-1, *image), t.flatten(), labels.flatten())
    return answer.double().reshape(states.shape)
