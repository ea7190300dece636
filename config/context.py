"""What every template sees."""

from django.http import HttpRequest


def csp_nonce(request: HttpRequest) -> dict[str, object]:
    """The page's nonce under the name that django-htmx reads; it stays lazy, so a page without one sends none."""
    return {"csp_nonce": getattr(request, "csp_nonce", "")}
