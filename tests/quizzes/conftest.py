"""Who looks at the pages, and what they look at."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from content.models import BankVersion
from quizzes import attempts
from quizzes.models import Attempt, Cohort
from tests.factories import (
    bank_json,
    make_bank,
    make_class,
    make_content_admin,
    make_instructor,
    make_student,
    numeric,
    several,
)


@pytest.fixture
def student(db) -> User:
    return make_student("mai", first_name="Mai", last_name="Nguyễn")


@pytest.fixture
def other(db) -> User:
    return make_student("other")


@pytest.fixture
def instructor(db) -> User:
    return make_instructor("teacher")


@pytest.fixture
def cohort(instructor, student, other) -> Cohort:
    return make_class(instructor, student, other)


@pytest.fixture
def author(db) -> User:
    return make_content_admin("author")


@pytest.fixture
def as_() -> Callable[..., Client]:
    """as_(user) is a browser in which that user is signed in; as_() one of a stranger."""

    def signed_in(user: User | None = None) -> Client:
        client = Client()
        if user:
            client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def bank(db) -> BankVersion:
    return make_bank()


@pytest.fixture
def mixed_bank(db) -> BankVersion:
    """One question of each kind, options in the bank's order: 1 single, 2 several, 3 a number, 4 single."""
    questions = bank_json()["questions"]
    mixed = [questions[0], several(2, "Diffusion"), numeric(3, "Retrieval"), questions[4] | {"id": 4}]
    return make_bank(
        bank_json(slug="mixed", questions=mixed, questions_count=4, shuffle_options=False, shuffle_questions=False)
    )


@pytest.fixture
def attempt(student, mixed_bank) -> Attempt:
    return attempts.start(student, mixed_bank, Attempt.Mode.PAGE)


@pytest.fixture
def one_by_one(other, mixed_bank) -> Attempt:
    return attempts.start(other, mixed_bank, Attempt.Mode.SINGLE)
