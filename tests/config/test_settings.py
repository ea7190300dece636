"""Settings as a fresh process reads them from its environment."""

import json
import os
import subprocess
import sys

import pytest

KEPT = ("PATH", "HOME", "PYTHONPATH", "LANG")


def read(names: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    script = f"import json; from config import settings as s; print(json.dumps([getattr(s, n) for n in {names}]))"
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", script], env=kept | environment, capture_output=True, text=True, check=False
    )


def values(names: list[str], **environment: str) -> list:
    done = read(names, **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


COOKIES = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]


def test_the_defaults_serve_plain_http_on_this_machine_with_debug_off(tmp_path):
    assert values(["DEBUG", *COOKIES], DENOISE_DATA_DIR=str(tmp_path)) == [False] * 4


def test_https_makes_cookies_secure_and_asks_browsers_to_stay(tmp_path):
    found = values([*COOKIES, "SECURE_HSTS_SECONDS"], HTTPS="1", DENOISE_DATA_DIR=str(tmp_path))
    assert found[:3] == [True] * 3
    assert found[3] >= 365 * 24 * 3600


def test_a_proxy_header_is_believed_only_behind_a_proxy_of_ours(tmp_path):
    assert values(["SECURE_PROXY_SSL_HEADER"], HTTPS="1") == [None]
    header, count = values(["SECURE_PROXY_SSL_HEADER", "ALLAUTH_TRUSTED_PROXY_COUNT"], TRUSTED_PROXIES="1")
    assert header == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert count == 1


def test_database_and_broker_follow_their_variables():
    databases, broker = values(
        ["DATABASES", "CELERY_BROKER_URL"],
        DATABASE_URL="postgres://me:secret@db.example.org/denoise",
        REDIS_URL="redis://queue.example.org:6379/1",
    )
    assert databases["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert (databases["default"]["HOST"], databases["default"]["NAME"]) == ("db.example.org", "denoise")
    assert broker == "redis://queue.example.org:6379/1"


def test_a_key_file_in_the_data_directory_is_the_secret_key_unless_the_variable_names_one(tmp_path):
    (tmp_path / "secret-key").write_text("from the file\n")
    assert values(["SECRET_KEY"], DENOISE_DATA_DIR=str(tmp_path)) == ["from the file"]
    assert values(["SECRET_KEY"], DENOISE_DATA_DIR=str(tmp_path), SECRET_KEY="named") == ["named"]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("DEBUG", "ture", "one of 1, 0, true, false, yes, no, on, off"),
        ("HTTPS", "ssl", "one of 1, 0, true, false, yes, no, on, off"),
        ("DATABASE_URL", "mysql://localhost/denoise", "an address such as postgres://"),
        ("REDIS_URL", "amqp://localhost", "an address such as redis://"),
        ("EMAIL_URL", "http://mail.example.org", "an address such as smtp+tls://"),
        ("TRUSTED_PROXIES", "nginx", "a whole number from 0 to 8"),
        ("ALLOWED_HOSTS", "https://learn.example.org", "host names without scheme"),
        ("CSRF_TRUSTED_ORIGINS", "learn.example.org", "origins such as https://"),
        ("ACCOUNT_EMAIL_VERIFICATION", "yes", "one of none, optional, mandatory"),
        ("GRADER_DEVICE", "gpu", "one of cpu, cuda, auto"),
        ("LOG_LEVEL", "loud", "one of DEBUG, INFO, WARNING, ERROR"),
        ("TIME_ZONE", "Saigon", "a name such as Asia/Ho_Chi_Minh"),
        ("DENOISE_DATADIR", "/srv", "one of DENOISE_DATA_DIR"),
    ],
)
def test_a_bad_value_stops_the_start_with_one_sentence(name, value, expected):
    done = read([], **{name: value})
    assert done.returncode != 0
    last_line = done.stderr.strip().splitlines()[-1]
    assert name in last_line
    assert expected in last_line.replace("Expected", "expected").replace("expected one", "one")
