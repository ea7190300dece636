"""Lessons marked as read, and where a reader stopped."""

import pytest
from django.urls import reverse

from quizzes.models import Reading
from tests.factories import make_lesson

HOME = reverse("quizzes:home")
LESSONS = reverse("content:lessons")


@pytest.fixture
def lesson(db):
    return make_lesson("adding-noise", title="Adding noise")


def read_url(slug="adding-noise"):
    return reverse("quizzes:read", args=[slug])


def place_url(slug="adding-noise"):
    return reverse("quizzes:place", args=[slug])


def page(client, url):
    return client.get(url).content.decode()


def test_a_lesson_is_marked_as_read_and_unread_again(as_, student, lesson):
    client = as_(student)
    address = reverse("content:lesson", args=["adding-noise"])
    assert "Mark as read" in page(client, address)
    response = client.post(read_url(), {"read": "1"})
    assert response.url == f"{address}#lesson-read"
    assert "Mark as unread" in page(client, address)
    assert ">Read</span>" in page(client, LESSONS)
    assert ">Read</span>" in page(client, HOME) or ">Done</span>" in page(client, HOME)
    client.post(read_url(), {"read": ""})
    assert "Mark as read" in page(client, address)
    assert ">Read</span>" not in page(client, LESSONS)


def test_what_is_read_is_ones_own(as_, student, other, lesson):
    as_(student).post(read_url(), {"read": "1"})
    assert ">Read</span>" not in page(as_(other), LESSONS)


def test_marking_twice_keeps_one_row(as_, student, lesson):
    client = as_(student)
    for _ in range(2):
        client.post(read_url(), {"read": "1"})
        client.post(place_url(), {"section": "why"})
    assert Reading.objects.count() == 1


def test_a_stranger_is_asked_to_sign_in_and_sees_no_button(as_, lesson):
    stranger = as_()
    assert reverse("account_login") in stranger.post(read_url(), {"read": "1"}).url
    assert stranger.post(place_url(), {"section": "why"}).status_code == 401
    assert "Mark as read" not in page(stranger, reverse("content:lesson", args=["adding-noise"]))
    assert not Reading.objects.exists()


@pytest.mark.parametrize("url", [read_url, place_url])
def test_an_unpublished_lesson_is_not_found(as_, student, lesson, url):
    assert as_(student).post(url("missing")).status_code == 404
    lesson.item.retire()
    assert as_(student).post(url()).status_code == 404


@pytest.mark.parametrize("url", [read_url, place_url])
def test_a_link_marks_nothing(as_, student, lesson, url):
    assert as_(student).get(url()).status_code == 405


@pytest.mark.parametrize("section", ["#x", "a b", '"><script>', "a" * 101])
def test_a_place_that_is_no_anchor_is_refused(as_, student, lesson, section):
    assert as_(student).post(place_url(), {"section": section}).status_code == 400
    assert not Reading.objects.exists()


def test_the_first_page_leads_back_to_where_the_reader_stopped(as_, student, lesson):
    make_lesson("sampling", title="Sampling")
    client = as_(student)
    client.post(place_url("sampling"), {"section": ""})
    client.post(place_url(), {"section": "closed-form"})
    address = reverse("content:lesson", args=["adding-noise"])
    assert f'href="{address}#closed-form"' in page(client, HOME)
    client.post(read_url(), {"read": "1"})
    assert f'href="{address}#closed-form"' not in page(client, HOME)
    assert "Where you stopped" in page(client, HOME)  # in the lesson opened before
    client.post(read_url("sampling"), {"read": "1"})
    assert "Where you stopped" not in page(client, HOME)


def test_a_lesson_that_is_gone_is_not_where_anyone_stopped(as_, student, lesson):
    client = as_(student)
    client.post(place_url(), {"section": "why"})
    lesson.item.retire()
    assert "Where you stopped" not in page(client, HOME)


def test_a_lesson_without_anything_to_answer_is_done_when_it_is_read(as_, student, lesson):
    client = as_(student)
    assert ">Done</span>" not in page(client, HOME)
    client.post(read_url(), {"read": "1"})
    assert ">Done</span>" in page(client, HOME)


@pytest.mark.parametrize("more", [0, 12])
def test_the_pages_ask_one_question_more_for_who_is_signed_in(as_, student, lesson, django_assert_num_queries, more):
    client = as_(student)
    for number in range(more):
        make_lesson(f"more-{number}")
        client.post(read_url(f"more-{number}"), {"read": "1"})
    with django_assert_num_queries(6):  # session, user, two of permissions for the header, the outline, what is read
        client.get(LESSONS)
    with django_assert_num_queries(7):  # and the body
        client.get(reverse("content:lesson", args=["adding-noise"]))
