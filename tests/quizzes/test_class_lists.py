"""A class list: how it is read, what it says of each line, and that it never tells who has an account."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from quizzes import cohorts, rosters
from quizzes.models import Cohort, Invitation
from tests.factories import make_class, make_instructor, make_student

LIST = "email,name\nAn@example.org,An Nguyễn\nbinh@example.org,Bình\n"


def confirm(user, email=""):
    return EmailAddress.objects.create(user=user, email=email or user.email, verified=True, primary=True)


def add(cohort):
    return reverse("quizzes:add_members", args=[cohort.pk])


def found(text):
    return [(entry.email, entry.name) for entry in rosters.read(text).entries]


AN_AND_BINH = [("an@example.org", "An Nguyễn"), ("binh@example.org", "Bình")]


@pytest.mark.parametrize(
    "text",
    [
        LIST,
        LIST.replace(",", ";"),
        LIST.replace(",", "\t"),
        LIST.replace("\n", "\r\n"),
        LIST.removeprefix("email,name\n"),
        "Họ và tên;Email\nAn Nguyễn;an@example.org\nBình;binh@example.org",
        "No.,E-mail,Full name\n1,an@example.org,An Nguyễn\n\n2,binh@example.org,Bình",
        'name,email\n"An Nguyễn",an@example.org\nBình,binh@example.org',
    ],
)
def test_the_usual_ways_to_write_a_list_are_read_alike(text):
    assert found(text) == AN_AND_BINH


def test_addresses_alone_are_enough():
    assert found("an@example.org\nbinh@example.org") == [("an@example.org", ""), ("binh@example.org", "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_files_are_read_as_spreadsheets_save_them(encoding):
    assert found(rosters.decode(LIST.encode(encoding))) == AN_AND_BINH


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("An Nguyễn".encode("cp1258", "replace") + b"\xff", "UTF-8"),
        (b"PK\x03\x04\0\0", "text file"),
        (b"a" * 300_000, "KiB"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(data, words):
    with pytest.raises(ValueError, match=words):
        rosters.decode(data)


def test_every_mistake_is_named_at_once_with_its_line():
    roster = rosters.read("email,name\nan@example.org,An\nbinh\n\n,Chi\nAN@example.org,An again\n")
    assert [(one.line, one.text) for one in roster.problems] == [
        (3, "Expected an email address such as mai@example.org, got “binh”."),
        (5, "Expected an email address such as mai@example.org, got “Chi”."),
        (6, "The same address as on line 2."),
    ]
    assert [entry.email for entry in roster.entries] == ["an@example.org"]


@pytest.mark.parametrize("text", ["", " \n\n", "email,name\n"])
def test_an_empty_list_says_so(text):
    assert rosters.read(text).problems[0].text == "Expected one person a line, got none."


def test_a_list_that_is_too_long_is_not_taken():
    roster = rosters.read("\n".join(f"s{number}@example.org" for number in range(2001)))
    assert roster.entries == []
    assert "at most 2000 people, got 2001" in roster.problems[0].text


def test_a_line_without_end_does_no_harm():
    assert rosters.read('"' + "a" * 200_000).problems


class TestPage:
    def test_it_shows_who_is_new_known_or_wrong_and_keeps_nothing(self, as_, instructor, student, cohort):
        confirm(student, "mai@university.example")
        cohorts.invite(cohort, [rosters.Entry(1, "binh@example.org", "Bình")], instructor)
        text = "an@example.org,An\nmai@university.example\nmai@example.org\nbinh@example.org\nchi"
        response = as_(instructor).post(add(cohort), {"text": text})
        page = response.content.decode()
        assert response.status_code == 422
        assert page.count("a student already") == 2
        assert page.count("invited already") == 1
        assert "Line 5: Expected an email address" in page
        assert "Invite 1 person" in page
        assert not Invitation.objects.filter(email="an@example.org").exists()

    def test_an_account_of_somebody_else_looks_like_none_at_all(self, as_, instructor, cohort):
        confirm(make_student("stranger"))
        seen = as_(instructor).post(add(cohort), {"text": "stranger@example.org"}).content.decode()
        unseen = as_(instructor).post(add(cohort), {"text": "nobodyyy@example.org"}).content.decode()

        def plain(page):
            page = page.replace("nobodyyy", "stranger")
            return [
                line
                for line in page.splitlines()
                if "csrf" not in line and "nonce" not in line and "invite" not in line
            ]

        assert plain(seen) == plain(unseen)

    def test_the_list_that_was_looked_at_is_the_one_that_is_invited(self, as_, instructor, cohort):
        client = as_(instructor)
        seen = client.post(add(cohort), {"text": LIST}).context["seen"]
        assert client.post(add(cohort), {"text": LIST + "evil@example.org", "invite": seen}).status_code == 200
        assert not Invitation.objects.exists()
        response = client.post(add(cohort), {"text": LIST.replace("\n", "\r\n"), "invite": seen})
        assert response.url == reverse("quizzes:class_members", args=[cohort.pk])
        assert [(one.email, one.name, one.invited_by) for one in cohort.invitations.all()] == [
            ("an@example.org", "An Nguyễn", instructor),
            ("binh@example.org", "Bình", instructor),
        ]

    def test_a_file_serves_as_well(self, as_, instructor, cohort, tmp_path):
        path = tmp_path / "class.csv"
        path.write_text(LIST, encoding="utf-8-sig")
        with path.open("rb") as file:
            response = as_(instructor).post(add(cohort), {"file": file, "text": ""})
        assert "Invite 2 people" in response.content.decode()

    @pytest.mark.parametrize("form", [{}, {"text": " "}])
    def test_nothing_at_all_is_a_mistake(self, as_, instructor, cohort, form):
        response = as_(instructor).post(add(cohort), form)
        assert response.status_code == 422
        assert "Paste one or choose a file" in response.content.decode()

    def test_what_a_list_says_is_shown_as_text(self, as_, instructor, cohort):
        response = as_(instructor).post(add(cohort), {"text": "an@example.org,<script>alert(1)</script>"})
        assert "<script>alert" not in response.content.decode()


class TestInvited:
    @pytest.fixture
    def invited(self, instructor, cohort):
        person = make_student("an")
        cohorts.invite(cohort, [rosters.Entry(1, "an@example.org", "An")], instructor)
        return person

    def accept(self, cohort):
        return reverse("quizzes:accept_invitation", args=[cohort.invitations.get().pk])

    def test_an_address_that_is_not_confirmed_opens_nothing(self, as_, invited, cohort):
        EmailAddress.objects.create(user=invited, email="an@example.org", verified=False)
        client = as_(invited)
        assert cohort.title not in client.get(reverse("quizzes:classes")).content.decode()
        assert client.post(self.accept(cohort)).status_code == 404
        assert not Cohort.objects.attended_by(invited).exists()

    @pytest.mark.parametrize("written", ["an@example.org", "An@Example.org"])
    def test_who_owns_the_address_is_asked_and_joins(self, as_, invited, cohort, written):
        confirm(invited, written)
        client = as_(invited)
        assert "You are invited to" in client.get(reverse("quizzes:classes")).content.decode()
        assert client.post(self.accept(cohort)).url == reverse("quizzes:class", args=[cohort.pk])
        assert list(Cohort.objects.attended_by(invited)) == [cohort]
        assert not Invitation.objects.exists()

    def test_nobody_else_takes_it_up(self, as_, other, cohort, invited):
        confirm(other)
        assert as_(other).post(self.accept(cohort)).status_code == 404

    def test_declining_is_for_good_until_the_list_is_withdrawn(self, as_, instructor, invited, cohort):
        confirm(invited)
        client = as_(invited)
        client.post(reverse("quizzes:decline_invitation", args=[cohort.invitations.get().pk]))
        assert client.post(self.accept(cohort)).status_code == 404
        assert cohorts.invite(cohort, [rosters.Entry(1, "an@example.org", "")], instructor) == 0
        assert not cohorts.invitations_of(invited).exists()
        withdraw = reverse("quizzes:withdraw_invitation", args=[cohort.pk, cohort.invitations.get().pk])
        assert as_(instructor).post(withdraw).status_code == 302
        assert cohorts.invite(cohort, [rosters.Entry(1, "an@example.org", "")], instructor) == 1

    def test_an_archived_class_asks_nobody(self, invited, cohort):
        confirm(invited)
        cohorts.archive(cohort)
        assert not cohorts.invitations_of(invited).exists()

    def test_who_joins_by_the_link_is_invited_no_longer(self, as_, invited, cohort):
        confirm(invited)
        as_(invited).post(reverse("quizzes:join_class", args=[cohort.code]))
        assert not Invitation.objects.exists()

    def test_an_invitation_of_another_class_cannot_be_withdrawn(self, as_, invited, cohort):
        elsewhere = make_class(teacher := make_instructor())
        url = reverse("quizzes:withdraw_invitation", args=[elsewhere.pk, cohort.invitations.get().pk])
        assert as_(teacher).post(url).status_code == 404
