"""The first page, for visitors and for students."""

import re

import pytest
from django.urls import reverse

from content.models import ExerciseText, Lesson
from quizzes import attempts, readings
from quizzes.course import Outline
from quizzes.models import Attempt
from quizzes.progress import Progress
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
    return home(client).split('class="home__next')[1].split("</section>")[0]


def tallies(client):
    return dict(re.findall(r'id="tally-(\w+)".*?bar__value">([^<]+)<', home(client), re.DOTALL))


def read(slug, student):
    readings.mark(student, Lesson.objects.get(slug=slug), read=True)


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
    assert tallies(as_(student)) == {"lesson": "0 of 2", "quiz": "0 of 2", "exercise": "0 of 2"}


def test_progress_is_ones_own(as_, student, other, bank, course):
    make_submission(student)
    pass_quiz(student, bank)
    assert ">Done<" not in home(as_(student))
    read("adding-noise", student)
    assert tallies(as_(student)) == {"lesson": "1 of 2", "quiz": "1 of 2", "exercise": "1 of 2"}
    assert ">Done<" in home(as_(student))
    assert set(tallies(as_(other)).values()) == {"0 of 2"}


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
    assert reverse("content:lesson", args=["adding-noise"]) in next_step(client)  # which was never marked as read
    read("adding-noise", student)
    read("sampling", student)
    assert "All done" in next_step(client)
    assert reverse("quizzes:certificates") in next_step(client)


@pytest.mark.parametrize(("done", "total", "stage"), [(0, 9, 0), (1, 9, 0), (2, 9, 1), (8, 9, 6), (9, 9, 7), (0, 0, 0)])
def test_the_picture_clears_up_and_is_clear_only_at_the_end(student, done, total, stage):
    progress = Progress(student, Outline([], []))
    progress.done, progress.total = done, total
    assert progress.stage == stage
    assert (progress.percent == 100) == progress.is_complete == (done == total > 0)


def test_a_running_exam_comes_first_and_a_self_check_is_in_nobodys_way(as_, student, course):
    exam = attempts.start(student, course, Attempt.Mode.PAGE)
    check = attempts.start(student, course, Attempt.Mode.PAGE, Attempt.Purpose.SELF_CHECK)
    assert reverse("quizzes:attempt", args=[exam.pk]) in next_step(as_(student))
    attempts.submit(exam)
    assert reverse("quizzes:attempt", args=[check.pk]) not in next_step(as_(student))


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
    with django_assert_num_queries(16):
        client.get(HOME)
