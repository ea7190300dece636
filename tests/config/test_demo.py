import stat

import pytest
from django.contrib.auth.models import User

from config.demo import create_accounts
from quizzes.access import visible_students

pytestmark = pytest.mark.django_db

ROLES = {"student": ["student"], "instructor": ["instructor"], "admin": ["content admin"]}


def passwords(file) -> dict[str, str]:
    return {name: password for name, password, *_ in map(str.split, file.read_text().splitlines())}


def test_each_account_has_its_role_and_the_password_in_the_file(tmp_path, client):
    file = tmp_path / "accounts.txt"
    assert create_accounts(file) == list(ROLES)
    for name, password in passwords(file).items():
        assert client.login(username=name, password=password)
        assert [group.name for group in User.objects.get(username=name).groups.all()] == ROLES[name]


def test_the_demo_instructor_teaches_the_demo_student(tmp_path):
    create_accounts(tmp_path / "accounts.txt")
    assert [one.username for one in visible_students(User.objects.get(username="instructor"))] == ["student"]


def test_the_file_is_for_its_owner_alone(tmp_path):
    file = tmp_path / "accounts.txt"
    create_accounts(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_second_time_changes_nothing(tmp_path):
    file = tmp_path / "accounts.txt"
    create_accounts(file)
    before = file.read_text()
    assert create_accounts(file) == []
    assert file.read_text() == before


def test_an_account_of_that_name_keeps_its_password_and_role(tmp_path):
    User.objects.create_user("admin", password="mine")
    assert "admin" not in create_accounts(tmp_path / "accounts.txt")
    mine = User.objects.get(username="admin")
    assert mine.check_password("mine")
    assert not mine.groups.exists()


def test_no_two_sites_share_a_password(tmp_path):
    create_accounts(tmp_path / "one")
    User.objects.all().delete()
    create_accounts(tmp_path / "two")
    assert not set(passwords(tmp_path / "one").values()) & set(passwords(tmp_path / "two").values())
