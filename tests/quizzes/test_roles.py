"""The three roles: what each may do, and who gets which."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from quizzes import roles
from tests.factories import make_content_admin, make_instructor, make_student

pytestmark = pytest.mark.django_db


def test_migrating_makes_the_three_groups():
    assert set(Group.objects.values_list("name", flat=True)) == {"student", "instructor", "content admin"}


def test_an_instructor_sees_results_and_changes_no_content():
    instructor = make_instructor()
    assert instructor.has_perms(["quizzes.view_gradebook", "quizzes.view_attempt", "grader.view_submission"])
    assert not instructor.has_perm("quizzes.change_attempt")
    assert not instructor.has_perm("content.change_bank")


def test_a_content_admin_changes_content_and_sees_no_results():
    author = make_content_admin()
    assert author.has_perms(["content.add_bank", "content.change_lessonversion", "content.publish_content"])
    assert not author.has_perm("quizzes.view_gradebook")
    assert not author.has_perm("grader.view_submission")


def test_a_student_has_no_permission_at_all():
    assert make_student().get_all_permissions() == set()


def test_teaching_roles_open_the_admin_site_and_the_student_role_does_not():
    assert make_instructor().is_staff
    assert make_content_admin().is_staff
    assert not make_student().is_staff


def test_making_the_roles_again_keeps_what_an_administrator_added():
    group = Group.objects.get(name=roles.STUDENT)
    extra = Group.objects.get(name=roles.INSTRUCTOR).permissions.get(codename="view_gradebook")
    group.permissions.add(extra)
    roles.create_roles()
    assert list(group.permissions.all()) == [extra]


def test_whoever_signs_up_becomes_a_student(client):
    password = "a-long-enough-secret-7"
    form = {"username": "mai", "email": "mai@example.org", "password1": password, "password2": password}
    client.post(reverse("account_signup"), form)
    assert [group.name for group in User.objects.get(username="mai").groups.all()] == [roles.STUDENT]
