"""A run on the visible example: through the real sandbox, as safe as a submission, and worth nothing."""

import dataclasses
import importlib

import pytest
import torch

from grader.checks.example import MAX_LINES, lines_and_pictures
from grader.examples import EXAMPLES, Example
from grader.exercises import EXERCISES
from grader.messages import MESSAGES
from grader.running import run
from grader.sandbox.client import Outcome, Sandbox
from grader.verdicts import RAN, Verdict
from tests.grader.checks.corpus import samples
from tests.grader.checks.in_process import Recorded
from tests.grader.sandbox.attacks import CORPUS
from tests.grader.sources import RIGHT

NO_TENSOR = {"type": "Tensor", "tensor": "none"}


def right(exercise: str) -> str:
    return next(sample.source for sample in samples(exercise) if sample.accepted)


def values(verdict: Verdict) -> dict[str, str]:
    return {line["name"]: line["values"] for line in verdict.returned}


@dataclasses.dataclass
class Witness:
    """Notes what it is asked to run, and runs nothing."""

    asked: list = dataclasses.field(default_factory=list)

    def run(self, job, limits, device):
        self.asked.append((job, limits, device))
        return Outcome("ok", {"shown": {}})


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_right_program_runs_on_the_example_of_every_exercise(exercise: str, sandbox: Sandbox) -> None:
    verdict = run(exercise, right(exercise), seed=1, sandbox=sandbox)
    assert verdict.outcome == RAN, verdict.error
    assert len(verdict.returned) >= len(EXAMPLES[exercise].shows)
    assert all(line["values"] and not line["bad"] for line in verdict.returned)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_run_is_worth_nothing_however_right_the_program(exercise: str, sandbox: Sandbox) -> None:
    verdict = run(exercise, right(exercise), seed=1, sandbox=sandbox)
    assert (verdict.accepted, verdict.score, verdict.max_score, verdict.checks) == (False, 0.0, 0.0, ())


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda exercise: exercise.slug)
def test_a_run_has_the_limits_of_a_submission_and_none_of_its_inputs(exercise) -> None:
    witness = Witness()
    run(exercise.slug, "", seed=1, sandbox=witness)
    ((job, limits, device),) = witness.asked
    assert (limits, device) == (exercise.limits, "cpu")
    case = importlib.import_module(exercise.check).make_case(1, "cpu")
    for name, values in job.tensors.items():
        hidden = case.tensors.get(name)
        assert name.endswith("pictures") or hidden is None or not torch.equal(hidden, values)


def test_what_is_given_is_said_in_words() -> None:
    for example in EXAMPLES.values():
        assert all(f"example.{name}" in MESSAGES for name in example.given)


def test_the_values_of_a_schedule_are_written_out(sandbox: Sandbox) -> None:
    verdict = run("linear-schedule", right("linear-schedule"), seed=1, sandbox=sandbox)
    assert values(verdict) == {"betas": "0.1, 0.2, 0.3, 0.4, 0.5"}


def test_a_wrong_program_shows_its_own_numbers_and_no_others(sandbox: Sandbox) -> None:
    source = "import torch\ndef linear_beta_schedule(T, beta_start, beta_end):\n    return torch.full((T,), 0.25)\n"
    verdict = run("linear-schedule", source, seed=1, sandbox=sandbox)
    assert values(verdict) == {"betas": "0.25, 0.25, 0.25, 0.25, 0.25"}


def test_a_batch_of_images_is_shown_as_pictures_beside_its_shape(sandbox: Sandbox) -> None:
    verdict = run("forward-diffusion", RIGHT, seed=1, sandbox=sandbox)
    x_t = next(line for line in verdict.returned if line["name"] == "x_t")
    assert x_t["kind"] == "float32 (4, 1, 16, 16)"
    assert float(x_t["low"]) < float(x_t["high"])
    (figure,) = verdict.figures
    assert [row["label"]["params"]["name"] for row in figure["rows"]] == ["x_0", "x_t", "noise"]


def test_a_pair_of_another_length_keeps_its_numbers(sandbox: Sandbox) -> None:
    source = "def forward_diffusion(x_0, t, schedule):\n    return x_0, x_0, 3\n"
    names = list(values(run("forward-diffusion", source, seed=1, sandbox=sandbox)))
    assert names == ["x_0", "t", "result[0]", "result[1]", "result[2]"]


