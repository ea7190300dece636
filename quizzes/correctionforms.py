"""The forms with which teachers set things right. Each wants a reason, which its student reads."""

from django import forms
from django.utils.translation import gettext_lazy

REASON_LENGTH = 500


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=REASON_LENGTH,
        help_text=gettext_lazy("The student reads it, and it stays in the log."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Expected a reason, got nothing. Write why.")},
    )


class OverrideForm(ReasonForm):
    percent = forms.FloatField(
        label=gettext_lazy("Score in percent"),
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"step": "0.1", "inputmode": "decimal"}),
    )
    passed = forms.BooleanField(label=gettext_lazy("Counts as passed"), required=False)

    field_order = ["percent", "passed", "reason"]


class LogForm(forms.Form):
    """What of the log to show."""

    student = forms.CharField(label=gettext_lazy("Username"), required=False, max_length=150)
    kind = forms.ChoiceField(label=gettext_lazy("Change"), required=False)

    def __init__(self, *args: object, kinds: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", gettext_lazy("All")), *kinds]  # type: ignore[attr-defined]
