"""Lessons, question banks, exercise texts: each an item with numbered versions.

An item (`Lesson`, `Bank`, `ExerciseText`) is a slug that links, results and bookmarks can rely on. What a reader sees
is a version row: one per language and publish, never edited afterwards, so an answer given last month can still be
shown beside the question as it was then. It begins as a draft that no reader sees. Of those that are published, the one
published last whose time has come is the current version of its language: one set for Friday takes over on Friday, also
from a version with a higher number that was published on Wednesday. Nothing here is deleted: an item or a version is
retired, a draft discarded, and the foreign keys PROTECT the rest.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from content.picture_names import PICTURES, addressed, mentioned, names, with_addresses
from content.questions import BankDocument
from content.rendering import Page, render_document, render_markdown

FALLBACK_LANGUAGE = "en"


class Language(models.TextChoices):
    ENGLISH = "en", _("English")
    VIETNAMESE = "vi", _("Vietnamese")


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("retired")
    DISCARDED = "discarded", _("discarded")  # a draft that nobody published


NEWEST_FIRST = ("-published_at", "-number")


class VersionQuerySet(models.QuerySet):
    def live(self, at: datetime | None = None) -> Self:
        """Published, and its time has come; or will have come at that moment."""
        return self.filter(state=State.PUBLISHED, published_at__lte=at or timezone.now())

    def scheduled(self) -> Self:
        """Published for a time that has not come."""
        return self.filter(state=State.PUBLISHED, published_at__gt=timezone.now())

    def shown_once(self) -> Self:
        """Everything that readers have seen at some time, current or not: never a draft."""
        return self.filter(state__in=(State.PUBLISHED, State.RETIRED), published_at__lte=timezone.now())

    def current(self, language: str) -> Self:
        """One version for each published item: the newest in this language, else in English, else in any; one query."""
        preference = Case(
            When(language=language, then=Value(0)),
            When(language=FALLBACK_LANGUAGE, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        candidates = self.model.objects.live().filter(item=OuterRef("item")).order_by(preference, *NEWEST_FIRST)
        return self.filter(pk=Subquery(candidates.values("pk")[:1]), item__retired_at=None).select_related("item")

    def newest(self) -> Self:
        """What is published in each language of each item that is not retired; one query."""
        candidates = self.model.objects.live().filter(item=OuterRef("item"), language=OuterRef("language"))
        newest = Subquery(candidates.order_by(*NEWEST_FIRST).values("pk")[:1])
        found = self.filter(pk=newest, item__retired_at=None).select_related("item")
        return found.order_by("item__slug", "language")

    def latest_of(self, slug: str, language: str, at: datetime | None = None) -> Any:
        """What is published of it in exactly this language, or will be at that moment; or None."""
        return self.live(at).filter(item__slug=slug, language=language).order_by(*NEWEST_FIRST).first()

    def by_slug(self) -> dict[str, Any]:
        return {version.item.slug: version for version in self}


class ItemQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Items that a reader can open: not retired, with a live version in some language."""
        versions = self.model._meta.get_field("versions").related_model
        return self.filter(Exists(versions.objects.live().filter(item=OuterRef("pk"))), retired_at=None)


