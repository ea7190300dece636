"""Certificates: one's own, with what is still missing, and the public page on which anybody can verify one."""

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from quizzes import attempts, certificates
from quizzes.course import outline
from quizzes.models import Attempt
from quizzes.progress import Progress

# Wrong codes that one address may ask for before it has to pause. Nobody types thirty, and a guess is hopeless anyway.
WRONG_CODES, PAUSE_S = 30, 60


class NameForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Your name, as it shall stand on the certificate"),
        max_length=150,
        help_text=gettext_lazy("It cannot be changed afterwards."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "name"}),
    )

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if not certificates.is_name(name):
            raise ValidationError(_("Expected a name of at least two letters, got “%s”. Correct it.") % name)
        return name


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """One's certificates, or what is missing; a POST issues one."""
    user = request.user
    attempts.expire_overdue(Attempt.objects.for_user(user))
    # A name that the account has already is not asked for: it is the one that instructors know.
    form = NameForm({"name": user.get_full_name()} if user.get_full_name() else request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _issue(request, form.cleaned_data["name"])
    course, issued = outline(get_language() or "en"), list(user.certificates.all())
    context = {
        "form": form,
        "progress": Progress(user, course),
        "current": certificates.covering(issued, course),
        "issued": issued,
    }
    return render(request, "quizzes/certificates.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """For anybody who has the code: what the certificate says, and nothing else about its holder."""
    found = certificates.find(code)
    if found is None:
        answer = _unknown(request, code)
    else:
        context = {"certificate": found, "passed": certificates.named(found, get_language() or "en")}
        context["address"] = request.build_absolute_uri(found.get_absolute_url())
        answer = render(request, "quizzes/certificate.html", context)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _issue(request: HttpRequest, name: str) -> HttpResponse:
    try:
        return redirect(certificates.issue(request.user, name))
    except certificates.Incomplete:
        messages.error(request, _("Something is not passed yet; it is listed below."))
        return redirect("quizzes:certificates")


def _unknown(request: HttpRequest, code: str) -> HttpResponse:
    key = f"unknown-certificates:{get_adapter().get_client_ip(request)}"
    asked = cache.get(key, 0) + 1
    cache.set(key, asked, PAUSE_S)
    if asked > WRONG_CODES:
        return render(request, "429.html", status=429)
    return render(request, "quizzes/no_certificate.html", {"code": code[:40]}, status=404)
