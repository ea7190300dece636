"""The admin's view of content: to look through, to retire and to bring back. Texts come in by upload or import."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from content.models import (
    Bank,
    BankVersion,
    Course,
    ExerciseText,
    ExerciseTextVersion,
    Item,
    Lesson,
    LessonVersion,
    State,
    Version,
)


class ReadOnly(admin.ModelAdmin):
    """Nothing is typed in here and nothing deleted; actions change a state."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [field.name for field in self.model._meta.fields]


@admin.register(Lesson, Bank, ExerciseText)
class ItemAdmin(ReadOnly):
    list_display = ["slug", "version_count", "retired_at"]
    list_filter = [("retired_at", admin.EmptyFieldListFilter)]
    search_fields = ["slug", "versions__title"]
    actions = ["retire", "bring_back"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Item]:
        return super().get_queryset(request).annotate(version_count=Count("versions"))

    @admin.display(description=_("versions"), ordering="version_count")
    def version_count(self, item: Any) -> int:
        return item.version_count

    @admin.action(description=_("Retire: readers no longer see it, results stay"), permissions=["change"])
    def retire(self, request: HttpRequest, queryset: QuerySet[Item]) -> None:
        for item in queryset:
            item.retire()

    @admin.action(description=_("Bring back"), permissions=["change"])
    def bring_back(self, request: HttpRequest, queryset: QuerySet[Item]) -> None:
        for item in queryset:
            item.bring_back()


@admin.register(LessonVersion, BankVersion, ExerciseTextVersion)
class VersionAdmin(ReadOnly):
    list_display = ["item", "language", "number", "title", "state", "published_at", "author", "note"]
    list_filter = ["language", "state"]
    list_select_related = ["item", "author"]
    search_fields = ["item__slug", "title", "note"]
    ordering = ["-created_at"]
    actions = ["retire"]

    @admin.action(description=_("Retire: the version before it is shown again"), permissions=["change"])
    def retire(self, request: HttpRequest, queryset: QuerySet[Version]) -> None:
        queryset.update(state=State.RETIRED)


@admin.register(Course)
class CourseAdmin(ReadOnly):
    list_display = ["slug", "titles"]
