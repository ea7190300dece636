"""Judges `sample_cfg(model, shape, schedule, class_labels, guidance_scale, num_classes, device)`.

ε̂ = ε_∅ + s·(ε_c − ε_∅), with the null label num_classes. The model may be asked in two calls, in either order, or in
one call of twice the batch. With ε̂ in place of ε the walk is that of sample-ddpm.
"""

from __future__ import annotations

from grader.checks.framework import Case, Check, Findings, Record
from grader.checks.sampler_case import make_sampler_case
from grader.checks.walk_checks import verify_sampler

CHECKS = (
    Check("sampler_calls", 8),
    Check("returns_images", 7),
    Check("returns_float32", 1, required=False),  # as in sample-ddpm
    Check("t_is_a_batch", 5),
    Check("t_runs_down", 12),
    Check("guidance_labels", 12),
    Check("first_state", 8),
    Check("step_mean", 27),
    Check("step_noise", 6),
    Check("noise_is_fresh", 6),
    Check("last_step", 3),
    Check("no_gradients", 2),
    Check("inputs_untouched", 2),
    Check("one_device", 1),
)


def make_case(seed: int, device: str) -> Case:
    return make_sampler_case(seed, device, exercise="sample-cfg", signature="cfg")


def verify(case: Case, outcome: Record) -> Findings:
    return verify_sampler(case, outcome, CHECKS)
