"""Attempts in the admin: to look at, never to change."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from quizzes import access
from quizzes.models import Answer, Attempt, AttemptQuerySet


class ReadOnly:
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class AnswerInline(ReadOnly, admin.TabularInline):
    model = Answer
    fields = readonly_fields = ["question", "given", "saved_at"]


@admin.register(Attempt)
class AttemptAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["user", "bank", "status", "score", "passed", "started_at", "submitted_at"]
    list_filter = ["status", "passed", "bank"]
    list_select_related = ["user", "bank"]
    search_fields = ["user__username", "user__email", "bank__slug"]
    date_hierarchy = "started_at"
    inlines = [AnswerInline]

    def get_queryset(self, request: HttpRequest) -> AttemptQuerySet:
        """Django's permission opens the list; whose attempts are on it, the classes say."""
        rows = access.taught_attempts(request.user)
        return rows if request.user.is_superuser else rows.closed()
