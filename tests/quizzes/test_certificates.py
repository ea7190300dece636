"""A certificate for whoever has done everything, and the page on which anybody can verify it."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from content.models import ExerciseText
from quizzes import attempts, certificates, readings
from quizzes.course import outline
from quizzes.models import Attempt, Certificate
from quizzes.views.certificates import WRONG_CODES
from tests.factories import bank_json, make_bank, make_lesson, make_submission

OWN = reverse("quizzes:certificates")
RIGHT = {"1": 1, "2": 0, "3": 3, "4": 2, "5": 1, "6": 0}


@pytest.fixture
def lesson(bank):
    """A course of one lesson, one quiz and one exercise."""
    ExerciseText.objects.create(slug="sample-ddpm").versions.create(
        number=1, title="Walk back", prompt="…", starter="…"
    )
    return make_lesson("sampling", title="Sampling", exercises=["sample-ddpm"], quizzes=["practice-exam"])


@pytest.fixture
def done(student, bank, lesson):
    """The student, having read, passed and built all of it."""
    finish(student, bank, lesson)
    return student


def finish(student, bank, lesson):
    readings.mark(student, lesson.item, read=True)
    make_submission(student, "sample-ddpm")
    pass_quiz(student, bank)


def pass_quiz(student, bank):
    attempt = attempts.start(student, bank, Attempt.Mode.PAGE)
    attempts.save_answers(attempt, RIGHT)
    attempts.submit(attempt)


def page(client, address=OWN):
    return client.get(address).content.decode()


def test_a_stranger_is_asked_to_sign_in(as_, lesson):
    assert as_().get(OWN).url.startswith(reverse("account_login"))


def test_who_has_not_finished_sees_what_is_missing(as_, student, bank, lesson):
    missing = page(as_(student)).split('aria-labelledby="missing"')[1]
    for address in (
        ("content:lesson", "sampling"),
        ("quizzes:quiz", "practice-exam"),
        ("grader:exercise", "sample-ddpm"),
    ):
        assert reverse(address[0], args=[address[1]]) in missing
    make_submission(student, "sample-ddpm")
    assert (
        reverse("grader:exercise", args=["sample-ddpm"]) not in page(as_(student)).split('aria-labelledby="missing"')[1]
    )


@pytest.mark.parametrize("left_out", ["lesson", "quiz", "exercise"])
def test_nothing_is_issued_while_anything_is_missing(as_, student, bank, lesson, left_out):
    if left_out != "lesson":
        readings.mark(student, lesson.item, read=True)
    if left_out != "quiz":
        pass_quiz(student, bank)
    make_submission(student, "sample-ddpm", accepted=left_out != "exercise")
    response = as_(student).post(OWN, {"name": "Mai"}, follow=True)
    assert "Something is not passed yet" in response.content.decode()
    assert not Certificate.objects.exists()


def test_with_nothing_published_there_is_nothing_to_certify(as_, student):
    assert "Nothing is published yet" in page(as_(student))
    with pytest.raises(certificates.Incomplete):
        certificates.issue(student, "Mai")


def test_it_says_who_when_and_what(as_, done):
    response = as_(done).post(OWN, follow=True)
    issued = Certificate.objects.get()
    assert response.redirect_chain == [(issued.get_absolute_url(), 302)]
    text = response.content.decode()
    for said in (
        "Mai Nguyễn",
        "Sampling",
        "Practice exam",
        "Walk back",
        issued.shown_code,
        f"{issued.issued_at:%Y-%m-%d}",
    ):
        assert said in text


def test_asking_again_gives_the_same_one(as_, done):
    client = as_(done)
    assert client.post(OWN).url == client.post(OWN).url
    assert Certificate.objects.count() == 1


def test_anybody_with_the_code_can_verify_it_and_learns_nothing_else(as_, done, django_assert_num_queries):
    done.email = "mai@private.example"
    done.save()
    issued = certificates.issue(done, "Mai Nguyễn")
    with django_assert_num_queries(1):
        response = as_().get(issued.get_absolute_url())
    text = response.content.decode()
    assert "Mai Nguyễn" in text
    assert response["X-Robots-Tag"] == "noindex"
    for private in (done.email, f">{done.username}<", "100 %", "/submissions/", "/attempts/", "/gradebook/"):
        assert private not in text


def test_the_code_may_be_typed_in_small_letters_and_without_hyphens(as_, done):
    issued = certificates.issue(done, "Mai")
    for typed in (issued.code, issued.code.lower(), issued.shown_code.lower()):
        assert as_().get(reverse("quizzes:certificate", args=[typed])).status_code == 200


def test_codes_are_long_and_never_the_same():
    codes = {Certificate().code for _ in range(100)}
    assert len(codes) == 100
    assert all(re.fullmatch("[2-9A-HJKMNP-Z]{20}", code) for code in codes)


@pytest.mark.parametrize("code", ["AAAAA-AAAAA-AAAAA-AAAAA", "x", "-", "É" * 20, "9" * 500])
def test_an_unknown_code_is_no_certificate(as_, db, code):
    response = as_().get(reverse("quizzes:certificate", args=[code]))
    assert response.status_code == 404
    assert response["X-Robots-Tag"] == "noindex"


def test_an_address_that_tries_codes_has_to_pause(as_, done):
    cache.clear()
    wrong = reverse("quizzes:certificate", args=["AAAAA-AAAAA-AAAAA-AAAAA"])
    answers = [as_().get(wrong).status_code for _ in range(WRONG_CODES + 1)]
    assert answers == [404] * WRONG_CODES + [429]
    issued = certificates.issue(done, "Mai")
    assert as_().get(issued.get_absolute_url()).status_code == 200  # who has a right one is let in
    cache.clear()


def test_it_stays_as_issued_when_names_and_titles_change(as_, done, lesson):
    issued = certificates.issue(done, "Mai Nguyễn")
    done.first_name = "Other"
    done.save()
    make_lesson("sampling", title="Renamed", exercises=["sample-ddpm"], quizzes=["practice-exam"])
    text = page(as_(), issued.get_absolute_url())
    assert "Mai Nguyễn" in text
    assert "Sampling" in text
    assert "Renamed" not in text


def test_it_stays_valid_when_more_is_published_and_a_new_one_can_be_earned(as_, done):
    first = certificates.issue(done, "Mai Nguyễn")
    extra = make_bank(bank_json(slug="extra", title="Extra quiz"))
    client = as_(done)
    assert as_().get(first.get_absolute_url()).status_code == 200
    assert "Extra quiz" in page(client).split('aria-labelledby="missing"')[1]
    pass_quiz(done, extra)
    assert "A new one, with what has been added" in page(client)
    second = certificates.issue(done, "Mai Nguyễn")
    assert second != first
    assert "Extra quiz" in page(as_(), second.get_absolute_url())
    assert "Extra quiz" not in page(as_(), first.get_absolute_url())


def test_what_is_retired_asks_for_no_new_one(done, bank):
    first = certificates.issue(done, "Mai")
    bank.item.retire()
    assert certificates.covering([first], outline("en")) == first
    assert certificates.issue(done, "Mai") == first


def test_it_reads_in_both_languages(as_, done):
    make_lesson("sampling", language="vi", title="Lấy mẫu", exercises=["sample-ddpm"], quizzes=["practice-exam"])
    issued = certificates.issue(done, "Mai")
    english, vietnamese = page(as_(), issued.get_absolute_url()), page(as_(), "/vi" + issued.get_absolute_url())
    assert "Sampling" in english
    assert "Lấy mẫu" in vietnamese
    assert "Practice exam" in vietnamese  # which has no translation


def test_an_account_without_a_name_is_asked_for_one(as_, other, bank, lesson):
    finish(other, bank, lesson)
    client = as_(other)
    assert 'name="name"' in page(client)
    for bad in ("", " ", "7", "a", "Mai\u202e", "x" * 151):
        response = client.post(OWN, {"name": bad})
        assert response.status_code == 422
    assert not Certificate.objects.exists()
    assert client.post(OWN, {"name": " Trần Thị B "}).status_code == 302
    assert Certificate.objects.get().name == "Trần Thị B"


def test_the_name_of_an_account_is_not_to_be_chosen(as_, done):
    as_(done).post(OWN, {"name": "Somebody Else"})
    assert Certificate.objects.get().name == "Mai Nguyễn"


def test_certificates_are_ones_own(as_, done, other):
    issued = certificates.issue(done, "Mai")
    assert issued.shown_code in page(as_(done))
    assert issued.shown_code not in page(as_(other))


def test_an_account_that_is_deleted_takes_its_name_along(as_, done):
    issued = certificates.issue(done, "Mai")
    Attempt.objects.all().delete()
    done.delete()
    assert as_().get(issued.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("more", [0, 10])
def test_a_longer_course_takes_no_more_queries(as_, student, lesson, django_assert_num_queries, more):
    for number in range(more):
        extra = make_bank(bank_json(slug=f"extra-{number}"))
        make_lesson(f"extra-{number}", quizzes=[extra.item.slug])
    client = as_(student)
    with django_assert_num_queries(14):
        client.get(OWN)
