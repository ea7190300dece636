"""The admin site: whatever is not listed as somebody's page is shut to every role."""

import pytest
from django.urls import NoReverseMatch, reverse

from tests.e2e.every_page import NOT_PAGES, PAGES, every_name
from tests.factories import make_content_admin, make_instructor, make_student

UNLISTED = sorted(name for name in every_name() if name.startswith("admin:") and name not in PAGES | NOT_PAGES)


def address(name: str) -> str:
    for arguments in ({}, {"object_id": "1"}, {"id": "1"}):
        try:
            return reverse(name, kwargs=arguments)
        except NoReverseMatch:
            continue
    raise AssertionError(f"expected to know what {name} is filled in with; add it here")


@pytest.mark.parametrize("make", [make_student, make_instructor, make_content_admin])
def test_what_is_not_listed_is_shut(db, client, make):
    client.force_login(make())
    assert UNLISTED
    assert [name for name in UNLISTED if client.get(address(name)).status_code == 200] == []
