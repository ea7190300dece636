"""The admin's view of content: to look through, to retire and to bring back. Texts come in by upload or import."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.downloads import archive
from content.exchange.publication import Format, files, published
from content.lightadmin import LightAdmin
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
from content.upload import PERMISSION


class ReadOnly(LightAdmin):
    """Nothing is typed in here and nothing deleted; actions change a state."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [field.name for field in self.model._meta.fields]


@admin.register(Lesson, ExerciseText)
class ItemAdmin(ReadOnly):
    list_display = ["slug", "version_count", "retired_at"]
    list_filter = [("retired_at", admin.EmptyFieldListFilter)]
    search_fields = ["slug", "versions__title"]
    actions = ["retire", "bring_back", "download"]
    formats: ClassVar[dict[str, Any]] = {"native": _("as it was uploaded")}

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

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)

    @admin.action(description=_("Download: what is published of them, as a .zip"), permissions=["publish"])
    def download(self, request: HttpRequest, queryset: QuerySet[Item]) -> HttpResponse | None:
        return self._archive(request, queryset, "native")

    def _archive(self, request: HttpRequest, queryset: QuerySet[Item], form: Format) -> HttpResponse | None:
        model = queryset.model
        found = files(
            published([item.slug for item in queryset], [model._meta.get_field("versions").related_model]), form
        )
        if not found:
            messages.warning(request, _("Nothing of it is published, so there is nothing to download."))
            return None
        return archive(found, model._meta.model_name)

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """With a download for each language in which the item is published."""
        item = self.get_object(request, object_id)
        downloads = list(self._downloads(item)) if item and self.has_publish_permission(request) else []
        return super().change_view(request, object_id, form_url, {"downloads": downloads, **(extra_context or {})})

    def _downloads(self, item: Item) -> Iterator[tuple[str, str]]:
        kind = item._meta.model_name
        for version in item.versions.newest():
            address = reverse("content:export-one", args=[kind, item.slug, version.language])
            name = version.get_language_display()
            for form, label in self.formats.items():
                yield f"{name}: {label}", f"{address}?format={form}"


@admin.register(Bank)
class BankAdmin(ItemAdmin):
    actions = [*ItemAdmin.actions, "download_moodle", "download_gift"]
    formats = ItemAdmin.formats | {"moodle": "Moodle XML", "gift": "GIFT"}

    @admin.action(description=_("Download as Moodle XML"), permissions=["publish"])
    def download_moodle(self, request: HttpRequest, queryset: QuerySet[Item]) -> HttpResponse | None:
        return self._archive(request, queryset, "moodle")

    @admin.action(description=_("Download as GIFT"), permissions=["publish"])
    def download_gift(self, request: HttpRequest, queryset: QuerySet[Item]) -> HttpResponse | None:
        return self._archive(request, queryset, "gift")


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
