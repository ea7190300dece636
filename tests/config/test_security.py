"""What every answer tells the browser."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(client):
    return client.get(reverse("account_login"))


def test_scripts_and_styles_come_from_the_site_and_nowhere_else(answer):
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    for kind in ("script-src", "style-src", "img-src", "font-src", "connect-src", "form-action"):
        assert set(policy[kind].split()) <= {"'self'"} | {word for word in policy[kind].split() if "'nonce-" in word}


def test_no_page_can_be_framed_or_take_another_base(answer):
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "base-uri 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_addresses_stay_inside_the_site_and_types_are_not_guessed(answer):
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_host_that_is_not_ours_is_refused(client, settings):
    settings.ALLOWED_HOSTS = ["learn.example.org"]
    assert client.get("/", headers={"host": "evil.example.org"}).status_code == 400


def test_pages_are_sent_to_https_where_it_is_on(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    answer = client.get(reverse("account_login"))
    assert (answer.status_code, answer.url) == (301, "https://testserver/accounts/login/")


def test_pages_are_compressed_for_those_who_can_read_it(client, settings):
    packed = client.get(reverse("account_login"), headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get(reverse("account_login")).headers
    assert settings.SESSION_COOKIE_SAMESITE == "Lax"  # or another site could measure what it may not read
