"""Judges `precompute_schedule(betas)`, a dict of six (T,) tensors, against the float64 truth for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from ddpm_reference.schedules import KEYS, Schedule, linear_beta_schedule, precompute_schedule
from grader.checks import inputs
from grader.checks.framework import Case, Check, Findings, Record, Scorecard
from grader.checks.record import Value, changed, described, read, read_dict, tensor_problem
from grader.checks.schedule_calls import curve, departure
from grader.verdicts import Text

CHECKS = (
    Check("returns_schedule", 20),
    Check("one_step_values", 25),
    Check("running_product", 35),
    Check("noise_weight", 10),
    Check("inputs_untouched", 10),
)
# Which key is judged by which check; a mistake in an earlier key shows in the later ones too.
JUDGED_BY = {
    "betas": "one_step_values",
    "alphas": "one_step_values",
    "sqrt_alpha": "one_step_values",
    "alpha_bar": "running_product",
    "sqrt_alpha_bar": "running_product",
    "sqrt_one_minus_alpha_bar": "noise_weight",
}
TOLERANCE = 1e-4  # of the largest value; float32 stays below 1e-5 at T = 1000, the nearest mistake is 5e-3


def make_case(seed: int, device: str) -> Case:
    rng = inputs.generator(seed, "precompute-schedule")
    schedules = [_uneven(rng, inputs.integer(rng, 24, 40)), _uneven(rng, 10), _uneven(rng, 1)]
    betas = (*schedules, linear_beta_schedule(1000))
    calls = [{"positional": [{"tensor": f"betas{i}"}], "named": {}} for i in range(len(betas))]
    return Case(
        "call_each", {"calls": calls, "device": device}, {f"betas{i}": b for i, b in enumerate(betas)}, hidden=betas
    )


def _uneven(rng: torch.Generator, T: int) -> Tensor:
    return inputs.rough_schedule(rng, T)["betas"]


def verify(case: Case, outcome: Record) -> Findings:
    betas: Sequence[Tensor] = case.hidden
    card = Scorecard(CHECKS)
    lines = _lines(outcome.header, len(betas))
    found = [read_dict(line.get("returned"), outcome.tensors) for line in lines]
    untouched = _judge_inputs(card, lines, betas, outcome)
    for line, entries, given in zip(lines, found, betas, strict=True):
        if problem := _problem(line, entries, len(given)):
            card.put("returns_schedule", False, problem)
            return Findings(card.results(), _explain_returned(line, entries))
    card.ok("returns_schedule", "schedule.six-keys")
    schedules = [{key: entries[key].tensor.double() for key in KEYS} for entries in found]  # type: ignore[union-attr]
    wrong = _judge_values(card, schedules, betas)
    slug = untouched or (wrong and _explain(wrong, schedules, betas))
    shown = wrong or "alpha_bar"
    picture = curve(Text("schedule.entry", {"name": shown}), schedules[0][shown], _truth(betas[0])[shown])
    return Findings(card.results(), slug, (picture,))


def _lines(header: dict[str, Any], count: int) -> list[dict[str, Any]]:
    found = header.get("calls")
    found = found if isinstance(found, list) else []
    return [line if isinstance(line, dict) else {} for line in (found + [{}] * count)[:count]]


def _problem(line: dict[str, Any], entries: dict[str, Value], T: int) -> Text | None:
    if "raised" in line:
        params = {"call": f"T = {T}", "type": str(line["raised"])[:60], "detail": str(line.get("detail", ""))[:200]}
        return Text("schedule.raised", params)
    if not entries:
        return Text("schedule.not-a-dict", {"type": read(line.get("returned"), {}).type})
    if missing := [key for key in KEYS if key not in entries]:
        return Text("schedule.missing-keys", {"missing": ", ".join(missing), "got": ", ".join(list(entries)[:8])})
    for key in KEYS:
        problem = tensor_problem(entries[key], (T,))
        if problem is not None and problem.key != "common.not-finite":  # judged as a value
            return Text("schedule.bad-entry", {"name": key, "T": T, "got": described(entries[key])})
    return None


def _judge_inputs(card: Scorecard, lines: list[dict[str, Any]], betas: Sequence[Tensor], record: Record) -> str | None:
    """Returns the mistake, if there is one."""
    for index, (line, given) in enumerate(zip(lines, betas, strict=True)):
        if changed(line.get("inputs_after"), record.tensors, {f"betas{index}": given}):
            card.fail("inputs_untouched", "common.input-changed", name="betas")
            return "input-changed-in-place"
    card.ok("inputs_untouched", "common.inputs-untouched")
    return None


def _judge_values(card: Scorecard, schedules: Sequence[Schedule], betas: Sequence[Tensor]) -> str | None:
    """Judges every key of every call; returns the first wrong key, in the order in which they build on each other."""
    wrong = {key: text for key in JUDGED_BY if (text := _departure(key, schedules, betas))}
    for check in dict.fromkeys(JUDGED_BY.values()):
        names = [key for key, judge in JUDGED_BY.items() if judge == check]
        texts = [wrong[key] for key in names if key in wrong]
        right = Text("schedule.entries-agree", {"names": ", ".join(names)})
        card.put(check, not texts, texts[0] if texts else right)
    return next(iter(wrong), None)


def _departure(key: str, schedules: Sequence[Schedule], betas: Sequence[Tensor]) -> Text | None:
    """Where this key's values first depart from the truth."""
    for got, given in zip(schedules, betas, strict=True):
        expected = _truth(given)[key]
        t = departure(got[key], expected, TOLERANCE * float(expected.max()))
        if t is not None:
            values = {"expected": f"{float(expected[t]):.6g}", "got": f"{float(got[key][t]):.6g}"}
            return Text("schedule.entry-departs", {"name": key, "T": len(given), "t": t, **values})
    return None


