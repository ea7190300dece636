"""Hints: one by one, when asked for, written down, free of charge."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from grader.models import Draft, HintSeen
from tests.content.factories import exercise_text
from tests.factories import make_class, make_instructor, make_student, make_submission
from tests.grader.test_exercise_page import editor_text
from tests.grader.verdicts import verdict

pytestmark = pytest.mark.django_db
URL = "/exercises/forward-diffusion/"
HTMX = {"HX-Request": "true"}
HINTS = [{"title": f"Title {n}", "text": f"Hint number {n}, with `code` and $x_{n}$."} for n in (1, 2, 3)]


@pytest.fixture
def student(client):
    exercise_text("forward-diffusion", hints=HINTS)
    user = make_student()
    client.force_login(user)
    return user


def ask(client, number: int, **options):
    return client.post(URL + "hint/", {"hint": number}, **options)


def shown(client) -> list[bool]:
    page = client.get(URL).content.decode()
    return [f"Hint number {number}" in page for number in (1, 2, 3)]


def test_none_is_shown_unasked(client, student):
    assert shown(client) == [False, False, False]
    assert "Hints cost no points" in client.get(URL).content.decode()


def test_each_request_shows_one_more_and_they_stay(client, student):
    for number, expected in ((1, [True, False, False]), (2, [True, True, False]), (3, [True, True, True])):
        assert ask(client, number)["Location"] == f"{URL}#hints"
        assert shown(client) == expected
    assert "That was the last one" in client.get(URL).content.decode()


def test_with_htmx_the_hints_alone_come_back(client, student):
    fragment = ask(client, 1, headers=HTMX).content.decode()
    assert "<html" not in fragment
    assert "Hint number 1" in fragment
    assert "<code>code</code>" in fragment
    assert 'class="arithmatex"' in fragment
    assert "Hint number 2" not in fragment


def test_pressing_twice_shows_one(client, student):
    ask(client, 1)
    ask(client, 1)
    assert shown(client) == [True, False, False]


@pytest.mark.parametrize("number", [0, 2, 3, 4, -1, 99, "x", ""])
def test_none_can_be_skipped_or_made_up(client, student, number):
    ask(client, number)
    assert shown(client) == [False, False, False]
    assert not HintSeen.objects.exists()


def test_it_is_written_down_when_it_was_seen_and_by_whom(client, student):
    ask(client, 1)
    row = HintSeen.objects.get()
    assert (row.user, row.exercise, row.number) == (student, "forward-diffusion", 1)
    assert timezone.now() - row.seen_at < timedelta(minutes=1)


def test_the_hints_of_one_student_are_not_anothers(client, student):
    ask(client, 1)
    client.force_login(make_student())
    assert shown(client) == [False, False, False]


def test_without_scripts_what_was_typed_is_kept_first(client, student):
    client.post(URL + "hint/", {"hint": 1, "source": "typed = 1"})
    assert editor_text(client.get(URL)) == "typed = 1"


def test_with_htmx_autosave_keeps_the_text(client, student):
    client.post(URL + "hint/", {"hint": 1, "source": "typed = 1"}, headers=HTMX)
    assert not Draft.objects.exists()


def test_a_link_shows_nothing_and_a_visitor_signs_in(client, student):
    assert client.get(URL + "hint/").status_code == 405
    client.logout()
    assert ask(client, 1).status_code == 302
    assert not HintSeen.objects.exists()


def test_an_exercise_without_hints_says_nothing_of_them(client):
    exercise_text("forward-diffusion")
    client.force_login(make_student())
    assert 'id="hints"' not in client.get(URL).content.decode()
    assert ask(client, 1).status_code == 302
    assert not HintSeen.objects.exists()


class TestOnTheSubmissionPage:
    def page(self, client, submission) -> str:
        return client.get(reverse("grader:submission", args=[submission.pk])).content.decode()

    @pytest.fixture
    def submission(self, client, student):
        ask(client, 1)
        ask(client, 2)
        return make_submission(student, verdict=verdict().to_row())

    def test_the_teacher_sees_how_many_were_read(self, client, student, submission):
        teacher = make_instructor()
        make_class(teacher, student)
        client.force_login(teacher)
        assert "2 of 3 hints seen" in self.page(client, submission)

    def test_the_student_sees_the_same(self, client, submission):
        assert "2 of 3 hints seen" in self.page(client, submission)

    def test_those_read_afterwards_are_not_among_them(self, client, student, submission):
        ask(client, 3)
        assert "2 of 3 hints seen" in self.page(client, submission)

    def test_a_hint_takes_no_points(self, client, submission):
        assert (submission.score, submission.max_score) == (100.0, 100.0)
