"""Judges where tensors live, from a rehearsal on a device that refuses mixtures (grader/sandbox/rehearsal.py)."""

from __future__ import annotations

from grader.checks.framework import Record, Scorecard

MIXED = "left-on-the-cpu"


def judge_devices(card: Scorecard, outcome: Record) -> str | None:
    """Returns the mistake, if there is one. A rehearsal that did not come to its end says nothing."""
    devices = outcome.header.get("devices")
    if not isinstance(devices, dict) or devices.get("mixed") is not True:
        card.ok("one_device", "devices.together")
        return None
    line = devices.get("line")
    if isinstance(line, int) and 0 < line < 10**6:
        card.fail("one_device", "devices.mixed-in-line", line=line)
    else:
        card.fail("one_device", "devices.mixed")
    return MIXED
