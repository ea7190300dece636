"""The addresses of pictures: bytes that content admins have uploaded, served so that they can be pictures alone."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from content.models import Picture, PictureFormat
from content.upload import PERMISSION

TYPES = {
    PictureFormat.PNG: "image/png",
    PictureFormat.JPEG: "image/jpeg",
    PictureFormat.GIF: "image/gif",
    PictureFormat.WEBP: "image/webp",
}
A_YEAR = 365 * 24 * 3600
# Opened by itself, a file that a browser took for a page would still run nothing and send nothing.
STRICT = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@require_safe
def picture(request: HttpRequest, digest: str, ending: str) -> HttpResponse:
    """For everybody once readers have seen it in a text; before that, while it stands in drafts, for content admins."""
    named = Picture.objects.filter(hash=digest, format=ending)
    found, cached = named.used().first(), "public"
    if found is None and request.user.has_perm(PERMISSION):
        found, cached = named.first(), "private"
    if found is None:
        raise Http404
    # It is compressed already: trying again would cost time for nothing.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    headers = STRICT | {"Cache-Control": f"{cached}, max-age={A_YEAR}, immutable", "ETag": f'"{digest}"'}
    return HttpResponse(bytes(found.data), content_type=TYPES[PictureFormat(found.format)], headers=headers)
