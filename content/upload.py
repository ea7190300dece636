"""The page where content admins choose files. Without an error they become drafts, to be looked at and published."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from content import pictures
from content.gathering import MAX_CONTENT, MAX_ZIP_BYTES, gather_files, gather_zip, language_of
from content.importing import ImportResult, upload_sources
from content.linting.bank import lint
from content.models import Bank, Language
from content.problems import Problem
from content.questions import BankDocument
from content.sources import MAX_BYTES, Source, Unreadable

MAX_UPLOAD_BYTES = 30_000_000  # below what a request may have, so that this page can say so
PERMISSION = "content.publish_content"


def for_content_admins(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Everyone else gets a 404; whoever is not signed in is asked to sign in."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(PERMISSION):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [super(FilesField, self).clean(one, initial) for one in (data or [None])]
        total = sum(file.size for file in files)
        if total > MAX_UPLOAD_BYTES:
            message = _("Expected at most %(limit)d bytes in one upload, got %(total)d. Upload in parts.")
            raise forms.ValidationError(message % {"limit": MAX_UPLOAD_BYTES, "total": total})
        return files


class UploadForm(forms.Form):
    files = FilesField(
        allow_empty_file=True,  # told with its name, as whatever else is wrong
        label=gettext_lazy("Files"),
        help_text=gettext_lazy(
            "Lessons (.md, .html) with their pictures (.png, .jpg, .gif, .webp), question banks (.json, Moodle's .xml, "
            ".gift), or a .zip of them and of exercises."
        ),
        widget=SeveralFiles(
            attrs={"accept": ".md,.html,.htm,.json,.xml,.gift,.txt,.zip,.png,.jpg,.jpeg,.gif,.webp", "class": "input"}
        ),
    )
    # The files' places in the folder that was chosen, in the same order: a browser sends their bare names.
    paths = forms.JSONField(required=False, widget=forms.HiddenInput)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=Language.choices,
        help_text=gettext_lazy("Of the files that do not name a language themselves."),
        widget=forms.Select(attrs={"class": "input"}),
    )
    note = forms.CharField(
        label=gettext_lazy("What changed, and why"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Kept with every version that this upload makes."),
        widget=forms.TextInput(attrs={"class": "input"}),
    )

    def sources(self) -> tuple[list[Source], list[Problem]]:
        """The files, archives unpacked, and what is wrong with archives and folders."""
        language = self.cleaned_data["language"]
        found = [_of_folder([(path, file) for path, file in self._files() if "/" in path], language)]
        found += [_of_file(path, file, language) for path, file in self._files() if "/" not in path]
        sources = [source for some, _wrong in found for source in some]
        problems = [problem for _some, wrong in found for problem in wrong]
        if sum(len(source.data) for source in sources) > MAX_CONTENT:
            expected = _("at most %d bytes, unpacked") % MAX_CONTENT
            return [], [*problems, Problem("", expected, _("more"), _("Upload in parts."))]
        return sources, problems

    def _files(self) -> list[tuple[str, UploadedFile]]:
        files, paths = self.cleaned_data["files"], self.cleaned_data["paths"]
        told = isinstance(paths, list) and len(paths) == len(files) and all(isinstance(path, str) for path in paths)
        names = paths if told else [file.name for file in files]
        return list(zip(names, files, strict=True))


def _of_folder(files: list[tuple[str, UploadedFile]], language: str) -> tuple[list[Source], list[Problem]]:
    try:
        return gather_files(files, language) if files else ([], [])
    except Unreadable as error:
        return [], [error.problem]


def _of_file(name: str, file: UploadedFile, language: str) -> tuple[list[Source], list[Problem]]:
    if name.lower().endswith(".zip"):
        return gather_zip(file.read(MAX_ZIP_BYTES + 1), name, language)
    # One byte over the limit is enough for the check to see that a file is too large.
    limit = pictures.MAX_BYTES if pictures.is_picture(name) else MAX_BYTES
    return [Source(name, file.read(limit + 1), language_of(PurePosixPath(name), language))], []


@for_content_admins
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        return _page(request, form, status=200 if request.method == "GET" else 422)
    sources, problems = form.sources()
    result = upload_sources(sources, author=request.user, note=form.cleaned_data["note"], problems=problems)
    if result.upload:
        return redirect("content:uploaded", result.upload.pk)
    return _page(request, form, result, status=200 if result.ok else 422)


def _page(
    request: HttpRequest, form: UploadForm, result: ImportResult | None = None, status: int = 200
) -> HttpResponse:
    documents = result.documents if result else []
    banks = [BankDocument.model_validate(one.fields["content"]) for one in documents if one.item is Bank]
    limits = {"most_bytes": MAX_UPLOAD_BYTES, "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES}
    context = {"form": form, "result": result, "reports": [lint(bank) for bank in banks]}
    return render(request, "content/upload.html", context | limits, status=status)
