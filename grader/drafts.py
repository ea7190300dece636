"""What the editor holds: the draft if there is one, else the starter code."""

from django.contrib.auth.models import AbstractBaseUser

from grader.models import Draft


def save(user: AbstractBaseUser, slug: str, source: str) -> Draft:
    draft, _ = Draft.objects.update_or_create(user_id=user.pk, exercise=slug, defaults={"source": source})
    return draft


def find(user: AbstractBaseUser, slug: str) -> Draft | None:
    return Draft.objects.filter(user_id=user.pk, exercise=slug).first()


def discard(user: AbstractBaseUser, slug: str) -> None:
    Draft.objects.filter(user_id=user.pk, exercise=slug).delete()
