"""In the admin: attempts and the log of changes, to look at and never to change; extra time, to give."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from content.lightadmin import LightAdmin
from quizzes import access, accommodations
from quizzes.models import Accommodation, Answer, Attempt, AttemptQuerySet, Change, Cohort, Right


class ReadOnly:
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class AnswerInline(ReadOnly, admin.StackedInline):  # Django's table of rows has a heading without words
    model = Answer
    fields = readonly_fields = ["question", "given", "saved_at"]


@admin.register(Attempt)
class AttemptAdmin(ReadOnly, LightAdmin):
    list_display = ["user", "bank", "purpose", "status", "score", "passed", "started_at", "submitted_at"]
    list_filter = ["purpose", "status", "passed", "bank"]
    list_select_related = ["user", "bank"]
    search_fields = ["user__username", "user__email", "bank__slug"]
    date_hierarchy = "started_at"
    inlines = [AnswerInline]

    def get_queryset(self, request: HttpRequest) -> AttemptQuerySet:
        """Django's permission opens the list; whose attempts are on it, the classes say."""
        rows = access.taught_attempts(request.user)
        return rows if request.user.is_superuser else rows.closed()


@admin.register(Change)
class ChangeAdmin(ReadOnly, LightAdmin):
    """The log, to read."""

    list_display = ["at", "actor_name", "kind", "student_name", "target", "cohort"]
    list_filter = ["kind"]
    list_select_related = ["cohort"]
    search_fields = ["actor_name", "student_name", "target"]
    date_hierarchy = "at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Change]:
        rows = Change.objects.all()
        return rows if request.user.is_superuser else rows.filter(cohort__in=Cohort.objects.owned_by(request.user))


@admin.register(Accommodation)
class AccommodationAdmin(LightAdmin):
    """Goes through the write path, so that it reaches an exam that is running."""

    list_display = ["user", "factor", "changed_at"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__email"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Accommodation]:
        return Accommodation.objects.filter(user__in=_in_ones_care(request))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["user"] if obj else []

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_foreignkey(db_field, request, **kwargs | {"queryset": _in_ones_care(request)})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.pk = accommodations.give(obj.user, obj.factor).pk

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        accommodations.take_away(obj.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for row in queryset:
            accommodations.take_away(row.user)


def _in_ones_care(request: HttpRequest) -> QuerySet[User]:
    return access.visible_students(request.user, str(Right.MEMBERS)).order_by("username")
