"""Names, comments and layout do not change a program's fingerprints; what it says does."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.similarity.fingerprints import LENGTH, WINDOW, every_run, runs, tokens, winnowed

PROGRAM = """
def noise(x_0, t, schedule):
    eps = torch.randn_like(x_0)
    signal = schedule["sqrt_alpha_bar"][t].view(-1, 1, 1, 1)
    return signal * x_0 + schedule["sqrt_one_minus_alpha_bar"][t].view(-1, 1, 1, 1) * eps, eps
"""
SAME = '''
def noise(images,   steps, s):
    """Noise them."""
    # with fresh draws
    z = torch.randn_like(images)

    keep = s["a"][steps].view(-1, 1, 1, 1)  # (B, 1, 1, 1)
    return (keep * images + s["b"][steps].view(
        -1, 1, 1, 1) * z, z)
'''


def kinds(source: str) -> list[str]:
    return [token.kind for token in tokens(source)]


def test_names_comments_docstrings_and_layout_do_not_count():
    brackets = kinds(SAME)
    del brackets[-1], brackets[brackets.index("return") + 1]  # the brackets that the longer line needed
    assert brackets == kinds(PROGRAM)


@pytest.mark.parametrize(
    ("before", "after"),
    [(" + ", " - "), ("randn_like", "rand_like"), ("(-1, 1, 1, 1)", "(-1, 1, 1)"), ("torch.randn_like(x_0)", "x_0")],
)
def test_what_the_program_says_counts(before, after):
    assert kinds(PROGRAM.replace(before, after)) != kinds(PROGRAM)


def test_a_text_in_an_expression_is_no_docstring():
    assert "string" in kinds('x = "text"\n')
    assert "string" in kinds('def f():\n    return "text"\n')
    assert "string" not in kinds('"text"\n\n\ndef f():\n    "more"\n')


def test_what_comes_after_a_dot_is_nobodys_choice():
    assert kinds("x.mean()") == ["name", ".", "mean", "(", ")"]


@pytest.mark.parametrize("broken", ["", "def f(:", "x = (1,", "\x00", "  x\n y", '"never closed', "é = 1; ¿", "\t\f"])
def test_a_text_that_is_no_python_gives_what_can_be_read_of_it(broken):
    winnowed(runs(tokens(broken)))


@given(st.text(max_size=300))
def test_no_text_at_all_is_too_much(text):
    winnowed(runs(tokens(text)))


@given(st.lists(st.sampled_from("abcdefgh"), min_size=LENGTH + WINDOW - 1, max_size=40), st.data())
def test_programs_that_share_a_long_run_share_a_fingerprint(run, data):
    """The promise of winnowing, wherever the run stands."""
    around = st.lists(st.sampled_from("uvwxyz"), max_size=30)
    one = [*data.draw(around), *run, *data.draw(around)]
    other = [*data.draw(around), *run, *data.draw(around)]
    first, second = (winnowed(runs(tokens(" + x.".join(["x", *names])))) for names in (one, other))
    assert first & second


def test_fingerprints_are_the_same_in_every_process():
    kinds = ["name", "=", "name", "+", "name", "*", "name", "-", "name"]
    by_hand = hashlib.blake2b("\0".join(kinds).encode(), digest_size=8).digest()
    assert runs(tokens("a = b + c * d - e")) == [int.from_bytes(by_hand)]


def test_every_run_of_what_was_given_is_known():
    assert set(runs(tokens(PROGRAM))) == every_run([PROGRAM])
