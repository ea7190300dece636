"""What a class is set and until when, and who has longer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quizzes import assignments, deadlines
from quizzes.access import for_class
from quizzes.classforms import DatesForm, ExtensionForm, SetItemsForm, sent
from quizzes.course import Item, Key, outline
from quizzes.models import Assignment, Cohort, Extension


@for_class()
@require_safe
def deadline_list(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    rows = deadlines.rows(deadlines.Schedule(cohort), outline(get_language() or "en"))
    return render(request, "quizzes/classes/deadlines.html", _context(request, cohort) | {"rows": rows})


@for_class(owner=True)
@require_http_methods(["GET", "HEAD", "POST"])
def set_items(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Several items at once, with the same dates."""
    present = {one.key for one in cohort.assignments.all()}
    left = {key: item for key, item in _items().items() if key not in present}
    form = SetItemsForm(sent(request), cohort=cohort, choices=_choices(left))
    if request.method == "POST" and form.is_valid():
        dates = {name: form.cleaned_data[name] for name in DatesForm.Meta.fields}
        count = len(assignments.assign(cohort, form.cleaned_data["items"], **dates))
        text = ngettext("%(count)d item is set.", "%(count)d items are set.", count)
        messages.success(request, text % {"count": count})
        return redirect("quizzes:class_deadlines", cohort.pk)
    context = _context(request, cohort) | {"form": form, "nothing_left": not left}
    return render(request, "quizzes/classes/set_items.html", context, status=422 if form.is_bound else 200)


@for_class(owner=True)
@require_http_methods(["GET", "HEAD", "POST"])
def deadline(request: HttpRequest, cohort: Cohort, assignment_id: int) -> HttpResponse:
    row = _assignment_or_404(cohort, assignment_id)
    form = DatesForm(sent(request), instance=row, cohort=cohort)
    if request.method == "POST" and form.is_valid():
        assignments.change(form.instance)
        messages.success(request, _("Saved. An exam that is running has its new end."))
        return redirect("quizzes:class_deadlines", cohort.pk)
    context = _context(request, cohort) | {"assignment": row, "title": _title(row.key), "form": form}
    return render(request, "quizzes/classes/deadline.html", context, status=422 if form.is_bound else 200)


@for_class(owner=True)
@require_POST
def take_back(request: HttpRequest, cohort: Cohort, assignment_id: int) -> HttpResponse:
    row = _assignment_or_404(cohort, assignment_id)
    assignments.take_back(row)
    messages.success(request, _("“%(title)s” is no longer set. Results stay.") % {"title": _title(row.key)})
    return redirect("quizzes:class_deadlines", cohort.pk)


@for_class("members")
@require_http_methods(["GET", "HEAD", "POST"])
def extensions(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    """Who has longer; a POST gives several students a new date."""
    titles = {key: item.title for key, item in _items().items()}
    chosen = {"assignment": request.GET.get("for"), "students": request.GET.getlist("student")}
    form = ExtensionForm(sent(request), cohort=cohort, titles=titles, initial=chosen)
    if request.method == "POST" and form.is_valid():
        return _extend(request, cohort, form)
    rows = Extension.objects.filter(assignment__cohort=cohort).select_related("assignment", "student", "given_by")
    context = _context(request, cohort) | {
        "form": form,
        "given": [(row, titles.get(row.assignment.key, row.assignment.slug)) for row in rows],
        "has_due_dates": cohort.assignments.exclude(due_at=None).exists(),
    }
    return render(request, "quizzes/classes/extensions.html", context, status=422 if form.is_bound else 200)


@for_class("members")
@require_POST
def withdraw_extension(request: HttpRequest, cohort: Cohort, extension_id: int) -> HttpResponse:
    rows = Extension.objects.filter(assignment__cohort=cohort).select_related("assignment__cohort")
    row = get_object_or_404(rows, pk=extension_id)
    assignments.withdraw(row)
    messages.success(request, _("The extension is withdrawn; the date of the class holds again."))
    return redirect("quizzes:class_extensions", cohort.pk)


def _extend(request: HttpRequest, cohort: Cohort, form: ExtensionForm) -> HttpResponse:
    data = form.cleaned_data
    students = list(data["students"])
    assignments.extend(data["assignment"], students, data["due_at"], reason=data["reason"], by=request.user)
    text = ngettext("%(count)d student has the new date.", "%(count)d students have the new date.", len(students))
    messages.success(request, text % {"count": len(students)})
    return redirect("quizzes:class_extensions", cohort.pk)


def _assignment_or_404(cohort: Cohort, assignment_id: int) -> Assignment:
    return get_object_or_404(cohort.assignments.select_related("cohort"), pk=assignment_id)


def _items() -> dict[Key, Item]:
    return deadlines.settable(outline(get_language() or "en"))


def _title(key: Key) -> str:
    item = _items().get(key)
    return item.title if item else key[1]


def _choices(items: dict[Key, Item]) -> list[tuple[str, str]]:
    kinds = dict(Assignment.Kind.choices)
    return [(f"{kind}:{slug}", f"{kinds[kind]}: {item.title}") for (kind, slug), item in items.items()]


def _context(request: HttpRequest, cohort: Cohort) -> dict[str, Any]:
    return {"cohort": cohort, "rights": cohort.rights(request.user)}
