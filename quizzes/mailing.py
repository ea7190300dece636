"""Telling by mail who is invited to a class, where the site can send any."""

import logging
from collections.abc import Sequence

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from quizzes.models import Cohort

TASK = "quizzes.tasks.mail_invitations"
AT_ONCE = 10  # letters of one task: whoever waits for a verdict waits for no more of them
REACH_NOBODY = {f"django.core.mail.backends.{name}.EmailBackend" for name in ("console", "dummy")}

logger = logging.getLogger(__name__)


def is_set_up() -> bool:
    return settings.EMAIL_BACKEND not in REACH_NOBODY


def invite(cohort: Cohort, addresses: Sequence[str], link: str) -> bool:
    """Have a letter sent to each, in the language of whoever invites. Returns whether they are on their way; where
    they are not, the invitations stand all the same.
    """
    if not is_set_up():
        return False
    try:
        for place in range(0, len(addresses), AT_ONCE):
            some = list(addresses[place : place + AT_ONCE])
            current_app.send_task(TASK, args=[cohort.pk, some, link, translation.get_language()], retry=False)
    except OperationalError as error:
        logger.warning("Class %s: invitations are not mailed, the broker did not answer: %s", cohort.pk, error)
        return False
    return True


def send(cohort: Cohort, addresses: Sequence[str], link: str, language: str) -> int:
    """Returns how many letters went out."""
    with translation.override(language):
        subject = _("You are invited to the class “%(title)s”") % {"title": " ".join(cohort.title.split())}
        names = [owner.get_full_name() or owner.get_username() for owner in cohort.owners.order_by("username")]
        letters = [
            EmailMessage(subject, _text(cohort, names, address, link), to=[address])
            for address in addresses
            if cohort.invitations.filter(email=address, declined_at=None).exists()  # nobody withdrew it meanwhile
        ]
    return get_connection().send_messages(letters) or 0


def _text(cohort: Cohort, names: Sequence[str], address: str, link: str) -> str:
    context = {"cohort": cohort, "names": ", ".join(names), "address": address, "link": link}
    return render_to_string("quizzes/classes/invitation.txt", context)
