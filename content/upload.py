"""The page where content admins choose files. Without an error they become drafts, to be looked at and published."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from content.gathering import gather_zip, language_of
from content.importing import ImportResult, upload_sources
from content.linting.bank import lint
from content.models import Bank, Language
from content.problems import Problem
from content.questions import BankDocument
from content.sources import MAX_BYTES, Source

MAX_UPLOAD_BYTES = 20_000_000
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
        label=gettext_lazy("Files"),
        help_text=gettext_lazy(
            "Lessons (.md, .html), question banks (.json, Moodle's .xml, .gift), or a .zip of them and of exercises."
        ),
        widget=SeveralFiles(attrs={"accept": ".md,.html,.json,.xml,.gift,.txt,.zip", "class": "input"}),
    )
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
        """The files, archives unpacked, and what is wrong with the archives."""
        sources: list[Source] = []
        problems: list[Problem] = []
        for file in self.cleaned_data["files"]:
            found, wrong = _sources_of(file, self.cleaned_data["language"])
            sources += found
            problems += wrong
        size = sum(len(source.data) for source in sources)
        if size > MAX_UPLOAD_BYTES:
            expected = _("at most %d bytes, unpacked") % MAX_UPLOAD_BYTES
            return [], [*problems, Problem("", expected, str(size), _("Upload in parts."))]
        return sources, problems


def _sources_of(file: UploadedFile, language: str) -> tuple[list[Source], list[Problem]]:
    if file.name.lower().endswith(".zip"):
        return gather_zip(file.read(), file.name, language)
    # One byte over the limit is enough for the check to see that a file is too large.
    return [Source(file.name, file.read(MAX_BYTES + 1), language_of(PurePosixPath(file.name), language))], []


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
    context = {"form": form, "result": result, "reports": [lint(bank) for bank in banks]}
    return render(request, "content/upload.html", context, status=status)
