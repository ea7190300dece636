"""Judges `train_ddpm(model, dataloader, schedule, epochs, lr, device)`."""

from __future__ import annotations

from grader.checks import training_checks
from grader.checks.framework import Case, Check, Findings, Record
from grader.checks.training_case import make_case as make_training_case

CHECKS = (
    Check("model_calls", 11),
    Check("defaults", 2),
    Check("one_device", 2),
    Check("noise_is_normal", 15),
    Check("noise_is_fresh", 10),
    Check("t_is_uniform", 20),
    Check("weights_follow_adam", 30),
    Check("inputs_untouched", 10),
)


def make_case(seed: int, device: str) -> Case:
    return make_training_case(seed, device, "train-ddpm", conditional=False)


def verify(case: Case, outcome: Record) -> Findings:
    return training_checks.verify(CHECKS, case, outcome)
