"""Every page that goes by an exercise's slug knows uploaded ones too, and none shows what they are judged by."""

import re
from html import unescape

import pytest
from django.urls import reverse

from grader import regrading, submissions
from grader.grading import grade
from grader.models import ShadowVerdict, Submission
from tests.addresses import content, every_address
from tests.factories import make_class, make_content_admin, make_instructor, make_student
from tests.grader.uploaded import kit
from tests.grader.uploaded.conftest import publish
from tests.grader.verdicts import judge

pytestmark = pytest.mark.django_db
URL = "/exercises/log-snr/"


@pytest.fixture(autouse=True)
def _quiet_broker(monkeypatch):
    monkeypatch.setattr("grader.submissions.send", lambda submission_id: True)
    monkeypatch.setattr("grader.regrading.ask", lambda: None)


@pytest.fixture
def student(client):
    user = make_student("lan")
    client.force_login(user)
    return user


def handed_in(user, source: str, sandbox) -> Submission:
    row = submissions.submit(user, "log-snr", source)
    submissions.claim(row.pk, "worker")
    return judge_with(Submission.objects.get(pk=row.pk), sandbox)


def judge_with(row: Submission, sandbox) -> Submission:
    submissions.record(row, grade(row.exercise, row.source, seed=row.seed, sandbox=sandbox))
    return Submission.objects.get(pk=row.pk)


def text(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return plain(response.content.decode())


def plain(page: str) -> str:
    """Without tags, which stand between the words of highlighted code; links stay."""
    return unescape(re.sub(r"</?(?!a )[a-z][^>]*>", "", page))


def test_it_stands_in_the_list_and_has_a_page_with_its_limits_and_its_example(client, student, published):
    assert URL in text(client, "/exercises/")
    page = text(client, URL)
    for words in ("The log signal-to-noise ratio", "log_snr", "256 MB", "raise", "NotImplementedError", "alpha_bar"):
        assert words in page


def test_no_page_of_the_site_shows_a_student_what_it_is_judged_by(client, student, published, sandbox):
    handed_in(student, kit.NO_LOGARITHM, sandbox)
    secret = ("torch.log(alpha_bar / (1 - alpha_bar))", "torch.randint(4, 13", "signal-alone", published.judged_by)
    pages = {address: plain(content(client, address)) for address in every_address(username=["lan"])}
    assert any("log-snr" in page for page in pages.values())
    assert [(address, word) for address, page in pages.items() for word in secret if word in page] == []


def test_submit_and_run_queue_it(client, student, published):
    client.post(URL, {"source": kit.RIGHT})
    client.post(f"{URL}run/", {"source": kit.RIGHT})
    assert list(Submission.jobs.order_by("pk").values_list("exercise", "purpose")) == [
        ("log-snr", "submit"),
        ("log-snr", "run"),
    ]


def test_a_verdict_names_the_authors_mistake_in_the_readers_language_and_the_version(
    client, student, published, sandbox
):
    row = handed_in(student, kit.NO_LOGARITHM, sandbox)
    assert row.misconception == "log-snr__no-logarithm"
    page = text(client, reverse("grader:submission", args=[row.pk]))
    for words in ("The logarithm is missing", "many powers of ten", "exercise version 1"):
        assert words in page
    assert "Read about it in the lesson" not in page
    assert "Thiếu logarit" in text(client, f"/vi{reverse('grader:submission', args=[row.pk])}")
    assert "The logarithm is missing" in text(client, URL)  # in the list of past submissions


def test_full_marks_open_the_solutions_and_count_in_results(client, student, published, sandbox):
    assert handed_in(student, kit.RIGHT, sandbox).has_full_marks
    assert "torch.logit" in text(client, f"{URL}solutions/")
    assert "The log signal-to-noise ratio" in text(client, "/results/")


def test_a_class_can_be_set_it_and_its_instructor_sees_it_everywhere(client, student, published, sandbox):
    handed_in(student, kit.NO_LOGARITHM, sandbox)
    teacher = make_instructor()
    cohort = make_class(teacher, student)
    client.force_login(teacher)
    for name in ("set_items", "class_gradebook", "class_statistics", "similarity", "class_scores"):
        arguments = [cohort.pk, "lan"] if name == "class_scores" else [cohort.pk]
        assert "log signal-to-noise" in text(client, reverse(f"quizzes:{name}", args=arguments)).lower(), name
    statistics = text(client, reverse("quizzes:exercise_statistics", args=[cohort.pk, "log-snr"]))
    assert "The logarithm is missing" in statistics
    slug = "log-snr__no-logarithm"
    assert "many powers of ten" in text(client, reverse("quizzes:class_misconception", args=[cohort.pk, slug]))
    assert text(client, reverse("quizzes:similar_pairs", args=[cohort.pk, "log-snr"]))


def test_a_regrade_says_against_which_version(client, student, published, passed, sandbox):
    row = handed_in(student, kit.NO_LOGARITHM, sandbox)
    newer = publish(passed, title="Newer")
    regrade = regrading.start(Submission.objects.all(), make_instructor())
    regrading.judge_what_waits(lambda one: grade(one.exercise, one.source, seed=one.seed, sandbox=sandbox))
    shadow = ShadowVerdict.objects.get(regrade=regrade)
    assert (row.verdict["version"], shadow.verdict["version"]) == (published.pk, newer.pk)
    assert shadow.verdict["misconception"] == row.misconception


def test_an_exercise_that_is_retired_has_no_page_and_what_was_handed_in_is_still_judged(
    client, student, published, sandbox
):
    row = submissions.submit(student, "log-snr", kit.RIGHT)
    published.item.retire()
    assert client.get(URL).status_code == 404
    submissions.claim(row.pk, "worker")
    assert judge_with(Submission.objects.get(pk=row.pk), sandbox).accepted


def test_a_content_admin_without_teaching_sees_no_more_of_students_than_before(client, published, sandbox, student):
    row = handed_in(student, kit.RIGHT, sandbox)
    client.force_login(make_content_admin())
    assert client.get(reverse("grader:submission", args=[row.pk])).status_code == 404


def test_an_old_verdict_without_a_version_is_shown_as_before(client, student, published):
    row = submissions.submit(student, "log-snr", kit.RIGHT)
    from tests.grader.verdicts import verdict

    old = verdict(exercise="log-snr")
    judged = judge(row, old)
    stored = {name: value for name, value in judged.verdict.items() if name != "version"}
    Submission.objects.filter(pk=row.pk).update(verdict=stored)
    assert "exercise version" not in text(client, reverse("grader:submission", args=[row.pk]))
