"""The forms with which teachers set things right. Each wants a reason, which its student reads."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.questions import Question
from content.rendering import render_inline
from quizzes.models import QuestionCorrection

Kind = QuestionCorrection.Kind
REASON_LENGTH = 500
COMMENT_LENGTH = 4000


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


class CommentForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=COMMENT_LENGTH,
        help_text=gettext_lazy("Plain text. The student sees it with your name."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": gettext_lazy("Expected a comment, got nothing. Write it, or withdraw the old one.")
        },
    )


class PlacedCommentForm(CommentForm):
    line = forms.IntegerField(
        label=gettext_lazy("Line"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Empty: about the whole submission."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    field_order = ["line", "text"]

    def __init__(self, *args: Any, lines: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines

    def clean_line(self) -> int | None:
        line = self.cleaned_data["line"]
        if line and line > self.lines:
            text = _(
                "Expected a line of the code, from 1 to %(last)d, got %(line)d. Look at the numbers beside the code."
            )
            raise ValidationError(text % {"last": self.lines, "line": line})
        return line


class RegradeForm(ReasonForm):
    target = forms.ChoiceField(label=gettext_lazy("What to judge anew"))

    field_order = ["target", "reason"]

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = choices


class QuestionForm(ReasonForm):
    """How a question is to be marked instead; what it asks for decides which fields there are."""

    kind = forms.ChoiceField(label=gettext_lazy("What to do"), widget=forms.RadioSelect)
    options = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Right options"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("For another answer. Where one was asked for, each that you tick is right."),
    )
    value = forms.FloatField(label=gettext_lazy("Right number"), required=False)
    tolerance = forms.FloatField(label=gettext_lazy("Tolerance"), required=False, min_value=0)

    field_order = ["kind", "options", "value", "tolerance", "reason"]

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        has_key = question.kind != "order"
        kinds = [(kind, label) for kind, label in Kind.choices if has_key or kind != Kind.REKEY]
        self.fields["kind"].choices = kinds
        if question.options:
            numbered = [
                (number, format_html("{}. {}", number + 1, render_inline(text)))
                for number, text in enumerate(question.options)
            ]
            self.fields["options"].choices = numbered
        else:
            del self.fields["options"]
        if not question.numeric:
            del self.fields["value"], self.fields["tolerance"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["key"] = self._key(data) if data.get("kind") == Kind.REKEY else None
        return data

    def _key(self, data: dict[str, Any]) -> Any:
        if self.question.numeric:
            value, tolerance = data.get("value"), data.get("tolerance")
            if value is None or tolerance is None:
                self.add_error("value", _("Expected the right number and its tolerance, got one or none. Write both."))
            return {"value": value, "tolerance": tolerance}
        if not data.get("options"):
            self.add_error("options", _("Expected at least one right option, got none. Tick it, or drop the question."))
        return sorted(data.get("options") or [])


class LogForm(forms.Form):
    """What of the log to show."""

    student = forms.CharField(label=gettext_lazy("Username"), required=False, max_length=150)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of change"), required=False)

    def __init__(self, *args: object, kinds: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", gettext_lazy("All")), *kinds]
