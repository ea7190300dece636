"""A class's gradebook: its table, sorted and filtered as asked, and its files for a spreadsheet."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from quizzes import classbook, exports
from quizzes.access import for_class
from quizzes.course import outline
from quizzes.models import Cohort
from quizzes.paging import paged
from quizzes.views.grades import Grades

PER_PAGE = 50
CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_class("results")
@require_safe
def book(request: HttpRequest, cohort: Cohort) -> HttpResponse:
    whole = classbook.book(cohort, outline(get_language() or "en"))
    search = request.GET.get("q", "").strip()
    filter_by, sort = request.GET.get("show", ""), request.GET.get("sort", "name")
    page = paged(classbook.chosen(whole, search, filter_by, sort), request.GET, "page", PER_PAGE)
    grades = Grades()
    context = {
        "cohort": cohort,
        "rights": cohort.rights(request.user),
        "page": page,
        "rows": [(row, [grades.html(cell) for cell in row.cells]) for row in page],
        "columns": [(column, _sorting(request, str(number), sort)) for number, column in enumerate(whole.columns)],
        "by_name": _sorting(request, "name", sort),
        "by_total": _sorting(request, "total", sort),
        "means": whole.means(),
        "students_count": len(whole.rows),
        "search": search,
        "filter_by": filter_by,
        "sort": sort,
    }
    return render(request, "quizzes/classes/gradebook.html", context)


@for_class("results")
@require_safe
def export(request: HttpRequest, cohort: Cohort, what: str, kind: str) -> HttpResponse:
    if what == "grades":
        table = exports.grades(classbook.book(cohort, outline(get_language() or "en")))
    elif what == "submissions":
        table = exports.submissions(cohort)
    else:
        raise Http404
    return _file(table, f"{slugify(cohort.title) or 'class'}-{what}", what, kind)


def _file(table: exports.Table, name: str, what: str, kind: str) -> HttpResponse:
    if kind == "csv":
        content, mime = exports.as_csv(table), CSV
    elif kind == "xlsx":
        content, mime = exports.as_xlsx(table, what), XLSX
    else:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=mime, headers=headers)


def _sorting(request: HttpRequest, name: str, sort: str) -> dict[str, Any]:
    """The address that sorts by a column, and how the table is sorted by it now. Scores begin with the lowest."""
    changed = request.GET.copy()
    changed.pop("page", None)
    changed["sort"] = f"-{name}" if sort == name else name
    now = "ascending" if sort == name else "descending" if sort == f"-{name}" else ""
    return {"address": f"?{changed.urlencode()}", "now": now}
