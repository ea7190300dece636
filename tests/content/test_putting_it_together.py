"""The lesson "Putting it together" and its bank: all exercises in their places, the code that is asked about."""

import re

import pytest
import torch

from ddpm_reference.schedules import compare_schedules
from grader.exercises import EXERCISES
from tests.content.facts.putting_it_together import COSINE_FADES_AT, DIGITS, OUTSIDE, SHARE, SHORT
from tests.content.numbers import LANGUAGES, LESSONS, LINEAR, bank, body, fields
from tools.figures.whole_pipeline import PIECES, pieces, stretched
from tools.make_figures import FOLDER

SLUG = "putting-it-together"
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


@in_each_language
def test_every_exercise_has_its_row_and_a_lesson_that_asks_for_it(language):
    table = re.findall(r"^\| \[([\w-]+)\]\(.*?/lessons/([\w-]+)/\) \|$", body(language, SLUG), re.MULTILINE)
    assert {exercise for exercise, _ in table} == set(EXERCISES)
    for exercise, lesson in table:
        assert exercise in fields(language, lesson)["exercises"], (exercise, lesson)


def test_the_drawing_names_every_function_but_the_one_to_be_mended():
    drawn = {name for names in PIECES for name in names.split(", ")}
    assert drawn == {exercise.entry_point for exercise in EXERCISES.values()} - {"buggy_sample"}


def test_the_committed_drawing_of_the_pieces_is_the_computed_one():
    assert (FOLDER / "pieces.ink.svg").read_text() == pieces()


def test_a_short_schedule_with_the_usual_ends_never_drowns_the_picture():
    assert compare_schedules(100)["linear"] is None
    explanation = bank("en", SLUG).by_id()[5].explanation
    assert f"t = {COSINE_FADES_AT}" in explanation
    assert f"{SHARE:.3f}" in explanation


def test_the_same_index_stands_for_other_noise_in_the_short_schedule():
    explanation = bank("en", SLUG).by_id()[19].explanation
    for schedule in (DIGITS, LINEAR):
        assert f"{100 * schedule['alpha_bar'][50]:.0f} %" in explanation


def test_a_third_of_the_noise_lies_outside():
    torch.manual_seed(0)
    outside = (torch.randn(100_000).abs() > 1).double().mean().item()
    assert outside == pytest.approx(OUTSIDE, abs=0.01)
    assert f"{100 * OUTSIDE:.0f} %" in bank("en", SLUG).by_id()[12].explanation


def test_a_function_without_a_return_gives_none():
    names = {"torch": torch}
    exec(bank("en", SLUG).by_id()[2].code, names)
    x_0, t = torch.zeros(2, 1, 4, 4, dtype=torch.float64), torch.tensor([0, 9])
    assert names["forward_diffusion"](x_0, t, SHORT) is None


def test_the_noising_in_place_is_found_by_the_caller():
    names = {"torch": torch}
    exec(bank("en", SLUG).by_id()[9].code, names)
    x_0 = torch.ones(1000)
    names["noised"](x_0, 0.6, 0.8)
    assert x_0.std() > 0.5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lines_that_are_keyed_change_the_callers_tensor(language):
    question = bank(language, SLUG).by_id()[10]
    changing = set()
    for number, option in enumerate(question.options):
        given = torch.full((3,), 5.0)
        exec(re.match(r"`(.*?)`", option)[1], {"x": given})
        if not given.eq(5).all():
            changing.add(number)
    assert changing == question.correct_options


def test_a_picture_that_was_stretched_by_itself_hides_how_faint_it_was():
    bold = torch.linspace(-1, 1, 64).reshape(1, 8, 8)
    assert (stretched(bold) == stretched(0.2 * bold)).all()


def test_the_lesson_stands_last():
    orders = {lesson: fields("en", lesson)["sort_order"] for lesson in LESSONS}
    assert max(orders, key=orders.get) == SLUG