class Item(models.Model):
    versions: Any
    slug = models.SlugField(max_length=100, unique=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = ItemQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug

    def version_for(self, language: str) -> Any:
        """What a reader of this language sees, or None. For lists, `Version.objects.current(language)` is one query."""
        return self.versions.current(language).first()

    def retire(self) -> None:
        self.retired_at = timezone.now()
        self.save(update_fields=["retired_at"])

    def bring_back(self) -> None:
        self.retired_at = None
        self.save(update_fields=["retired_at"])


class Upload(models.Model):
    """The versions that came together as drafts, to be looked at, published or discarded as one."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)
    warnings = models.JSONField(default=list, blank=True)  # what was stored in spite of, as Problems
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"upload {self.pk}"


class Version(models.Model):
    item: models.ForeignKey
    language = models.CharField(max_length=8, choices=Language.choices, default=Language.ENGLISH)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.PUBLISHED)
    published_at = models.DateTimeField(null=True, blank=True, default=timezone.now)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    upload = models.ForeignKey(Upload, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss")
    note = models.CharField(max_length=300, blank=True)
    content_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    title = models.CharField(max_length=200)

    objects: ClassVar = VersionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["item", "language", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "language", "number"], name="%(class)s_number"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="%(class)s_published_at"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.slug} {self.language} {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_scheduled(self) -> bool:
        return self.state == State.PUBLISHED and self.published_at is not None and self.published_at > timezone.now()

    @property
    def was_shown(self) -> bool:
        """Readers have seen it at some time, or see it now."""
        published = self.state in (State.PUBLISHED, State.RETIRED) and self.published_at is not None
        return published and not self.is_scheduled

    def authored(self) -> dict[str, Any]:
        """What its file said: every field but those that all versions have for their own sake, by name."""
        kept = {field.name for field in Version._meta.get_fields()} - {"title"} | {"id", "item"}
        return {field.attname: getattr(self, field.attname) for field in self._meta.fields if field.name not in kept}


class Course(models.Model):
    slug = models.SlugField(max_length=100, unique=True)
    external_id = models.CharField(max_length=100, blank=True)
    titles = models.JSONField(default=dict, help_text=_("The title in each language, such as {'en': …, 'vi': …}."))

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title_for(FALLBACK_LANGUAGE)

    def title_for(self, language: str) -> str:
        return self.titles.get(language) or self.titles.get(FALLBACK_LANGUAGE) or self.slug


class Lesson(Item):
    class Meta(Item.Meta):
        permissions = [("publish_content", "Can upload and publish lessons, question banks and exercise texts")]


class FormerAddress(models.Model):
    """A slug that a lesson had: links to it lead to the lesson for good, so that no other lesson can take it."""

    slug = models.SlugField(max_length=100, unique=True)
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="former_addresses")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug


class LessonVersion(Version):
    class Format(models.TextChoices):
        MARKDOWN = "markdown", "Markdown"
        HTML = "html", "HTML"

    item = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="versions")
    course = models.ForeignKey(Course, null=True, blank=True, on_delete=models.PROTECT, related_name="lesson_versions")
    # What the file says of its course: told to the course only when the version is published.
    course_told = models.JSONField(default=dict, blank=True)
    external_id = models.CharField(max_length=100, blank=True)
    description = models.TextField(blank=True)
    section_title = models.CharField(max_length=200, blank=True)
    sort_order = models.IntegerField(default=0)
    duration_minutes = models.PositiveIntegerField(null=True, blank=True)
    is_free = models.BooleanField(default=True)
    video_url = models.URLField(blank=True)
    goals = models.JSONField(default=list, blank=True)
    quizzes = models.JSONField(default=list, blank=True)
    exercises = models.JSONField(default=list, blank=True)
    format = models.CharField(max_length=8, choices=Format.choices, default=Format.MARKDOWN)
    body = models.TextField()

    def page(self) -> Page:
        """The body as sanitised HTML with its table of contents; one query where it has pictures of its own."""
        page = render_document(self.body, is_html=self.format == self.Format.HTML)
        return replace(page, html=_illustrated(page.html, self))


class Bank(Item):
    class Meta(Item.Meta):
        verbose_name = _("question bank")


class BankVersion(Version):
    item = models.ForeignKey(Bank, on_delete=models.PROTECT, related_name="versions")
    description = models.TextField(blank=True)
    level = models.CharField(max_length=50, blank=True)
    duration_minutes = models.PositiveIntegerField()
    passing_score = models.PositiveIntegerField()
    questions_count = models.PositiveIntegerField()
    content = models.JSONField(help_text=_("The bank as it was imported, unchanged."))

    def document(self) -> BankDocument:
        """One query where its texts show pictures."""
        content = self.content
        if mentioned(content):
            content = addressed(content, _addresses(self))
        return BankDocument.model_validate(content)


class ExerciseText(Item):
    class Meta(Item.Meta):
        verbose_name = _("exercise text")


class ExerciseTextQuerySet(VersionQuerySet):
    def for_list(self) -> Self:
        """Without the long columns, and without what is not to be shown yet."""
        return self.defer("prompt", "starter", "hints", "solutions", "judging")


class ExerciseTextVersion(Version):
    item = models.ForeignKey(ExerciseText, on_delete=models.PROTECT, related_name="versions")
    summary = models.TextField(blank=True)
    prompt = models.TextField()
    starter = models.TextField()
    hints = models.JSONField(default=list, blank=True, help_text=_("In the order in which they are shown."))
    solutions = models.JSONField(default=list, blank=True, help_text=_("The reference first, then other styles."))
    judging = models.JSONField(default=dict, blank=True, help_text=_("Of an author's own exercise: its programs."))
    judged_by = models.CharField(
        max_length=64, blank=True, db_index=True, help_text=_("The same for versions that are judged alike.")
    )

    objects: ClassVar = ExerciseTextQuerySet.as_manager()

    @property
    def prompt_html(self) -> SafeString:
        return _illustrated(render_markdown(self.prompt), self)


class PictureFormat(models.TextChoices):
    PNG = "png", "PNG"
    JPEG = "jpg", "JPEG"
    GIF = "gif", "GIF"
    WEBP = "webp", "WebP"


class PictureQuerySet(models.QuerySet):
    def used(self) -> Self:
        """Those that stand in a version which readers have seen at some time: never in drafts alone."""
        shown = {"version__state__in": (State.PUBLISHED, State.RETIRED), "version__published_at__lte": timezone.now()}
        uses = (LessonPicture, BankPicture, ExercisePicture)
        found = (Exists(use.objects.filter(picture=OuterRef("pk"), **shown)) for use in uses)
        return self.filter(reduce(or_, found))


class Picture(models.Model):
    """A picture's bytes, kept once however many versions show it; in the database, so that one backup holds it all."""

    hash = models.CharField(max_length=64, unique=True)  # SHA-256 of the bytes
    format = models.CharField(max_length=4, choices=PictureFormat.choices)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    data = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def file_name(self) -> str:
        return f"{self.hash}.{self.format}"


class PictureUse(models.Model):
    """A picture in a version, under the name by which the version's text calls it."""

    version: models.ForeignKey
    name = models.CharField(max_length=500)
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="%(class)s_name")]

    def __str__(self) -> str:
        return self.name


class LessonPicture(PictureUse):
    version = models.ForeignKey(LessonVersion, on_delete=models.CASCADE, related_name="pictures")


class BankPicture(PictureUse):
    version = models.ForeignKey(BankVersion, on_delete=models.CASCADE, related_name="pictures")


class ExercisePicture(PictureUse):
    version = models.ForeignKey(ExerciseTextVersion, on_delete=models.CASCADE, related_name="pictures")


def _illustrated(html: SafeString, version: Any) -> SafeString:
    """With the addresses of the version's pictures in the place of their names."""
    return mark_safe(with_addresses(html, _addresses(version))) if names(html) else html


def _addresses(version: Any) -> dict[str, str]:
    uses = version.pictures.select_related("picture").only("name", "version", "picture__hash", "picture__format")
    return {use.name: f"{PICTURES}{use.picture.file_name}" for use in uses}
