"""The list of quizzes, and each one's cover page with its start."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from content.models import BankVersion
from quizzes import access, attempts, deadlines
from quizzes.models import Attempt

PAST_SHOWN = 20


@require_safe
def quizzes(request: HttpRequest) -> HttpResponse:
    banks = BankVersion.objects.current(get_language() or "en").defer("content").order_by("title")
    mine = Attempt.objects.for_user(request.user)
    attempts.expire_overdue(mine)
    best = {attempt.bank_id: attempt for attempt in Attempt.objects.best_per_bank([request.user.pk])}
    running = {attempt.bank_id: attempt for attempt in mine.open().for_list()}
    rows = [{"bank": bank, "best": best.get(bank.item_id), "open": running.get(bank.item_id)} for bank in banks]
    return render(request, "quizzes/quizzes.html", {"rows": rows})


@require_safe
def quiz(request: HttpRequest, slug: str) -> HttpResponse:
    bank = access.published_bank(slug, get_language() or "en")
    mine = Attempt.objects.for_user(request.user).filter(bank_id=bank.item_id)
    attempts.expire_overdue(mine)
    context = {
        "bank": bank,
        "document": bank.document(),
        "open_attempt": mine.open().first(),
        "past": mine.closed().for_list()[:PAST_SHOWN],
        "modes": Attempt.Mode,
    }
    return render(request, "quizzes/quiz.html", context)


@require_POST
@login_required
def start(request: HttpRequest, slug: str) -> HttpResponse:
    bank = access.published_bank(slug, get_language() or "en")
    mode = request.POST.get("mode", "")
    try:
        started = attempts.start(request.user, bank, mode if mode in Attempt.Mode.values else str(Attempt.Mode.PAGE))
    except attempts.NotNow as refused:
        messages.error(request, deadlines.refusal(refused.against))
        return redirect("quizzes:quiz", slug)
    return redirect("quizzes:attempt", started.pk)
