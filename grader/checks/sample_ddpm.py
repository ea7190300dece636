"""Judges `sample_ddpm(model, n_samples, img_channels, img_size, schedule, device)`: ancestral sampling."""

from __future__ import annotations

from grader.checks.framework import Case, Check, Findings, Record
from grader.checks.sampler_case import make_sampler_case
from grader.checks.walk_checks import verify_sampler

CHECKS = (
    Check("sampler_calls", 10),
    Check("returns_images", 9),
    # Not required: the task says "a float tensor", and float64 is one. But no model takes it as it is.
    Check("returns_float32", 1, required=False),
    Check("t_is_a_batch", 7),
    Check("t_runs_down", 15),
    Check("first_state", 10),
    Check("step_mean", 22),
    Check("step_noise", 8),
    Check("noise_is_fresh", 8),
    Check("last_step", 5),
    Check("no_gradients", 2),
    Check("inputs_untouched", 2),
    Check("one_device", 1),
)


def make_case(seed: int, device: str) -> Case:
    return make_sampler_case(seed, device, exercise="sample-ddpm", signature="sizes")


def verify(case: Case, outcome: Record) -> Findings:
    return verify_sampler(case, outcome, CHECKS)
