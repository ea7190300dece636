"""The reference solution and other styles, for whoever has full marks or teaches. To anyone else it does not exist."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grader import presentation
from grader.access import may_see_solutions, signed_in
from grader.views.page import page_or_404


@never_cache
@signed_in
@require_safe
def solutions(request: HttpRequest, slug: str) -> HttpResponse:
    page = page_or_404(slug)
    if not page.text.solutions or not may_see_solutions(request.user, slug):
        raise Http404
    shown = [{**solution, "html": presentation.highlighted(solution["code"])} for solution in page.text.solutions]
    return render(request, "grader/solutions.html", {"exercise": page.exercise, "text": page.text, "solutions": shown})
