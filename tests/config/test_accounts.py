"""Signing up, in and out, and changing a password, through the pages."""

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import translation

PASSWORD = "three green kettles"
NEW_PASSWORD = "four blue lanterns"

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return User.objects.create_user("minh", "minh@example.org", PASSWORD)


def sign_up(client, **changes):
    form = {"username": "minh", "email": "minh@example.org", "password1": PASSWORD, "password2": PASSWORD}
    return client.post(reverse("account_signup"), form | changes)


def sign_in(client, login="minh", password=PASSWORD):
    return client.post(reverse("account_login"), {"login": login, "password": password})


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_whoever_signs_up_is_a_signed_in_student(client):
    answer = sign_up(client)
    assert (answer.status_code, answer.url) == (302, "/")
    assert signed_in(client)
    user = User.objects.get(username="minh")
    assert [group.name for group in user.groups.all()] == ["student"]
    assert not user.is_staff


@pytest.mark.parametrize(
    ("field", "value"),
    [("password2", "another one entirely"), ("password1", "12345678"), ("email", "no address"), ("username", "")],
)
def test_a_bad_sign_up_makes_no_account_and_shows_the_form_again(client, field, value):
    answer = sign_up(client, **{field: value})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not User.objects.exists()


def test_a_taken_name_is_refused(client, user):
    assert sign_up(client, email="other@example.org").context["form"].errors.keys() == {"username"}


@pytest.mark.parametrize("login", ["minh", "minh@example.org", "MINH@example.org"])
def test_one_signs_in_by_name_or_e_mail(client, login):
    sign_up(client)
    client.logout()
    assert sign_in(client, login).status_code == 302
    assert signed_in(client)


def test_a_wrong_password_is_refused_without_saying_whether_the_name_exists(client, user):
    wrong = sign_in(client, password="wrong").context["form"].errors
    unknown = sign_in(client, login="nobody").context["form"].errors
    assert wrong == unknown
    assert not signed_in(client)


def test_guessing_a_password_is_stopped(client, user):
    for _ in range(5):
        sign_in(client, password="wrong")
    sign_in(client)
    assert not signed_in(client)


def test_signing_out_takes_a_post(client, user):
    client.force_login(user)
    assert client.get(reverse("account_logout")).status_code == 200
    assert signed_in(client)
    assert client.post(reverse("account_logout")).url == "/"
    assert not signed_in(client)


def test_signing_in_leads_back_to_the_page_that_asked_for_it(client, user):
    form = {"login": "minh", "password": PASSWORD, "next": "/results/"}
    assert client.post(reverse("account_login"), form).url == "/results/"


def test_signing_in_never_leads_to_another_site(client, user):
    form = {"login": "minh", "password": PASSWORD, "next": "https://evil.example.org/"}
    assert client.post(reverse("account_login"), form).url == "/"


def test_a_password_is_changed_by_who_knows_the_old_one(client, user):
    client.force_login(user)
    form = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(reverse("account_change_password"), form | {"oldpassword": "wrong"})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert client.post(reverse("account_change_password"), form).status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)


def test_a_forgotten_password_is_reset_by_a_letter(client, user, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": "minh@example.org"})
    link = re.search(r"http://testserver(/\S+)", mailoutbox[0].body).group(1)
    form_page = client.get(link, follow=True)
    form = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    client.post(form_page.request["PATH_INFO"], form)
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)


def test_a_reset_for_an_unknown_address_looks_the_same(client, user, mailoutbox):
    known = client.post(reverse("account_reset_password"), {"email": "minh@example.org"})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


@pytest.mark.parametrize(
    "name", ["account_signup", "account_login", "account_reset_password", "account_reset_password_done"]
)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_stranger_sees_every_account_page_in_both_languages(client, name, language):
    with translation.override(language):
        answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("name", ["account_change_password", "account_email", "account_logout", "mfa_index"])
def test_whoever_is_signed_in_sees_every_account_page(client, user, name):
    client.force_login(user)
    assert client.get(reverse(name)).status_code == 200


def test_the_admin_asks_for_the_same_sign_in_as_the_site(client):
    answer = client.get("/admin/login/?next=/admin/")
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
