"""Accounts to try the site with: made once, with random passwords kept in one private file."""

import os
import secrets
from pathlib import Path

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.db import transaction

from quizzes import cohorts, roles

ACCOUNTS = {"student": roles.STUDENT, "instructor": roles.INSTRUCTOR, "admin": roles.CONTENT_ADMIN}


def create_accounts(file: Path) -> list[str]:
    """Make the accounts that are not there yet; returns the names of those made."""
    passwords = {name: secrets.token_urlsafe(9) for name in ACCOUNTS if not User.objects.filter(username=name).exists()}
    if not passwords:
        return []
    # The file is written first: an account whose password nobody has is worse than a line without its account.
    _write(file, passwords)
    with transaction.atomic():
        for name, password in passwords.items():
            _create(name, password)
        if {"student", "instructor"} <= passwords.keys():
            _open_a_class()
    return list(passwords)


def _create(name: str, password: str) -> None:
    email = f"{name}@example.org"
    user = User.objects.create_user(name, email, password)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    roles.grant(user, ACCOUNTS[name])


def _open_a_class() -> None:
    """An instructor sees nobody but the students of their own classes."""
    cohort = cohorts.create(User.objects.get(username="instructor"), "Demo class")
    cohorts.enrol(cohort, User.objects.get(username="student"))


def _write(file: Path, passwords: dict[str, str]) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a") as handle:
        handle.writelines(f"{name:<12}{password:<16}{ACCOUNTS[name]}\n" for name, password in passwords.items())
