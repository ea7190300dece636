"""The forms of classes. Moments are typed and shown in the class's own time zone."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes import rosters
from quizzes.models import Assignment, Cohort, Right
from quizzes.models.classes import site_time_zone

ZONES = {name for name in available_timezones() if "/" in name and not name.startswith("Etc/")} | {
    "UTC",
    site_time_zone(),
}
FACTORS = (1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: also to nothing at all, where a POST says nothing."""
    return request.POST if request.method == "POST" else None


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class Moment(forms.DateTimeField):
    """A day and a time of day, in the time zone that is active."""

    widget = MomentInput
    default_error_messages = {"invalid": gettext_lazy("Expected a day and a time such as 2026-12-24 17:00.")}


class CohortForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=[(name, name.replace("_", " ")) for name in sorted(ZONES)],
        help_text=gettext_lazy("All dates of the class are typed and shown in it."),
    )

    class Meta:
        model = Cohort
        fields = ["title", "time_zone", "starts_at", "ends_at"]
        field_classes = {"starts_at": Moment, "ends_at": Moment}
        widgets = {"starts_at": MomentInput, "ends_at": MomentInput}
        labels = {
            "title": gettext_lazy("Title"),
            "starts_at": gettext_lazy("Starts"),
            "ends_at": gettext_lazy("Ends"),
        }
        help_texts = {
            "starts_at": gettext_lazy("You see what your students did from then on. Empty: everything."),
            "ends_at": gettext_lazy(
                "From then on nobody joins, no deadline binds, and you see nothing newer. Empty: never."
            ),
        }

    def full_clean(self) -> None:
        """The dates are meant in the zone that is sent along with them."""
        typed = self.data.get(self.add_prefix("time_zone"), "")
        with timezone.override(ZoneInfo(typed) if typed in ZONES else None):
            super().full_clean()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("starts_at"), data.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("Expected an end after the start. Move one of them."))
        last = _last_date(self.instance) if self.instance.pk and ends else None
        if last and ends and last > ends:
            text = _("Something in this class closes on %(date)s. Move its date first, or end the class later.")
            self.add_error("ends_at", text % {"date": shown(last)})
        return data


class DatesForm(forms.ModelForm):
    """When one assignment, or several that are set together, open, are due and close."""

    class Meta:
        model = Assignment
        fields = ["opens_at", "due_at", "late_until", "late_percent", "weight"]
        field_classes = dict.fromkeys(("opens_at", "due_at", "late_until"), Moment)
        widgets = dict.fromkeys(("opens_at", "due_at", "late_until"), MomentInput)
        labels = {
            "opens_at": gettext_lazy("Opens"),
            "due_at": gettext_lazy("Due"),
            "late_until": gettext_lazy("Late work until"),
            "late_percent": gettext_lazy("Percent lost per day late"),
            "weight": gettext_lazy("Weight"),
        }
        help_texts = {
            "opens_at": gettext_lazy("Empty: with the class."),
            "due_at": gettext_lazy("Empty: no deadline."),
            "late_until": gettext_lazy("Empty: no late work. An exam cannot be started, and one that runs is closed."),
            "late_percent": gettext_lazy("Of the score, for each day begun after the due date; 0 takes nothing off."),
            "weight": gettext_lazy("In the mean of the class: 2 counts twice, 0 not at all."),
        }

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cohort = cohort
        for name, most in (("late_percent", 100), ("weight", 100)):
            self.fields[name].min_value, self.fields[name].max_value = 0, most
            self.fields[name].widget.attrs |= {"min": 0, "max": most, "class": "input input--number"}
        self.initial["weight"] = f"{self.instance.weight:g}"

    def clean_late_percent(self) -> int:
        return _between(self.cleaned_data["late_percent"], 0, 100)

    def clean_weight(self) -> float:
        return _between(self.cleaned_data["weight"], 0, 100)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        opens, due, late = data.get("opens_at"), data.get("due_at"), data.get("late_until")
        if opens and due and due <= opens:
            self.add_error("due_at", _("Expected a due date after the opening."))
        if late and not due:
            self.add_error("late_until", _("Expected a due date for work to be late after. Fill in “Due”."))
        elif late and due and late <= due:
            self.add_error("late_until", _("Expected a date after the due date."))
        if data.get("late_percent") and not late:
            self.add_error("late_percent", _("This takes effect on late work alone. Fill in “Late work until”, or 0."))
        for name in ("due_at", "late_until"):
            check_within(self, name, self.cohort)
        return data


