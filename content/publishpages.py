"""Looking at drafts before readers do, and publishing them: one upload as a whole, or one version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from content import desk, preview, publishing
from content.linting.bank import Report, lint
from content.linting.findings import Severity
from content.models import BankVersion, Upload, Version
from content.problems import Problem
from content.publishforms import ScheduleForm
from content.upload import for_content_admins


@dataclass
class Told:
    """What a form has to say when its page comes back."""

    form: ScheduleForm
    problems: Sequence[Problem] = ()
    is_refused: bool = False


@for_content_admins
@require_http_methods(["GET", "HEAD", "POST"])
def uploaded(request: HttpRequest, upload_id: int) -> HttpResponse:
    upload = get_object_or_404(Upload.objects.select_related("author"), pk=upload_id)
    versions = desk.of_upload(upload)
    here = reverse("content:uploaded", args=[upload.pk])
    told = Told(ScheduleForm())
    if request.method == "POST":
        done = _act(request, versions, told)
        if done:
            return redirect(here)
    items = {desk.place(version)[:2] for version in versions}
    seen = desk.seen(versions)
    context = _context(request, versions, told, here) | {
        "upload": upload,
        "rows": [(version, seen.get(desk.place(version))) for version in versions],
        "sides": preview.sides(versions[0]) if len(items) == 1 else [],
        "warnings": [Problem(**fields) for fields in upload.warnings],
    }
    return render(request, "content/uploaded.html", context, status=422 if told.is_refused else 200)


@for_content_admins
@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, kind: str, version_id: int) -> HttpResponse:
    if kind not in desk.KINDS:
        raise Http404
    related = ("item", "author", "published_by", "upload")
    found = get_object_or_404(desk.KINDS[kind].objects.select_related(*related), pk=version_id)
    here = reverse("content:version", args=[kind, found.pk])
    told = Told(ScheduleForm())
    if request.method == "POST":
        done = _act(request, [found], told)
        if done:
            return redirect(here)
    context = _context(request, [found], told, here) | {
        "version": found,
        "kind": kind,
        "kind_name": desk.KIND_NAMES[kind],
        "sides": preview.sides(found),
        "together": len(desk.of_upload(found.upload)) if found.upload else 0,
        "is_seen": preview.is_seen(found),
    }
    return render(request, "content/version.html", context, status=422 if told.is_refused else 200)


def _act(request: HttpRequest, versions: Sequence[Version], told: Told) -> bool:
    """Whether it is done; else `told` holds why not."""
    action = ACTIONS.get(request.POST.get("action", ""))
    told.is_refused = action is None or not action(request, versions, told)
    return not told.is_refused


def _publish(request: HttpRequest, versions: Sequence[Version], told: Told) -> bool:
    drafts = [version for version in versions if version.is_draft]
    told.problems = publishing.publish(drafts, by=request.user)
    if not told.problems:
        count = len(drafts)
        text = ngettext("Published: %d text.", "Published: %d texts.", count) % count
        messages.success(request, text if drafts else _("There is no draft here any more."))
    return not told.problems


def _schedule(request: HttpRequest, versions: Sequence[Version], told: Told) -> bool:
    told.form = ScheduleForm(request.POST)
    if not told.form.is_valid():
        return False
    at = told.form.cleaned_data["at"]
    told.problems = publishing.publish([version for version in versions if version.is_draft], by=request.user, at=at)
    if not told.problems:
        moment = date_format(timezone.localtime(at), "DATETIME_FORMAT")
        messages.success(request, _("Readers will see it from %s on. Until then you can take it back.") % moment)
    return not told.problems


def _take_back(request: HttpRequest, versions: Sequence[Version], told: Told) -> bool:
    if publishing.take_back(versions):
        messages.success(request, _("Taken back: it is a draft again."))
    else:
        messages.warning(request, _("Its time has come already: readers see it."))
    return True


def _discard(request: HttpRequest, versions: Sequence[Version], told: Told) -> bool:
    publishing.discard(versions)
    messages.success(request, _("Discarded. It stays in the list of versions, and can be taken up again."))
    return True


def _take_up(request: HttpRequest, versions: Sequence[Version], told: Told) -> bool:
    publishing.take_up(versions)
    messages.success(request, _("Taken up again: it is a draft."))
    return True


Action = Callable[[HttpRequest, Sequence[Version], Told], bool]
ACTIONS: dict[str, Action] = {
    "publish": _publish,
    "schedule": _schedule,
    "take_back": _take_back,
    "discard": _discard,
    "take_up": _take_up,
}


def _context(request: HttpRequest, versions: Sequence[Version], told: Told, here: str) -> dict[str, Any]:
    drafts = [version for version in versions if version.is_draft]
    scheduled = [version for version in versions if version.is_scheduled]
    reports = [lint(version.document()) for version in drafts if isinstance(version, BankVersion)]
    return {
        "here": here,
        "form": told.form,
        "problems": told.problems or publishing.hindrances(drafts),
        "versions": versions,
        "drafts": drafts,
        "scheduled_for": min((version.published_at for version in scheduled if version.published_at), default=None),
        "are_discarded": bool(versions) and all(version.state == "discarded" for version in versions),
        "follows": list(desk.to_come(drafts).values()),
        "retired": [version for version in drafts if version.item.retired_at],
        "shows_changes": request.GET.get("show") == "changes",
        "reports": reports,
        "to_mend": _to_mend(reports),
    }


def _to_mend(reports: Sequence[Report]) -> int:
    return sum(finding.severity != Severity.NOTE for report in reports for finding in report.findings)
