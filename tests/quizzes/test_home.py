"""The first page, for visitors and for students."""

import pytest
from django.urls import reverse

from content.models import ExerciseText
from quizzes import attempts
from quizzes.models import Attempt
from tests.factories import bank_json, make_bank, make_lesson, make_submission

HOME = reverse("quizzes:home")
RIGHT = {"1": 1, "2": 0, "3": 3, "4": 2, "5": 1, "6": 0}


@pytest.fixture
def course(bank):
    """Two lessons: the first with an exercise and a quiz, the second with an exercise; a quiz that stands alone."""
    for slug, title in (("forward-diffusion", "Add noise"), ("sample-ddpm", "Sample with DDPM")):
        ExerciseText.objects.create(slug=slug).versions.create(number=1, title=title, prompt="…", starter="…")
    first = {"exercises": ["forward-diffusion"], "quizzes": ["practice-exam", "not-published"], "sort_order": 1}
    make_lesson("adding-noise", title="Adding noise", **first)
    make_lesson("sampling", title="Walking back", exercises=["sample-ddpm"], sort_order=2)
    return make_bank(bank_json(slug="final", title="Final exam"))


def home(client):
    return client.get(HOME).content.decode()


def next_step(client):
    return home(client).split('class="home__next"')[1].split("</section>")[0]


def pass_quiz(student, bank):
    attempt = attempts.start(student, bank, Attempt.Mode.PAGE)
    attempts.save_answers(attempt, RIGHT)
    attempts.submit(attempt)


def test_a_visitor_learns_what_this_is_and_how_to_begin(as_, course):
    page = home(as_())
    assert reverse("account_signup") in page
    assert "mistake is named" in page
    assert reverse("content:lesson", args=["adding-noise"]) in page


def test_a_student_sees_the_whole_course_in_its_order(as_, student, course):
    page = home(as_(student)).split('class="section"', 1)[1]
    order = ["Adding noise", "Add noise", "Practice exam", "Walking back", "Sample with DDPM", "Final exam"]
    places = [page.index(f"{title}</a>") for title in order]
    assert places == sorted(places)
    assert "0 of 4 quizzes and exercises passed" in home(as_(student))


def test_progress_is_ones_own(as_, student, other, bank, course):
    make_submission(student)
    pass_quiz(student, bank)
    assert "2 of 4" in home(as_(student))
    assert "Done" in home(as_(student))
    assert "0 of 4" in home(as_(other))


def test_the_next_step_goes_from_lesson_to_lesson(as_, student, bank, course):
    client = as_(student)
    assert reverse("content:lesson", args=["adding-noise"]) in next_step(client)
    make_submission(student, accepted=False, score=10)
    assert reverse("grader:exercise", args=["forward-diffusion"]) in next_step(client)
    make_submission(student)
    assert reverse("quizzes:quiz", args=["practice-exam"]) in next_step(client)
    pass_quiz(student, bank)
    assert reverse("content:lesson", args=["sampling"]) in next_step(client)
    make_submission(student, "sample-ddpm")
    assert reverse("quizzes:quiz", args=["final"]) in next_step(client)
    pass_quiz(student, course)
    assert "All done" in next_step(client)


def test_an_open_attempt_comes_first(as_, student, course):
    attempt = attempts.start(student, course, Attempt.Mode.PAGE)
    assert reverse("quizzes:attempt", args=[attempt.pk]) in next_step(as_(student))


def test_an_empty_site_says_what_is_missing(as_, student):
    assert "No lessons yet" in home(as_(student))
    assert as_().get(HOME).status_code == 200


def test_the_course_is_shown_in_the_language_of_the_page(as_, student, course):
    make_lesson("adding-noise", language="vi", title="Thêm nhiễu", exercises=["forward-diffusion"], sort_order=1)
    assert "Thêm nhiễu" in as_(student).get("/vi/").content.decode()
    assert "Thêm nhiễu" not in home(as_(student))


@pytest.mark.parametrize("more", [0, 15])
def test_a_longer_course_takes_no_more_queries(as_, student, course, django_assert_num_queries, more):
    for number in range(more):
        extra = make_bank(bank_json(slug=f"extra-{number}"))
        make_lesson(f"extra-{number}", quizzes=[extra.item.slug])
        pass_quiz(student, extra)
    client = as_(student)
    with django_assert_num_queries(14):
        client.get(HOME)
