"""A submission against stored answers: right ways are right, and a known mistake is named by what it returns."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.checks.against_reference import CHECKS, Judge, choose
from grader.checks.inputs import generator
from grader.checks.prepared import Prepared, PreparedCase, decode
from grader.exercises import MAX_SCORE
from grader.grading import grade
from grader.messages import CHECK_TITLES, LANGUAGES, render
from grader.verdicts import Verdict
from tests.grader.checks.in_process import Recorded
from tests.grader.uploaded import kit

HEAD = "import torch\n\n\ndef log_snr(alpha_bar):\n    "


@pytest.fixture
def judged(sandbox, passed, monkeypatch):
    monkeypatch.setattr("grader.grading.exercises.get", lambda slug: kit.exercise(passed.cases))

    def judge(source: str, seed: int = 5) -> Verdict:
        verdict = grade("log-snr", source, seed=seed, sandbox=sandbox)
        for language in LANGUAGES:
            assert all("{" not in render(check.message, language) for check in verdict.checks)
        return verdict

    return judge


def failed(verdict: Verdict) -> list[str]:
    return [check.name for check in verdict.checks if not check.passed]


@pytest.mark.parametrize(
    "body",
    [
        "return torch.log(alpha_bar / (1 - alpha_bar))",
        "return alpha_bar.log() - (1 - alpha_bar).log()",
        "return torch.logit(alpha_bar.double())",
        "return -((1 - alpha_bar) / alpha_bar).log()",
    ],
)
def test_every_way_to_write_it_is_right(judged, body):
    verdict = judged(HEAD + body + "\n")
    assert (verdict.accepted, verdict.score, verdict.misconception, verdict.version) == (True, 100, None, 7)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return alpha_bar / (1 - alpha_bar)", "log-snr__no-logarithm"),
        ("return torch.log((1 - alpha_bar) / alpha_bar)", "log-snr__upside-down"),
        ("return torch.log(alpha_bar)", None),  # known to be wrong, and its author has no words for it
        ("return torch.zeros_like(alpha_bar)", None),
    ],
)
def test_a_known_mistake_is_named_by_what_it_returns(judged, body, expected):
    verdict = judged(HEAD + body + "\n")
    assert (verdict.accepted, verdict.misconception, failed(verdict)) == (False, expected, ["function_values"])
    assert verdict.score == 30
    (figure,) = verdict.figures
    assert figure["kind"] == "curves"


def test_a_wrong_value_is_shown_with_its_call_its_place_and_what_was_expected(judged):
    verdict = judged(HEAD + "return torch.log(alpha_bar)\n")
    (message,) = [check.message for check in verdict.checks if check.name == "function_values"]
    assert message.params["call"].startswith("log_snr(tensor([")
    assert message.params["place"] == "result[0]"
    assert float(message.params["expected"]) != float(message.params["got"])


@pytest.mark.parametrize(
    ("body", "key", "got"),
    [
        ("return None", "function.wrong-kind", "None"),
        ("return alpha_bar.tolist()", "function.wrong-kind", "list["),
        ("return alpha_bar[None]", "function.wrong-kind", "float32 (1, "),
        ("return alpha_bar > 0", "function.wrong-kind", "bool ("),
        ("return torch.logit(alpha_bar).half()", "function.wrong-kind", "float16 ("),
        ("return torch.logit(alpha_bar).numpy()", "function.wrong-kind", "ndarray"),
        ("return alpha_bar.to_sparse()", "function.wrong-kind", "sparse"),
    ],
)
def test_another_kind_of_value_is_named_beside_the_one_expected(judged, body, key, got):
    message = judged(HEAD + body + "\n").checks[0].message
    assert message.key == key
    assert got in message.params["got"]
    assert message.params["expected"].startswith("float32 (")


def test_nan_never_passes(judged):
    verdict = judged(HEAD + "return torch.logit(alpha_bar) * float('nan')\n")
    assert not verdict.accepted
    assert verdict.checks[0].message.key == "function.not-finite"


def test_an_exception_in_the_first_call_is_the_programs_own_error(judged):
    verdict = judged(HEAD + "return alpha_bar.reshape(1000)\n")
    assert (verdict.outcome, verdict.error["line"]) == ("error", 5)


FOURTH = """
import torch