def test_what_was_printed_comes_back_with_the_line_of_an_error(sandbox: Sandbox) -> None:
    source = "def forward_diffusion(x_0, t, schedule):\n    print('shape', x_0.shape)\n    return x_0 + 'a'\n"
    verdict = run("forward-diffusion", source, seed=1, sandbox=sandbox)
    assert verdict.outcome == "error"
    assert verdict.stdout == "shape torch.Size([4, 1, 16, 16])\n"
    assert verdict.error["line"] == 3
    assert "example.py" not in verdict.error["traceback"]


def test_a_model_that_is_asked_wrongly_says_so_at_the_students_line(sandbox: Sandbox) -> None:
    source = "def sample_ddpm(model, n, c, size, schedule, device):\n    return model(schedule['betas'], 0)\n"
    verdict = run("sample-ddpm", source, seed=1, sandbox=sandbox)
    assert verdict.error["line"] == 2
    assert "expected x of shape (n, 1, 16, 16)" in verdict.error["message"]


def test_the_same_seed_gives_the_same_run(sandbox: Sandbox) -> None:
    first, second, other = (run("forward-diffusion", RIGHT, seed=seed, sandbox=sandbox) for seed in (1, 1, 2))
    assert values(first) == values(second) != values(other)


@pytest.mark.parametrize("name", ["open-a-tcp-socket", "read-the-repository", "read-the-environment", "become-root"])
def test_an_attack_gets_no_further_in_a_run(name: str, sandbox: Sandbox) -> None:
    """A few that end at once: the jail is the one of every submission, and has its own tests."""
    attack = (CORPUS / name / "submission.py").read_text()
    source = f"{attack}\n\ndef forward_diffusion(x_0, t, schedule):\n    print(attempt())\n"
    verdict = run("forward-diffusion", source, seed=1, sandbox=sandbox)
    assert verdict.outcome == "killed" or verdict.stdout == "held\n"


def test_nothing_that_a_submission_says_of_itself_makes_a_run_count(sandbox: Sandbox) -> None:
    source = (CORPUS / "print-a-verdict" / "submission.py").read_text()
    verdict = run("forward-diffusion", source, seed=1, sandbox=sandbox)
    assert (verdict.accepted, verdict.score) == (False, 0.0)


@pytest.mark.parametrize(
    "shown",
    [
        None,
        [],
        {},
        {"x": None},
        {"x": 3},
        {"x": {"type": ["x"], "tensor": {}, "number": True, "items": 7, "keys": 3}},
        {"x": {"type": "dict", "keys": ["a"], "items": {}}},
        {"x": {"type": "dict", "keys": [["a"], None], "items": [NO_TENSOR, None]}},
        {"x": {"type": "list", "items": [NO_TENSOR] * 10_000}},
        {"x": {"type": "float", "number": float("nan")}},
        {"x": {"type": "int", "number": 10**400}},
    ],
)
def test_any_record_can_be_looked_at(shown) -> None:
    lines, pictures = lines_and_pictures(Example("", ("x", "y")), Recorded({"shown": shown}))
    assert 2 <= len(lines) <= MAX_LINES
    assert not pictures


@pytest.mark.parametrize("dtype", [torch.float64, torch.float16, torch.bfloat16, torch.int8, torch.uint8, torch.bool])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (20,), (2, 3, 4, 5), (0, 1, 8, 8), (1, 1, 400, 1)])
def test_any_tensor_can_be_looked_at(dtype, shape) -> None:
    recorded = Recorded({"shown": {"x": {"type": "Tensor", "tensor": "t0"}}}, {"t0": torch.ones(shape).to(dtype)})
    (line,), _ = lines_and_pictures(Example("", ("x",)), recorded)
    assert str(tuple(shape)) in line["kind"]


def test_numbers_that_are_none_are_counted_and_still_drawn() -> None:
    image = torch.tensor([float("nan"), float("inf"), 0.5, 1.0]).view(1, 1, 2, 2)
    recorded = Recorded({"shown": {"x": {"type": "Tensor", "tensor": "t0"}}}, {"t0": image})
    (line,), (figure,) = lines_and_pictures(Example("", ("x",)), recorded)
    assert line["bad"] == 2
    assert figure["rows"][0]["shape"] == [1, 2, 2]