class SetItemsForm(DatesForm):
    items = forms.MultipleChoiceField(
        label=gettext_lazy("Items"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Expected at least one item. Tick what the class is to do.")},
    )
    field_order = ["items"]

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = choices

    def clean_items(self) -> list[tuple[str, str]]:
        return [tuple(value.split(":", 1)) for value in self.cleaned_data["items"]]


class ExtensionForm(forms.Form):
    assignment = forms.ModelChoiceField(
        label=gettext_lazy("For"), queryset=Assignment.objects.none(), empty_label=gettext_lazy("Choose one")
    )
    due_at = Moment(label=gettext_lazy("New due date"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For you and your assistants; the student does not see it."),
    )
    students = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Students"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Expected at least one student. Tick who gets the new date.")},
    )

    def __init__(self, *args: Any, cohort: Cohort, titles: dict[tuple[str, str], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cohort = cohort
        chosen = self.fields["assignment"]
        chosen.queryset = cohort.assignments.exclude(due_at=None)
        chosen.label_from_instance = lambda one: f"{titles.get(one.key, one.slug)} · {shown(one.due_at)}"
        students = self.fields["students"]
        students.queryset = members(cohort)
        students.label_from_instance = full_name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        assignment, due = data.get("assignment"), data.get("due_at")
        if assignment and due and due <= assignment.due_at:
            text = _("Expected a date after the one of the whole class, %(date)s.")
            self.add_error("due_at", text % {"date": shown(assignment.due_at)})
        check_within(self, "due_at", self.cohort)
        return data


class ExtraTimeForm(forms.Form):
    factor = forms.ChoiceField(
        label=gettext_lazy("Time in exams"),
        help_text=gettext_lazy(
            "Of the minutes of every quiz, in all classes of this student. An exam that is running gets it too."
        ),
    )

    def __init__(self, *args: Any, given: float, **kwargs: Any) -> None:
        """With the factor that the student has, where an administrator gave another one."""
        super().__init__(*args, initial={"factor": f"{given:g}"}, **kwargs)
        factors = sorted({*FACTORS, given})
        self.fields["factor"].choices = [(f"{factor:g}", times(factor)) for factor in factors]

    def clean_factor(self) -> float:
        return float(self.cleaned_data["factor"])


class RosterForm(forms.Form):
    """Either box serves; a file is read into the other one, so that it can be corrected there."""

    file = forms.FileField(
        label=gettext_lazy("A file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or pasted here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("file"):
            try:
                data["text"] = rosters.decode(data["file"].read(rosters.MAX_BYTES + 1))
            except ValueError as error:
                self.add_error("file", str(error))
        data["text"] = data.get("text", "").replace("\r\n", "\n")
        if not self.errors and not data["text"].strip():
            self.add_error("text", _("Expected a list of addresses, got nothing. Paste one or choose a file."))
        return data


class PersonForm(forms.Form):
    """Somebody by their exact name on this site."""

    username = forms.CharField(
        label=gettext_lazy("Username"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_username(self) -> User:
        name = self.cleaned_data["username"]
        found = User.objects.filter(username=name, is_active=True).first()
        if found is None:
            raise ValidationError(_("Nobody has the username “%(name)s”. Ask for its exact spelling.") % {"name": name})
        return found


class RightsForm(forms.Form):
    rights = forms.MultipleChoiceField(
        label=gettext_lazy("Rights"),
        choices=Right.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Who comments or sets scores right sees the results too."),
        error_messages={"required": gettext_lazy("Expected at least one right. To take all away, remove the person.")},
    )


class AssistantForm(RightsForm, PersonForm):
    field_order = ["username", "rights"]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code of the class"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
    )


def members(cohort: Cohort) -> QuerySet[User]:
    return User.objects.filter(pk__in=cohort.memberships.current().values("student")).order_by("username")


def times(factor: float) -> str:
    return f"× {formats.localize(int(factor) if factor == int(factor) else factor)}"


def full_name(user: User) -> str:
    name, username = user.get_full_name(), user.get_username()
    return f"{name} ({username})" if name else username


def shown(moment: datetime) -> str:
    """As the pages write it, in the time zone that is active."""
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def check_within(form: forms.BaseForm, name: str, cohort: Cohort) -> None:
    moment = form.cleaned_data.get(name)
    if moment and cohort.ends_at and moment > cohort.ends_at:
        text = _("The class ends on %(date)s. Choose an earlier date, or end the class later.")
        form.add_error(name, text % {"date": shown(cohort.ends_at)})


def _between(number: Any, least: int, most: int) -> Any:
    if least <= number <= most:
        return number
    raise ValidationError(
        _("Expected a number from %(least)d to %(most)d, got %(number)s.")
        % {"least": least, "most": most, "number": number}
    )


def _last_date(cohort: Cohort) -> datetime | None:
    """The last moment at which something of the class is due or closes, for anybody."""
    dates = [one.late_until or one.due_at for one in cohort.assignments.all()]
    dates += cohort.assignments.values_list("extensions__due_at", flat=True)
    return max(filter(None, dates), default=None)
