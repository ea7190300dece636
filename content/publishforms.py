"""What is typed on the pages of publishing: a time to come, and a lesson's new address."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.addresses import MAX_LENGTH


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M", attrs={"class": "input"})


class ScheduleForm(forms.Form):
    at = forms.DateTimeField(
        label=gettext_lazy("Publish at"),
        widget=MomentInput,
        error_messages={
            "required": gettext_lazy("Expected a day and a time such as 2026-12-24 17:00. Or publish now."),
            "invalid": gettext_lazy("Expected a day and a time such as 2026-12-24 17:00."),
        },
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = _("In the time zone of this site, %s.") % timezone.get_current_timezone_name()

    def clean_at(self) -> datetime:
        at: datetime = self.cleaned_data["at"]
        now = timezone.now()
        if at <= now:
            words = {"at": _written(at), "now": _written(now)}
            message = _("Expected a time to come, got %(at)s; it is %(now)s. Choose a later one, or publish now.")
            raise forms.ValidationError(message % words)
        return at


class AddressForm(forms.Form):
    slug = forms.CharField(
        label=gettext_lazy("Last part of the address"),
        max_length=MAX_LENGTH,
        help_text=gettext_lazy("The old address leads to the new one for good."),
        widget=forms.TextInput(attrs={"class": "input mono", "autocomplete": "off", "spellcheck": "false"}),
    )


def _written(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
