import pytest
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

from config.checks import TAG


def found() -> dict[str, checks.CheckMessage]:
    return {message.id: message for message in checks.run_checks(tags=[TAG], include_deployment_checks=True)}


@pytest.fixture(autouse=True)
def _well_configured(settings, monkeypatch):
    settings.SECRET_KEY = "s" * 50
    settings.ALLOWED_HOSTS = settings.LOCAL_HOSTS
    monkeypatch.setattr("grader.sandbox.doctor.can_sandbox", lambda: (True, ""))


def test_a_well_configured_site_raises_nothing():
    assert found() == {}


def test_the_default_secret_key_is_an_error(settings):
    settings.SECRET_KEY = settings.INSECURE_SECRET_KEY
    assert isinstance(found()["denoise.E001"], checks.Error)


def test_the_default_secret_key_will_do_for_developing(settings):
    settings.SECRET_KEY, settings.DEBUG = settings.INSECURE_SECRET_KEY, True
    assert "denoise.E001" not in found()


@pytest.mark.parametrize(("longest", "wrong"), [(599, False), (600, True), (900, True)])
def test_a_task_may_not_outlast_the_visibility_timeout(settings, longest, wrong):
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600}
    settings.CELERY_TASK_TIME_LIMIT = longest
    assert ("denoise.E002" in found()) is wrong


def test_debug_on_a_public_host_is_an_error(settings):
    settings.DEBUG, settings.ALLOWED_HOSTS = True, ["localhost", "learn.example.org"]
    assert "learn.example.org" in found()["denoise.E003"].msg


def test_a_host_without_a_sandbox_is_warned_with_the_reason(monkeypatch):
    monkeypatch.setattr("grader.sandbox.doctor.can_sandbox", lambda: (False, "bubblewrap is not installed"))
    assert "bubblewrap is not installed" in found()["denoise.W004"].msg


def test_sqlite_with_a_broker_elsewhere_is_warned(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    settings.CELERY_BROKER_URL = "redis://queue.example.org:6379/0"
    assert "queue.example.org" in found()["denoise.W005"].msg
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:6379/0"
    assert "denoise.W005" not in found()


def test_a_public_host_without_https_or_mail_is_warned(settings):
    settings.ALLOWED_HOSTS, settings.HTTPS = ["learn.example.org"], False
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert {"denoise.W006", "denoise.W007"} <= found().keys()


def test_every_finding_says_what_to_do(settings, monkeypatch):
    monkeypatch.setattr("grader.sandbox.doctor.can_sandbox", lambda: (False, "no user namespaces"))
    settings.ALLOWED_HOSTS, settings.DEBUG = ["learn.example.org"], True
    settings.CELERY_TASK_TIME_LIMIT = 10_000
    messages = found().values()
    assert len(messages) >= 3
    assert all(message.hint for message in messages)


def test_the_web_process_refuses_to_start_on_an_error(settings):
    from importlib import import_module, reload

    settings.SECRET_KEY = settings.INSECURE_SECRET_KEY
    with pytest.raises(ImproperlyConfigured, match=r"denoise\.E001"):
        reload(import_module("config.wsgi"))
