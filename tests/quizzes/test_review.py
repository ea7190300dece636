"""The review of a finished attempt."""

import pytest
from django.urls import reverse

from content.models import LessonVersion
from quizzes import attempts
from quizzes.models import Attempt
from tests.factories import make_lesson
from tests.quizzes.pages import lasting


@pytest.fixture
def finished(attempt):
    attempts.save_answers(attempt, {"1": 1, "2": [0], "3": 0.9})
    attempts.submit(attempt)
    return attempt


def review_of(attempt):
    return reverse("quizzes:attempt", args=[attempt.pk])


def test_the_owner_sees_score_pass_mark_and_the_weakest_domain_first(as_, student, finished):
    page = as_(student).get(review_of(finished)).content.decode()
    assert "Not passed" in page
    assert "The pass mark is 70 %" in page
    places = [page.index(f">{name}</span>") for name in ("Retrieval", "Agents", "Diffusion", "Foundations")]
    assert places == sorted(places)


def test_each_question_shows_what_was_given_what_is_right_and_why(as_, student, finished):
    page = as_(student).get(review_of(finished)).content.decode()
    articles = page.split("<article")[1:]
    assert "chosen, right" in articles[0]
    assert "partly right" in articles[1]
    assert "(50 %)" in articles[1]
    assert "0.5 ± 0.01" in articles[2]
    assert "0.9" in articles[2]
    assert "unanswered" in articles[3]
    assert all(f"The explanation of question {number}." in page for number in (1, 2, 3))


def test_lessons_to_revisit_are_links_where_the_lesson_is_here(as_, student, finished):
    lesson = make_lesson("retrieval-lesson", title="All about retrieval")
    page = as_(student).get(review_of(finished)).content.decode()
    assert f'<a href="{reverse("content:lesson", args=[lesson.item.slug])}">All about retrieval</a>' in page
    assert "Agents lesson" in page
    assert "Foundations lesson" not in page
    assert LessonVersion.objects.count() == 1


def test_an_instructor_sees_the_review_under_the_students_name(as_, instructor, cohort, finished):
    page = as_(instructor).get(review_of(finished)).content.decode()
    assert "Mai Nguyễn" in page
    assert reverse("quizzes:student", args=["mai"]) in page


def test_others_get_a_404_and_strangers_a_sign_in(as_, other, author, finished):
    assert as_(other).get(review_of(finished)).status_code == 404
    assert as_(author).get(review_of(finished)).status_code == 404
    assert as_().get(review_of(finished)).url.startswith(reverse("account_login"))


def test_a_review_stays_as_it_was_when_a_new_version_is_published(as_, student, finished, mixed_bank):
    before = lasting(as_(student).get(review_of(finished)))
    content = {**mixed_bank.content, "title": "Another title", "passing_score": 1}
    mixed_bank.item.versions.create(
        number=2, content=content, title="Another title", duration_minutes=5, passing_score=1, questions_count=4
    )
    assert lasting(as_(student).get(review_of(finished))) == before


def test_it_takes_few_queries(as_, student, finished, django_assert_num_queries):
    client = as_(student)
    with django_assert_num_queries(11):
        client.get(review_of(finished))


def test_options_are_reviewed_in_the_order_in_which_they_were_shown(as_, student, bank):
    attempt = attempts.start(student, bank, Attempt.Mode.PAGE)
    attempts.submit(attempt)
    article = as_(student).get(review_of(attempt)).content.decode().split("<article")[1]
    first = attempt.question_order[0]
    shown = [f"Option {first}.{index}" for index in attempt.option_order[first]]
    assert [article.index(text) for text in shown] == sorted(article.index(text) for text in shown)
