"""Submissions, drafts and workers to look at; verdicts are never edited by hand."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from content.lightadmin import LightAdmin
from grader import access
from grader.models import CheckResult, Submission, SubmissionQuerySet, WorkerReport


class ReadOnly(admin.options.BaseModelAdmin):
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CheckResultInline(ReadOnly, admin.StackedInline):  # Django's table of rows has a heading without words
    model = CheckResult
    extra = 0


class NamedValues(admin.AllValuesFieldListFilter):
    """A value without a letter gets the name that the list gives it, or its link had none."""

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or self.empty_value_display}


@admin.register(Submission)
class SubmissionAdmin(ReadOnly, LightAdmin):
    list_display = ["id", "user", "exercise", "status", "outcome", "accepted", "score", "misconception", "created_at"]
    list_filter = ["status", "outcome", "accepted", "exercise", ("misconception", NamedValues)]
    list_select_related = ["user"]
    search_fields = ["user__username", "=id"]
    date_hierarchy = "created_at"
    inlines = [CheckResultInline]

    def get_queryset(self, request: HttpRequest) -> SubmissionQuerySet:
        """Django's permission opens the list; whose submissions are on it, access.py says."""
        return access.readable(request.user)


@admin.register(WorkerReport)
class WorkerReportAdmin(ReadOnly, LightAdmin):
    list_display = ["hostname", "seen_at", "sandbox_ok", "reason"]
