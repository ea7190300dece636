"""Certificates: what somebody had passed on the day they were issued. They are never changed afterwards."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from quizzes.models.classes import CODE_LETTERS

LENGTH, GROUP = 20, 5  # 31^20, about 2^99: nobody comes across one by trying


def new_certificate_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(LENGTH))


class Certificate(models.Model):
    """Valid as issued, whatever is published later. It goes when the account goes, and the name with it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="certificates")
    code = models.CharField(max_length=LENGTH, unique=True, default=new_certificate_code, editable=False)
    name = models.CharField(_("name"), max_length=150, help_text=_("The holder's, as it was."))
    issued_at = models.DateTimeField(default=timezone.now)
    passed = models.JSONField(help_text=_("Each item's kind and slug, and its title in every language, as they were."))

    class Meta:
        ordering = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        return self.shown_code

    def get_absolute_url(self) -> str:
        return reverse("quizzes:certificate", args=[self.shown_code])

    @property
    def shown_code(self) -> str:
        """In groups, to be read out and typed."""
        return "-".join(self.code[start : start + GROUP] for start in range(0, LENGTH, GROUP))
