"""What is said to a request that is refused before any page has seen it."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOO_LARGE = 413


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    is_large = isinstance(exception, RequestDataTooBig | TooManyFilesSent)
    context = {
        "is_large": is_large,
        "megabytes": settings.MAX_UPLOAD_BYTES // 1_000_000,
        "files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
    }
    return render(request, "400.html", context, status=TOO_LARGE if is_large else 400)
