"""The three roles of the site: Django groups with their permissions."""

from typing import Any

from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q

STUDENT = "student"
INSTRUCTOR = "instructor"
CONTENT_ADMIN = "content admin"

# Each entry is one (app, codename); "*" stands for every permission of that app.
PERMISSIONS: dict[str, tuple[tuple[str, str], ...]] = {
    STUDENT: (),  # what is one's own needs no permission: access.py fetches by owner
    INSTRUCTOR: (
        ("quizzes", "view_gradebook"),
        ("quizzes", "view_attempt"),
        ("quizzes", "view_answer"),
        *[("quizzes", f"{action}_accommodation") for action in ("view", "add", "change", "delete")],
        ("grader", "view_submission"),
    ),
    CONTENT_ADMIN: (("content", "*"),),
}

# Roles whose work is partly done in /admin/, which Django opens by this flag and not by a permission.
STAFF_ROLES = (INSTRUCTOR, CONTENT_ADMIN)


def grant(user: User, role: str) -> None:
    """Give a user one more role."""
    user.groups.add(Group.objects.get(name=role))
    if role in STAFF_ROLES and not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])


def create_roles(using: str = "default", apps: Any = installed_apps, **kwargs: Any) -> None:
    """After each migration, make the groups and give them what they lack; what an administrator added stays."""
    try:
        apps.get_model("auth", "Group")
    except LookupError:  # a migration to a state that has no auth tables yet
        return
    # Django makes each app's permissions when that app's turn comes, and ours is the first: make them now.
    for label in ("quizzes", "grader", "content"):
        create_permissions(installed_apps.get_app_config(label), verbosity=0, using=using, apps=apps)
    for role, entries in PERMISSIONS.items():
        group, _ = Group.objects.using(using).get_or_create(name=role)
        if entries:
            group.permissions.add(*Permission.objects.using(using).filter(_any_of(entries)))


def enrol_new_student(user: User, **kwargs: Any) -> None:
    """Whoever signs up is a student.

    Listens to the sign-up and not to the saving of a user: accounts that an administrator, a command or a test makes
    get the role they are meant to have, and an instructor does not turn up in the gradebook.
    """
    grant(user, STUDENT)


def _any_of(entries: tuple[tuple[str, str], ...]) -> Q:
    condition = Q()
    for app, codename in entries:
        one = Q(content_type__app_label=app)
        condition |= one if codename == "*" else one & Q(codename=codename)
    return condition
