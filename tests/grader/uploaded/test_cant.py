"""What an author uploads is as hostile as what a student hands in, and a student finds nothing of it."""

import pytest
import torch

from grader.checks.against_reference import Judge
from grader.grading import grade
from grader.sandbox.client import Job
from tests.grader.sandbox.attacks import assert_serves
from tests.grader.uploaded import kit
from tests.grader.uploaded.kit import faults, tried

LIMITS = {"limits": {"wall_s": 2, "memory_mb": 256}}
CRASH = {"error", "timeout", "killed", "memory"}  # however the walls end it

# Of each attack, by the name of its promise: the program, and what the trial says where it is the reference, and where
# it is the generator of inputs.
ATTACKS = {
    "fork_bomb": ("import os\n\n\ndef NAME(x):\n    while True:\n        os.fork()\n", CRASH, CRASH),
    "huge_tensor": ("import torch\n\n\ndef NAME(x):\n    return torch.zeros(2**33)\n", CRASH, CRASH),
    "return_too_much": ("import torch\n\n\ndef NAME(x):\n    return (torch.rand(2**20),)\n", CRASH, CRASH),
    "never_return": ("def NAME(x):\n    while True:\n        pass\n", {"timeout"}, {"timeout"}),
    "never_load": ("import time\n\ntime.sleep(60)\n\n\ndef NAME(x):\n    return (x,)\n", {"timeout"}, {"timeout"}),
    "read_files": ("def NAME(x):\n    return (open('/etc/passwd').read(),)\n", {"error"}, {"error"}),
    "exit": ("import os\n\n\ndef NAME(x):\n    os._exit(0)\n", {"killed"}, {"killed"}),
    "return_a_subclass": (
        "import torch\n\n\nclass T(torch.Tensor):\n    pass\n\n\n"
        "def NAME(x):\n    return (torch.zeros(3).as_subclass(T),)\n",
        {"foreign"},
        {"foreign-argument"},
    ),
    "return_objects": ("def NAME(x):\n    return (object(),)\n", {"foreign"}, {"foreign-argument"}),
    "nest_without_end": (
        "def NAME(x):\n    a = []\n    a.append(a)\n    return (a,)\n",
        {"foreign"},
        {"foreign-argument"},
    ),
    "return_nan": ("def NAME(x):\n    return float('nan')\n", {"not-finite"}, {"no-arguments"}),
}


@pytest.mark.parametrize("attack", ATTACKS, ids=[f"cant_{name}" for name in ATTACKS])
def test_a_reference(sandbox, attack):
    program, keys, _ = ATTACKS[attack]
    ((file, key),) = faults(tried(sandbox, **LIMITS, reference=program.replace("NAME", "log_snr")))
    assert file == "reference.py"
    assert key in keys
    assert_serves(sandbox)


@pytest.mark.parametrize("attack", ATTACKS, ids=[f"cant_{name}" for name in ATTACKS])
def test_a_generator(sandbox, attack):
    program, _, keys = ATTACKS[attack]
    ((file, key),) = faults(tried(sandbox, **LIMITS, inputs=program.replace("NAME", "inputs")))
    assert file == "inputs.py"
    assert key in keys
    assert_serves(sandbox)


FORGED = """
import sys


def inputs(seed):
    sys._getframe(1).f_locals["packer"].pack = lambda value, depth=0: {"tuple": [{"tensor": "nowhere"}]}
    return (seed,)
"""


def test_cant_upset_the_trial_with_a_forged_record(sandbox):
    assert faults(tried(sandbox, **LIMITS, inputs=FORGED)) == [("inputs.py", "foreign-argument")]


def judged(sandbox, passed, monkeypatch, source: str):
    """A verdict on this source, as a worker would give it."""
    monkeypatch.setattr("grader.grading.exercises.get", lambda slug: kit.exercise(passed.cases))
    return grade("log-snr", source, seed=3, sandbox=sandbox)


SNOOP = """
import gc
import sys

import torch

NAMES = {"expected", "reference", "wrong", "telling", "hidden", "prepared", "uploaded"}


def log_snr(alpha_bar):
    right = torch.log(alpha_bar / (1 - alpha_bar))
    tensors = [one for one in gc.get_objects() if type(one) is torch.Tensor and one is not right]
    found = ["the answer" for one in tensors if one.shape == right.shape and torch.allclose(one.to(right), right)]
    frame = sys._getframe()
    while frame:
        found += NAMES & frame.f_locals.keys()
        frame = frame.f_back
    found += [name for name in sys.modules if name.startswith(("grader.checks", "grader.trying", "content", "ddpm"))]
    raise RuntimeError(f"found {found}")
"""


def test_cant_find_the_reference_or_an_expected_value(sandbox, passed, monkeypatch):
    """It knows what to look for, and neither the tensor nor a name nor a module is there."""
    verdict = judged(sandbox, passed, monkeypatch, SNOOP)
    assert verdict.error["message"] == "found []"


def test_a_submission_is_sent_its_arguments_and_nothing_else(passed, monkeypatch):
    sent: list[Job] = []

    class Watching:
        def run(self, job, limits, device):
            sent.append(job)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        judged(Watching(), passed, monkeypatch, kit.RIGHT)
    (job,) = sent
    assert job.args.keys() == {"cases", "seed", "device"}
    assert len(job.args["cases"]) == len(job.tensors) == 12
    prepared = Judge(kit.exercise(passed.cases)).prepared
    answers = [case.expected for case in prepared.cases]
    assert not any(torch.equal(one, answer) for one in job.tensors.values() for answer in answers)


SWAPS = """
import torch


def log_snr(alpha_bar):
    right = torch.log(alpha_bar / (1 - alpha_bar))
    alpha_bar.fill_(0.5)  # of which the logarithm of the ratio is 0
    return right * 0
"""


def test_cant_gain_by_changing_the_arguments(sandbox, passed, monkeypatch):
    verdict = judged(sandbox, passed, monkeypatch, SWAPS)
    assert not verdict.accepted
    assert {check.name for check in verdict.checks if not check.passed} == {"function_values", "inputs_untouched"}