calls = []


def log_snr(alpha_bar):
    calls.append(alpha_bar)
    if len(calls) > 3:
        raise ValueError("four")
    return torch.logit(alpha_bar)
"""


def test_an_exception_in_a_later_call_is_told_with_the_call(judged):
    message = judged(FOURTH).checks[0].message
    assert (message.key, message.params["type"], message.params["detail"]) == ("function.raised", "ValueError", "four")


def test_changing_the_arguments_costs_its_points_alone(judged):
    verdict = judged(HEAD + "result = torch.logit(alpha_bar)\n    alpha_bar.zero_()\n    return result\n")
    assert (failed(verdict), verdict.score, verdict.misconception) == (["inputs_untouched"], 90, None)


def test_the_same_seed_asks_about_the_same_cases_and_another_about_others(passed):
    judge = Judge(kit.exercise(passed.cases))

    def asked(seed):
        return [case.arguments[0].tolist() for case in judge.make_case(seed, "cpu").hidden]

    assert asked(1) == asked(1) != asked(2)
    assert len(asked(1)) == 12
    example = judge.make_example(1, "cpu")
    (visible,) = example.tensors.values()
    assert visible.tolist() not in [case.arguments[0].tolist() for case in judge.prepared.cases]


@given(st.integers(4, 20), st.lists(st.sets(st.integers(0, 63), min_size=1), max_size=4), st.integers(0, 1000))
@settings(max_examples=60, deadline=None)
def test_every_choice_shows_every_known_wrong_solution(count, telling, seed):
    """However few cases show it: no known wrong solution is ever accepted by luck."""
    cases = tuple(PreparedCase((index,), index, {}) for index in range(64))
    prepared = Prepared(cases, (0,), {str(name): sorted(shown) for name, shown in enumerate(telling)})
    chosen = choose(prepared, count, generator(seed, "test"))
    assert len(chosen) == len(set(chosen)) == count
    assert all(set(chosen) & shown for shown in telling)


def test_stored_cases_come_back_as_they_were(passed):
    prepared = decode(passed.cases)
    assert len(prepared.cases) == 64
    for case in prepared.cases:
        (alpha_bar,) = case.arguments
        assert torch.equal(case.expected, torch.log(alpha_bar / (1 - alpha_bar)))
        assert torch.equal(case.wrong["no-logarithm"].value, alpha_bar / (1 - alpha_bar))


HOSTILE = [
    {},
    {"calls": None},
    {"calls": "all"},
    {"calls": [None] * 12},
    {"calls": [{"returned": {"tensor": "nowhere"}}] * 12},
    {"calls": [{"returned": {"tensor": ["a"]}, "after": 3}] * 12},
    {"calls": [{"returned": {"tuple": [[[[[[[[[1]]]]]]]]]}}] * 12},
    {"calls": [{"returned": {"dict": [[1, 2], [[], 3]]}, "raised": None}] * 12},
    {"calls": [{"raised": {"a": 1}, "detail": [1]}] * 12},
    {"calls": [{"returned": {"float": "nan"}}] * 500},
]


@pytest.mark.parametrize("header", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_record_is_a_refusal_and_never_an_exception(passed, header):
    judge = Judge(kit.exercise(passed.cases))
    findings = judge.verify(judge.make_case(1, "cpu"), Recorded(header))
    assert not any(check.passed for check in findings.checks)


def test_the_points_add_up_and_the_checks_have_titles():
    assert sum(check.points for check in CHECKS) == MAX_SCORE
    assert all(CHECK_TITLES[check.name].keys() == {"en", "vi"} for check in CHECKS)
