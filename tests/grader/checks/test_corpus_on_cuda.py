"""Every submission of the corpus gets the same verdict on a graphics card."""

import zlib

import pytest
import torch

from grader.grading import grade
from grader.sandbox.client import Sandbox
from tests.grader.checks.corpus import Sample, samples

pytestmark = [pytest.mark.gpu, pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device here")]

# Its one mistake is to name a device that a host without a card does not have.
RIGHT_ON_A_CARD = {"forward-diffusion/wrong-hard-coded-cuda"}
# An index beyond the end stops a card with "device-side assert triggered", which says nothing of the index.
UNNAMED_ON_A_CARD = {"forward-diffusion/wrong-index-too-high-crashes", "train-ddpm/wrong-t-hard-coded"}


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.label)
def test_each_submission_gets_its_verdict_on_the_card(sample: Sample, sandbox: Sandbox) -> None:
    seed = zlib.crc32(sample.label.encode())
    verdict = grade(sample.exercise, sample.source, seed=seed, device="cuda", sandbox=sandbox)
    if sample.label in RIGHT_ON_A_CARD:
        assert verdict.accepted
    elif sample.label in UNNAMED_ON_A_CARD:
        assert not verdict.accepted
    else:
        assert (verdict.accepted, verdict.misconception) == (sample.accepted, sample.misconception), verdict.error
