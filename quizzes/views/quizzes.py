"""The list of quizzes, and each one's cover page with its start."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from content.models import BankVersion
from quizzes import access, attempts, deadlines
from quizzes.histories import history
from quizzes.models import Accommodation, Attempt


@require_safe
def quizzes(request: HttpRequest) -> HttpResponse:
    banks = BankVersion.objects.current(get_language() or "en").defer("content").order_by("title")
    mine = Attempt.objects.for_user(request.user)
    attempts.expire_overdue(mine)
    best = {attempt.bank_id: attempt for attempt in Attempt.objects.best_per_bank([request.user.pk])}
    running = list(mine.open().for_list())
    rows = [
        {
            "bank": bank,
            "best": best.get(bank.item_id),
            "open": [attempt for attempt in running if attempt.bank_id == bank.item_id],
        }
        for bank in banks
    ]
    return render(request, "quizzes/quizzes.html", {"rows": rows})


@require_safe
def quiz(request: HttpRequest, slug: str) -> HttpResponse:
    bank = access.published_bank(slug, get_language() or "en")
    mine = Attempt.objects.for_user(request.user)
    attempts.expire_overdue(mine)
    factor = Accommodation.objects.factor_for(request.user)
    context = {
        "bank": bank,
        "document": bank.document(),
        "open": {attempt.purpose: attempt for attempt in mine.open().filter(bank_id=bank.item_id)},
        "history": history(mine, bank.item_id),
        "modes": Attempt.Mode,
        "factor": factor,
        "minutes": int(bank.duration_minutes * factor),
    }
    return render(request, "quizzes/quiz.html", context)


@require_POST
@login_required
def start(request: HttpRequest, slug: str) -> HttpResponse:
    bank = access.published_bank(slug, get_language() or "en")
    mode = _choice(request.POST.get("mode", ""), Attempt.Mode.PAGE)
    purpose = _choice(request.POST.get("purpose", ""), Attempt.Purpose.EXAM)
    try:
        started = attempts.start(request.user, bank, mode, purpose)
    except attempts.NotNow as refused:
        messages.error(request, deadlines.refusal(refused.against))
        return redirect("quizzes:quiz", slug)
    return redirect("quizzes:attempt", started.pk)


def _choice(value: str, otherwise: TextChoices) -> str:
    return value if value in type(otherwise).values else str(otherwise)
