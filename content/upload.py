"""The page where content admins upload files: choose, see what would change, publish.

A browser forgets the chosen files once a page comes back, so the checked text travels in the page itself, signed, and
is checked again from the start when it is published.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from content.importing import ImportResult, import_sources
from content.models import Language
from content.sources import MAX_BYTES, Source, decode

SALT = "content.upload"
HOURS_TO_PUBLISH = 12
MAX_UPLOAD_BYTES = 2_000_000  # compressed into one form field, this stays below DATA_UPLOAD_MAX_MEMORY_SIZE
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
        help_text=gettext_lazy("Lessons (.md or .html) and question banks (.json), one or several."),
        widget=SeveralFiles(attrs={"accept": ".md,.html,.json", "class": "input"}),
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

    def sources(self) -> list[Source]:
        language = self.cleaned_data["language"]
        # One byte over the limit is enough for the check to see that a file is too large.
        return [Source(file.name, file.read(MAX_BYTES + 1), language) for file in self.cleaned_data["files"]]


@for_content_admins
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    if "parcel" in request.POST:
        return _publish(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        return _page(request, form, status=200 if request.method == "GET" else 422)
    sources = form.sources()
    result = import_sources(sources, dry_run=True)
    parcel = _pack(sources, form.cleaned_data["note"]) if result.ok else ""
    return _page(request, form, result, parcel, status=200 if result.ok else 422)


def _publish(request: HttpRequest) -> HttpResponse:
    try:
        sources, note = _unpack(request.POST["parcel"])
    except signing.BadSignature:
        messages.error(request, _("These files were checked too long ago. Choose them again."))
        return redirect("content:upload")
    result = import_sources(sources, author=request.user, note=note)
    if not result.ok:  # what was published in the meantime no longer agrees with it
        return _page(request, UploadForm(), result, status=422)
    counts = {"created": result.created, "updated": result.updated, "unchanged": result.unchanged}
    messages.success(request, _("Published: %(created)d new, %(updated)d updated, %(unchanged)d unchanged.") % counts)
    return redirect("content:upload")


def _page(
    request: HttpRequest, form: UploadForm, result: ImportResult | None = None, parcel: str = "", status: int = 200
) -> HttpResponse:
    context = {"form": form, "result": result, "parcel": parcel}
    return render(request, "content/upload.html", context, status=status)


def _pack(sources: list[Source], note: str) -> str:
    texts = [(source.name, source.language, decode(source)) for source in sources]
    return signing.dumps([note, texts], salt=SALT, compress=True)


def _unpack(parcel: str) -> tuple[list[Source], str]:
    note, texts = signing.loads(parcel, salt=SALT, max_age=HOURS_TO_PUBLISH * 3600)
    return [Source(name, text.encode(), language) for name, language, text in texts], note
