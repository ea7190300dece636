"""Two-step sign-in of staff, where the site asks for it."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import User
from django.urls import reverse

from quizzes import cohorts
from quizzes.models import Right
from tests.factories import make_class, make_content_admin, make_instructor, make_student

pytestmark = pytest.mark.django_db
SET_UP = reverse("mfa_activate_totp")
PAGES = ["/", "/gradebook/", "/classes/", "/admin/", "/admin/content/upload/", "/vi/results/"]


def make_assistant() -> User:
    assistant = make_student()
    cohorts.grant(make_class(make_instructor()), assistant, [Right.RESULTS])
    return assistant


def make_superuser() -> User:
    return User.objects.create_superuser("root")


STAFF = [make_instructor, make_content_admin, make_assistant, make_superuser]


@pytest.fixture
def asked(settings):
    settings.STAFF_MFA = True


def test_nobody_is_asked_unless_the_site_says_so(client):
    client.force_login(make_instructor())
    assert client.get("/gradebook/").status_code == 200


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("make", STAFF)
def test_staff_without_one_are_sent_to_set_it_up_before_any_page(client, asked, make, address):
    client.force_login(make())
    response = client.get(address)
    assert (response.status_code, response.url.removeprefix("/vi")) == (302, SET_UP)


def test_a_post_does_nothing_either(client, asked):
    cohort = make_class(teacher := make_instructor())
    client.force_login(teacher)
    assert client.post(reverse("quizzes:archive_class", args=[cohort.pk])).url == SET_UP
    cohort.refresh_from_db()
    assert not cohort.is_archived


@pytest.mark.parametrize("make", STAFF)
def test_who_has_one_goes_on(client, asked, make):
    user = make()
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)
    assert client.get("/classes/").status_code == 200


@pytest.mark.parametrize("name", ["mfa_index", "account_logout", "account_email"])
def test_the_way_to_set_it_up_and_the_way_out_stay_open(client, asked, name):
    client.force_login(make_instructor())
    assert client.get(reverse(name)).status_code == 200


def test_setting_it_up_opens_the_site(client, asked):
    client.force_login(make_instructor(password="three green kettles"))
    asks_again = client.get("/gradebook/", follow=True)
    assert "signs in in two steps" in asks_again.content.decode()
    page = client.post(
        asks_again.request["PATH_INFO"], {"password": "three green kettles", "next": SET_UP}, follow=True
    )
    code = format_hotp_value(hotp_value(page.context["form"].secret, next(yield_hotp_counters_from_time())))
    client.post(SET_UP, {"code": code})
    assert client.get("/gradebook/").status_code == 200


@pytest.mark.parametrize("address", ["/", "/classes/", "/results/"])
def test_students_are_never_asked(client, asked, address):
    client.force_login(make_student())
    assert client.get(address).status_code == 200


def test_strangers_and_load_balancers_are_not_stopped(client, asked):
    assert client.get("/").status_code == 200
    assert client.get("/healthz").status_code in (200, 503)
    assert client.get("/no-such-page").status_code == 404
