"""The trial before publishing: what passes, and what each fault is called."""

import pytest

from grader.messages import LANGUAGES, MESSAGES, render
from grader.sandbox.client import Outcome
from grader.trying import NoSandbox, try_out
from grader.verdicts import Text
from tests.grader.uploaded import kit
from tests.grader.uploaded.kit import faults, tried

ALWAYS_ONE = "import torch\n\n\ndef inputs(seed):\n    return (torch.tensor([0.9, 0.5]),)\n"
SAME = "def f(x):\n    return x\n"
RANDOM = "import random\n\n\ndef f(x):\n    return random.random()\n"
COUNTS = "seen = []\n\n\ndef f(x):\n    seen.append(x)\n    return len(seen)\n"
LATER = "seen = []\n\n\ndef f(x):\n    seen.append(x)\n    return x if len(seen) < 3 else y\n"
SMALL_DOUBLE = "def f(x):\n    return 2 * x\n"
SMALL = {"entry_point": "f", "reference": SMALL_DOUBLE, "starter": "def f(x): ...\n", "solutions": []}
SMALL |= {"inputs": "def inputs(seed):\n    return (seed,)\n", "wrong": {"thrice": "def f(x):\n    return 3 * x\n"}}


def line(trial, file):
    return next(one for one in trial.lines if one.file == file)


def test_an_exercise_whose_programs_do_what_they_promise_passes(passed):
    assert passed.faults == []
    told = {one.file: (one.ok, render(one.came)) for one in passed.lines}
    assert told == {
        "inputs.py": (True, "128 different ones"),
        "reference.py": (True, "64 answers"),
        "solutions/1-logit.py": (True, "agrees in all 64 calls"),
        "starter.py": (True, "NotImplementedError"),
        "wrong/no-logarithm.py": (True, "differs in 64 of 64 calls"),
        "wrong/signal-alone.py": (True, told["wrong/signal-alone.py"][1]),
        "wrong/upside-down.py": (True, told["wrong/upside-down.py"][1]),
    }
    assert all(one.ms > 0 for one in passed.lines if one.file != "starter.py")
    assert 0 < len(passed.cases) < 100_000


def test_the_visible_example_names_the_arguments_as_the_starter_does(passed):
    code = passed.example["code"]
    assert code.endswith("result = log_snr(alpha_bar)\n")
    assert "alpha_bar" in code or passed.example["given"][0][0] == "alpha_bar"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"inputs": ALWAYS_ONE}, ("inputs.py", "few")),
        ({"inputs": "def inputs(seed):\n    return 0.5\n"}, ("inputs.py", "no-arguments")),
        ({"inputs": "def inputs(seed):\n    return (seed, object())\n"}, ("inputs.py", "foreign-argument")),
        ({"inputs": "def inputs(seed):\n    return {'not a name': seed}\n"}, ("inputs.py", "bad-name")),
        ({"inputs": "def inputs(seed):\n    raise KeyError(seed)\n"}, ("inputs.py", "error")),
        ({"reference": "def f(x):\n    return None\n"}, ("reference.py", "nothing")),
        ({"reference": "def f(x):\n    return float('inf')\n"}, ("reference.py", "not-finite")),
        ({"reference": "def f(x):\n    return [x, {x}]\n"}, ("reference.py", "foreign")),
        ({"reference": RANDOM}, ("reference.py", "unsteady")),
        ({"reference": COUNTS}, ("reference.py", "unsteady")),
        ({"reference": LATER}, ("reference.py", "raised")),
        ({"reference": "def f(x):\n    while True:\n        pass\n"}, ("reference.py", "timeout")),
        ({"reference": "def g(x):\n    return x\n"}, ("reference.py", "error")),
        ({"solutions": [{"file": "solutions/1.py", "code": SAME}]}, ("solutions/1.py", "solution-differs")),
        ({"starter": SMALL_DOUBLE}, ("starter.py", "starter-passes")),
        ({"wrong": {"sign": SMALL_DOUBLE}}, ("wrong/sign.py", "wrong-passes")),
        ({"wrong": {"none": "def f(x):\n    return y\n"}}, ("wrong/none.py", "wrong-error")),
        ({"wrong": {"a": SAME, "b": "def f(x):\n    return x + 0\n"}}, ("wrong/b.py", "same-mistake")),
    ],
)
def test_what_is_to_be_mended_is_named_with_its_file(sandbox, changes, expected):
    trial = tried(sandbox, **SMALL | {"limits": {"wall_s": 1, "memory_mb": 256}} | changes)
    assert faults(trial) == [expected]
    assert not trial.passed
    assert trial.cases is None
    assert line(trial, expected[0]).ok == (expected[1] == "same-mistake")  # which is a fault of two together
    for part in ("expected", "got", "remedy"):
        assert all(render(Text(f"trial.{expected[1]}-{part}", trial.faults[0].params), one) for one in LANGUAGES)


def test_an_error_is_told_with_its_line(sandbox):
    (fault,) = tried(sandbox, **SMALL | {"reference": "def f(x):\n    y = x\n    return z\n"}).faults
    assert (fault.line, fault.params["said"]) == (3, "NameError: name 'z' is not defined")


def test_a_reference_that_changes_its_arguments_is_refused_since_students_may_not(sandbox):
    inputs = "import torch\n\n\ndef inputs(seed):\n    return (torch.tensor([seed]),)\n"
    trial = tried(sandbox, **SMALL | {"inputs": inputs, "reference": "def f(x):\n    return x.mul_(2).clone()\n"})
    assert faults(trial) == [("reference.py", "touched")]


def test_all_that_is_wrong_with_the_others_is_told_at_once(sandbox):
    trial = tried(sandbox, **SMALL | {"starter": SMALL_DOUBLE, "wrong": {"same": SMALL_DOUBLE}})
    assert faults(trial) == [("starter.py", "starter-passes"), ("wrong/same.py", "wrong-passes")]


def test_without_a_sandbox_nothing_is_known():
    class Broken:
        def run(self, *args):
            return Outcome("sandbox_failed", error={"message": "no bubblewrap"})

    with pytest.raises(NoSandbox, match="no bubblewrap"):
        try_out(kit.material(), sandbox=Broken())


def test_the_programs_together_have_a_budget(sandbox, monkeypatch):
    monkeypatch.setattr("grader.trying.BUDGET_S", -1)
    assert faults(tried(sandbox)) == [("", "too-slow")]


def test_cases_that_are_too_large_to_be_stored_are_refused(sandbox, monkeypatch):
    monkeypatch.setattr("grader.checks.prepared.MAX_BYTES", 2000)
    assert faults(tried(sandbox)) == [("inputs.py", "too-large")]


def test_every_fault_has_its_three_sentences():
    keys = {key.rsplit("-", 1)[0] for key in MESSAGES if key.startswith("trial.") and key.endswith("-got")}
    assert {f"{key}-{part}" for key in keys for part in ("expected", "got", "remedy")} <= MESSAGES.keys()
