"""What the editor holds: the draft if there is one, else the starter code.

A text that is replaced as a whole, by the starter code or an older submission, stays as the previous one until the next
is replaced. Each such turn makes a new revision, and an autosave that still belongs to the one before is refused:
however late it arrives, it cannot undo the turn.
"""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from grader.models import Draft


def find(user: AbstractBaseUser, slug: str) -> Draft | None:
    return Draft.objects.filter(user_id=user.pk, exercise=slug).first()


def save(user: AbstractBaseUser, slug: str, source: str) -> Draft:
    draft, _ = Draft.objects.update_or_create(user_id=user.pk, exercise=slug, defaults={"source": source})
    return draft


def autosave(user: AbstractBaseUser, slug: str, source: str, revision: int) -> bool:
    """Whether the text was still the one that the editor was given."""
    Draft.objects.get_or_create(user_id=user.pk, exercise=slug)
    rows = Draft.objects.filter(user_id=user.pk, exercise=slug, revision=revision)
    return bool(rows.update(source=source, saved_at=timezone.now()))


def replace(user: AbstractBaseUser, slug: str, source: str) -> None:
    """Put another text, or "" for the starter code, in the place of the draft, which becomes the previous one."""
    with transaction.atomic():
        draft, _ = Draft.objects.select_for_update().get_or_create(user_id=user.pk, exercise=slug)
        if draft.source and draft.source != source:
            draft.previous = draft.source
        draft.source, draft.revision = source, F("revision") + 1
        draft.save()


def previous(user: AbstractBaseUser, slug: str) -> str:
    draft = find(user, slug)
    return draft.previous if draft else ""
