"""Judges `train_ddpm_cfg(model, dataloader, schedule, epochs, lr, p_uncond, num_classes, device)`."""

from __future__ import annotations

from grader.checks import training_checks
from grader.checks.framework import Case, Check, Findings, Record
from grader.checks.training_case import make_case as make_training_case

CHECKS = (
    Check("model_calls", 6),
    Check("defaults", 2),
    Check("one_device", 2),
    Check("noise_is_normal", 10),
    Check("noise_is_fresh", 10),
    Check("t_is_uniform", 10),
    Check("null_label", 15),
    Check("labels_hidden", 15),
    Check("weights_follow_adam", 20),
    Check("inputs_untouched", 10),
)


def make_case(seed: int, device: str) -> Case:
    return make_training_case(seed, device, "train-cfg", conditional=True)


def verify(case: Case, outcome: Record) -> Findings:
    return training_checks.verify(CHECKS, case, outcome)