def _truth(betas: Tensor) -> Schedule:
    return precompute_schedule(betas.double())


def _explain_returned(line: dict[str, Any], entries: dict[str, Value]) -> str | None:
    if read(line.get("returned"), {}).type == "NoneType":
        return "nothing-returned"
    return "schedule-keys-missing" if entries and any(key not in entries for key in KEYS) else None


def _explain(key: str, schedules: Sequence[Schedule], betas: Sequence[Tensor]) -> str | None:
    """The known mistake that gives this key's values in every call."""
    for slug, formula in MISTAKES[key].items():
        alternatives = [formula(_truth(given)) for given in betas]
        pairs = [(got[key], other) for got, other in zip(schedules, alternatives, strict=True)]
        if all(departure(got, other, TOLERANCE * float(other.abs().max())) is None for got, other in pairs):
            return slug.split("/")[0]
    return None


def _exclusive(s: Schedule) -> Tensor:
    return torch.cat([torch.ones(1, dtype=torch.float64), s["alpha_bar"][:-1]])


# For each key, what is known to come in its place: (T,) from the true schedule.
MISTAKES: dict[str, dict[str, Any]] = {
    "betas": {},
    "alphas": {
        "betas-for-alphas": lambda s: s["betas"],
        "alpha-bar-for-alpha": lambda s: s["alpha_bar"],
    },
    "sqrt_alpha": {
        "square-root-missing": lambda s: s["alphas"],
        "alpha-bar-for-alpha": lambda s: s["sqrt_alpha_bar"],
        "betas-for-alphas": lambda s: s["betas"].sqrt(),
    },
    "alpha_bar": {
        "sum-for-product": lambda s: s["alphas"].cumsum(0),
        "sum-for-product/betas": lambda s: 1 - s["betas"].cumsum(0),
        "sum-for-product/clamped": lambda s: (1 - s["betas"].cumsum(0)).clamp(min=0),
        "alpha-not-multiplied-up": lambda s: s["alphas"],
        "product-of-betas": lambda s: s["betas"].cumprod(0),
        "product-of-betas/one-minus": lambda s: 1 - s["betas"].cumprod(0),
        "product-one-late": _exclusive,
        "exponential-for-product": lambda s: torch.exp(-s["betas"].cumsum(0)),
        "noise-share-for-signal": lambda s: 1 - s["alpha_bar"],
    },
    "sqrt_alpha_bar": {
        "square-root-missing": lambda s: s["alpha_bar"],
        "alpha-not-multiplied-up": lambda s: s["sqrt_alpha"],
        "signal-and-noise-exchanged": lambda s: s["sqrt_one_minus_alpha_bar"],
        "product-one-late": lambda s: _exclusive(s).sqrt(),
    },
    "sqrt_one_minus_alpha_bar": {
        "square-root-missing": lambda s: 1 - s["alpha_bar"],
        "root-before-subtraction": lambda s: 1 - s["sqrt_alpha_bar"],
        "alpha-not-multiplied-up": lambda s: s["betas"].sqrt(),
        "signal-and-noise-exchanged": lambda s: s["sqrt_alpha_bar"],
        "product-one-late": lambda s: (1 - _exclusive(s)).sqrt(),
    },
}
