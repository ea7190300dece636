"""Where STAFF_MFA says so, staff set up two-step sign-in before they see anything else."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from quizzes.access import is_staff

ALWAYS_OPEN = ("account_", "mfa_", "healthz")  # where it is set up, and the way out


class StaffSecondFactor:
    """Closes every page and not a list of some: which one shows other people's work depends on more than its name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        match = request.resolver_match
        if not settings.STAFF_MFA or (match and match.view_name.startswith(ALWAYS_OPEN)):
            return None
        if not is_staff(request.user) or is_mfa_enabled(request.user):
            return None
        messages.warning(request, _("Whoever sees other people's work here signs in in two steps. Set it up first."))
        return redirect("mfa_activate_totp")
