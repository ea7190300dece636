"""Downloads for content admins: everything that is published, or one item in one language."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content.desk import KINDS
from content.exchange.publication import FORMATS, File, Format, files, published, zipped
from content.upload import for_content_admins

TYPES = {
    "md": "text/markdown",
    "html": "text/plain",  # a lesson's source to be kept, not a page to be opened
    "json": "application/json",
    "xml": "application/xml",
    "gift": "text/plain",
}


@for_content_admins
@require_safe
@never_cache
def everything(request: HttpRequest) -> HttpResponse:
    form = _format(request)
    return archive(files(published(), form), "content" if form == "native" else f"content-{form}")


@for_content_admins
@require_safe
@never_cache
def one(request: HttpRequest, kind: str, slug: str, language: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    version = get_object_or_404(KINDS[kind].objects.newest(), item__slug=slug, language=language)
    found = files([version], _format(request))
    if not found:
        raise Http404
    name = f"{slug}.{language}" if language != "en" else slug
    # An exercise is several files, as is what has pictures; another lesson or bank says its language in its name, from
    # which an upload reads it.
    return archive(found, name) if kind == "exercisetext" or len(found) > 1 else single(found[0], name)


def archive(found: list[File], name: str) -> HttpResponse:
    return _download(zipped(found), "application/zip", f"{name}.zip")


def single(file: File, name: str) -> HttpResponse:
    ending = file.path.rpartition(".")[2]
    return _download(file.text.encode(), f"{TYPES[ending]}; charset=utf-8", f"{name}.{ending}")


def _download(data: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(data, content_type=content_type, headers=headers)


def _format(request: HttpRequest) -> Format:
    wanted = request.GET.get("format", "native")
    found = next((form for form in FORMATS if form == wanted), None)
    if found is None:
        raise Http404
    return found
