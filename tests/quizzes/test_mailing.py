"""Invitations by mail: who gets which letter, and that no trouble with the mail costs an invitation."""

import pytest
from celery import current_app
from django.core import mail
from django.test import override_settings
from django.urls import reverse
from kombu.exceptions import OperationalError

from quizzes import cohorts, mailing
from quizzes.models import Invitation
from quizzes.rosters import Entry
from quizzes.tasks import mail_invitations

LINK = "https://denoise.example/join/ABC/"


@pytest.fixture(autouse=True)
def worker(monkeypatch):
    """A worker that does at once what it is sent."""
    sent = []

    def send_task(name, args, **options):
        assert name == mail_invitations.name
        sent.append(args)
        mail_invitations(*args)

    monkeypatch.setattr(current_app, "send_task", send_task)
    return sent


def invite(client, cohort, text, path=""):
    address = path + reverse("quizzes:add_members", args=[cohort.pk])
    seen = client.post(address, {"text": text}).context["seen"]
    return client.post(address, {"text": text, "invite": seen}, follow=True).content.decode()


def test_each_of_the_invited_gets_a_letter_of_their_own_with_the_link(as_, instructor, cohort):
    page = invite(as_(instructor), cohort, "an@example.org,An\nbinh@example.org\n")
    assert "2 people are invited, and letters are on their way." in page
    assert [letter.to for letter in mail.outbox] == [["an@example.org"], ["binh@example.org"]]
    letter = mail.outbox[0]
    assert letter.subject == f"You are invited to the class “{cohort.title}”"
    assert reverse("quizzes:join_class", args=[cohort.code]) in letter.body
    assert "an@example.org" in letter.body
    assert "teacher" in letter.body
    assert "binh" not in letter.body


def test_whoever_was_invited_before_gets_no_second_letter(as_, instructor, cohort):
    cohorts.invite(cohort, [Entry(1, "an@example.org", "")], instructor)
    invite(as_(instructor), cohort, "an@example.org\nbinh@example.org\n")
    assert [letter.to for letter in mail.outbox] == [["binh@example.org"]]


def test_a_letter_is_in_the_language_of_whoever_invites(as_, instructor, cohort):
    invite(as_(instructor), cohort, "an@example.org\n", path="/vi")
    assert mail.outbox[0].subject == f"Bạn được mời vào lớp “{cohort.title}”"
    assert f"/vi/join/{cohort.code}/" in mail.outbox[0].body


def test_where_joining_by_code_is_off_the_letter_leads_to_the_invitation(as_, instructor, cohort):
    cohorts.open_joining(cohort, False)
    invite(as_(instructor), cohort, "an@example.org\n")
    assert cohort.code not in mail.outbox[0].body
    assert reverse("quizzes:classes") in mail.outbox[0].body


def test_who_was_taken_off_the_list_or_declined_gets_none(instructor, cohort):
    cohorts.invite(cohort, [Entry(1, "an@example.org", ""), Entry(2, "binh@example.org", "")], instructor)
    cohorts.decline(Invitation.objects.get(email="binh@example.org"))
    assert mail_invitations(cohort.pk, ["an@example.org", "binh@example.org", "chi@example.org"], LINK, "en") == 1
    assert mail_invitations(0, ["an@example.org"], LINK, "en") == 0


def test_a_long_list_goes_out_in_parts(as_, instructor, cohort, worker):
    invite(as_(instructor), cohort, "\n".join(f"s{number}@example.org" for number in range(25)))
    assert [len(addresses) for _cohort, addresses, *_rest in worker] == [10, 10, 5]
    assert len(mail.outbox) == 25


@pytest.mark.parametrize("backend", sorted(mailing.REACH_NOBODY))
def test_without_a_server_nobody_is_written_to_and_the_page_says_so(as_, instructor, cohort, worker, backend):
    with override_settings(EMAIL_BACKEND=backend):
        page = invite(as_(instructor), cohort, "an@example.org\n")
    assert worker == []
    assert "1 person is invited." in page
    assert "Nobody is written to" in page


def test_an_invitation_stands_although_the_broker_is_gone(as_, instructor, cohort, monkeypatch):
    def gone(*args, **options):
        raise OperationalError

    monkeypatch.setattr(current_app, "send_task", gone)
    assert "1 person is invited." in invite(as_(instructor), cohort, "an@example.org\n")
    assert cohort.invitations.count() == 1


def test_a_title_cant_add_a_header(instructor, cohort):
    cohort.title = "Autumn\nBcc: everybody@example.org"
    cohort.save()
    cohorts.invite(cohort, [Entry(1, "an@example.org", "")], instructor)
    mail_invitations(cohort.pk, ["an@example.org"], LINK, "en")
    assert mail.outbox[0].subject == "You are invited to the class “Autumn Bcc: everybody@example.org”"
    assert mail.outbox[0].recipients() == ["an@example.org"]
