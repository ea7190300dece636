"""System checks that catch a setting which works today and hurts later; each says what to do."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

TAG = "denoise"


@register(TAG, deploy=True)
def secret_key_is_secret(**_: Any) -> list[CheckMessage]:
    if settings.DEBUG or settings.SECRET_KEY != settings.INSECURE_SECRET_KEY:
        return []
    return [
        Error(
            "SECRET_KEY is the default, which anyone can read; sessions could be forged.",
            hint="Set SECRET_KEY to 50 random characters, or start with `make run`, which makes one.",
            id="denoise.E001",
        )
    ]


@register(TAG)
def a_task_ends_before_it_is_delivered_again(**_: Any) -> list[CheckMessage]:
    visible_after = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    if visible_after > settings.CELERY_TASK_TIME_LIMIT:
        return []
    return [
        Error(
            f"A task may run for {settings.CELERY_TASK_TIME_LIMIT} s, and the broker hands it out again "
            f"after {visible_after} s.",
            hint="Set visibility_timeout in CELERY_BROKER_TRANSPORT_OPTIONS above CELERY_TASK_TIME_LIMIT.",
            id="denoise.E002",
        )
    ]


@register(TAG)
def debug_stays_local(**_: Any) -> list[CheckMessage]:
    public = [host for host in settings.ALLOWED_HOSTS if host not in settings.LOCAL_HOSTS]
    if not settings.DEBUG or not public:
        return []
    return [
        Error(
            f"DEBUG is on while {public[0]} is served: its error pages show settings and source.",
            hint="Unset DEBUG, or take everything but localhost out of ALLOWED_HOSTS.",
            id="denoise.E003",
        )
    ]


@register(TAG, deploy=True)
def this_host_can_sandbox(**_: Any) -> list[CheckMessage]:
    from grader.sandbox.doctor import can_sandbox

    able, reason = can_sandbox()
    if able:
        return []
    return [
        Warning(
            f"This host cannot run the sandbox ({reason}): a worker here refuses to grade.",
            hint="`python -m grader doctor` says what is missing. A host that runs no worker needs no sandbox.",
            id="denoise.W004",
        )
    ]


@register(TAG)
def sqlite_stays_on_one_host(**_: Any) -> list[CheckMessage]:
    broker = urlsplit(settings.CELERY_BROKER_URL)
    sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    if not sqlite or broker.hostname in (None, "localhost", "127.0.0.1", "::1"):
        return []
    return [
        Warning(
            f"The database is a SQLite file while the broker is on {broker.hostname}: "
            "a worker on another host would write to a file of its own.",
            hint="Set DATABASE_URL to a PostgreSQL server before you add a second host.",
            id="denoise.W005",
        )
    ]


@register(TAG, deploy=True)
def public_hosts_use_https(**_: Any) -> list[CheckMessage]:
    public = [host for host in settings.ALLOWED_HOSTS if host not in settings.LOCAL_HOSTS]
    if settings.HTTPS or settings.DEBUG or not public:
        return []
    return [
        Warning(
            f"{public[0]} is served without HTTPS=1: passwords and session cookies cross the network in the clear.",
            hint="Put a TLS proxy in front, then set HTTPS=1 and TRUSTED_PROXIES=1.",
            id="denoise.W006",
        )
    ]


@register(TAG, deploy=True)
def public_hosts_send_mail(**_: Any) -> list[CheckMessage]:
    public = [host for host in settings.ALLOWED_HOSTS if host not in settings.LOCAL_HOSTS]
    if not public or not settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        return []
    return [
        Warning(
            "E-mail is printed to the log: nobody receives a password reset.",
            hint="Set EMAIL_URL, for example smtp+tls://user:password@mail.example.org:587.",
            id="denoise.W007",
        )
    ]
