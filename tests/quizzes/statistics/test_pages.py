"""The pages of a class's statistics, with nobody, one and many in it."""

import pytest
from django.urls import reverse

from grader.misconceptions import MISCONCEPTIONS
from quizzes import attempts
from quizzes.models import Attempt
from quizzes.templatetags.durations import duration
from tests.content.factories import exercise_text
from tests.factories import bank_json, make_bank, make_student, make_submission

EXERCISE = "sample-ddpm"
SLUG = next(slug for slug, entry in MISCONCEPTIONS.items() if EXERCISE in entry.exercises)


@pytest.fixture
def text(db):
    return exercise_text(EXERCISE)


def page(client, name, *arguments):
    response = client.get(reverse(f"quizzes:{name}", args=arguments))
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_class_says_so_on_every_page(as_, instructor, cohort, bank, text):
    client = as_(instructor)
    assert "None so far" in page(client, "class_statistics", cohort.pk)
    assert "Nobody has taken it yet" in page(client, "quiz_statistics", cohort.pk, bank.item.slug)
    assert "Nobody has tried it yet" in page(client, "exercise_statistics", cohort.pk, EXERCISE)


def test_the_map_names_the_misconception_and_the_lesson(as_, instructor, cohort, student, text):
    make_submission(student, EXERCISE, accepted=False, score=0, misconception=SLUG)
    shown = page(as_(instructor), "class_statistics", cohort.pk)
    entry = MISCONCEPTIONS[SLUG]
    assert entry.lesson in shown
    assert reverse("quizzes:class_misconception", args=[cohort.pk, SLUG]) in shown


def test_a_misconception_lists_who_holds_it_and_who_overcame_it(as_, instructor, cohort, student, other, text):
    for user in (student, other):
        make_submission(user, EXERCISE, accepted=False, score=0, misconception=SLUG)
    make_submission(other, EXERCISE)
    shown = page(as_(instructor), "class_misconception", cohort.pk, SLUG)
    assert (
        shown.index("Mai Nguyễn")
        < shown.index("Who overcame it")
        < shown.index(other.username, shown.index("Who overcame it"))
    )


def test_a_misconception_that_nobody_showed_is_not_found(as_, instructor, cohort):
    address = reverse("quizzes:class_misconception", args=[cohort.pk, SLUG])
    assert as_(instructor).get(address).status_code == 404


def test_a_quiz_shows_every_question_with_its_choices(as_, instructor, cohort, bank):
    for number in range(12):
        user = make_student(f"taker{number}")
        cohort.memberships.create(student=user)
        attempt = attempts.start(user, bank, Attempt.Mode.PAGE)
        attempts.save_answers(attempt, {"1": number % 4})
        attempts.submit(attempt)
    shown = page(as_(instructor), "quiz_statistics", cohort.pk, bank.item.slug)
    assert "Best third" in shown
    assert shown.count('<svg class="spread__bar"') >= 4


def test_what_is_not_there_is_not_found(as_, instructor, cohort):
    for name in ("quiz_statistics", "exercise_statistics"):
        assert as_(instructor).get(reverse(f"quizzes:{name}", args=[cohort.pk, "no-such"])).status_code == 404


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (200, "3 min 20 s"), (7500, "2 h 5 min"), (277000, "3 d 4 h")],
)
def test_a_duration_has_one_or_two_units(seconds, expected):
    assert duration(seconds) == expected


def test_the_overview_takes_the_same_queries_however_much_there_is(
    as_, instructor, cohort, bank, text, django_assert_num_queries
):
    client, address = as_(instructor), reverse("quizzes:class_statistics", args=[cohort.pk])
    client.get(address)
    with django_assert_num_queries(12) as few:
        client.get(address)
    exercise_text("forward-diffusion")
    for number in range(5):
        make_bank(bank_json(slug=f"more-{number}"))
        make_submission(cohort.memberships.last().student, EXERCISE)
    with django_assert_num_queries(len(few)):
        client.get(address)
