"""A cell of a class's gradebook as HTML. Written here and not by a template: one page has fifteen hundred of them."""

from functools import lru_cache

from django.template.defaultfilters import floatformat
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from quizzes.classbook import Cell
from quizzes.course import EXERCISE, QUIZ

NOWHERE = 0  # in the place of a number in an address


class Grades:
    """For one page, in the reader's language. The words are for who cannot see the marks."""

    def __init__(self) -> None:
        self.language = get_language() or "en"
        self.passed = f"{render_to_string('_icons/check.html')}{_hidden(_('passed'))}"
        self.set, self.set_title = _small(_("set")), f' title="{escape(_("set by a teacher"))}"'
        self.missing = f'<span class="gradebook__missing">{escape(_("missing"))}</span>'
        self.nothing = f'<span class="muted" aria-hidden="true">–</span>{_hidden(_("not handed in"))}'
        self.addresses = {
            QUIZ: reverse("quizzes:attempt", args=[NOWHERE]),
            EXERCISE: reverse("grader:submission", args=[NOWHERE]),
        }

    def html(self, cell: Cell) -> SafeString:
        if cell.percent is None:
            return mark_safe(self.missing if cell.is_missing else self.nothing)
        style = "gradebook__score gradebook__score--passed" if cell.passed else "gradebook__score"
        title, tick = self.set_title if cell.is_set else "", self.passed if cell.passed else ""
        shown = f"{_number(cell.percent, self.language)}{tick}"
        link = f'<a class="{style}" href="{escape(self._address(cell))}"{title}>{shown}</a>'
        return mark_safe(f"{link}{self._below(cell)}")

    def _address(self, cell: Cell) -> str:
        if not cell.work:
            return cell.item.url
        return self.addresses[cell.item.kind].replace(f"/{NOWHERE}/", f"/{cell.work}/")

    def _below(self, cell: Cell) -> str:
        if cell.is_set:
            return self.set
        if not cell.days_late:
            return ""
        late = ngettext("%(days)s day late", "%(days)s days late", cell.days_late) % {"days": cell.days_late}
        return _small(late, "gradebook__late")


def _hidden(text: str) -> str:
    return f'<span class="visually-hidden"> {escape(text)}</span>'


def _small(text: str, style: str = "") -> str:
    return f'<span class="{" ".join(filter(None, ("gradebook__user", style)))}">{escape(text)}</span>'


@lru_cache(maxsize=4096)
def _number(percent: float, language: str) -> str:
    """As the language writes it, which `floatformat` knows from the thread."""
    return floatformat(percent, "-1")
