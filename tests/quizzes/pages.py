"""Pages as text, less what differs from request to request; and the form that a page sends."""

import re
from typing import Any

from django.http import HttpResponse

from quizzes.models import Attempt

SCRIPT = {"X-Requested-With": "autosave"}
PASSING = r'(csrfmiddlewaretoken" value|data-seconds-left|data-saved-at|nonce|datetime|name="page" value)="[^"]*"'


def lasting(response: HttpResponse) -> str:
    html = re.sub(PASSING, "", response.content.decode())
    html = re.sub(r">Saved [^<{]+<", ">Saved<", html)
    return re.sub(r"/attempts/\d+/", "/attempts/N/", html)


def form(attempt: Attempt, fields: dict[str, Any] | None = None) -> dict[str, Any]:
    """What a page sends that has just been loaded."""
    revision = Attempt.objects.get(pk=attempt.pk).revision
    return {"page": "a page", "revision": revision} | (fields or {})
