"""More time for a student who needs it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

LEAST, MOST = 1, 4


class AccommodationQuerySet(models.QuerySet["Accommodation"]):
    def factor_for(self, user: "AbstractBaseUser | AnonymousUser") -> float:
        """1 for whoever has the bank's own time."""
        return self.filter(user_id=user.pk).values_list("factor", flat=True).first() or 1


class Accommodation(models.Model):
    """How many times a bank's minutes one student has in every exam."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="accommodation", verbose_name=_("student")
    )
    factor = models.FloatField(
        _("time factor"),
        validators=[MinValueValidator(LEAST), MaxValueValidator(MOST)],
        help_text=_("From 1 to 4: with 1.5 an exam of 40 minutes takes 60."),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = AccommodationQuerySet.as_manager()

    class Meta:
        ordering = ["user__username"]
        verbose_name = _("extra time")
        verbose_name_plural = _("extra time")
        constraints = [
            models.CheckConstraint(condition=Q(factor__gte=LEAST, factor__lte=MOST), name="factor_from_1_to_4")
        ]

    def __str__(self) -> str:
        return f"{self.user} × {self.factor:g}"
