"""Moodle XML as a bank. What has no place in ours is left out with a warning that names it."""

from __future__ import annotations

import re
from html import escape

from django.utils.translation import gettext as _

from content.exchange.from_portable import category_path, true_and_false, unsupported
from content.exchange.html_to_markdown import pictures
from content.exchange.portable import Category, Choice, Note, PortableBank, PortableQuestion, read_note
from content.exchange.xml_tree import Element, parse
from content.problems import Problem, shown
from content.rendering import render_markdown
from content.sources import Unreadable

FULL = 99.99  # percent; Moodle writes thirds with five decimals


def read_moodle(text: str, language: str = "en") -> tuple[PortableBank, list[Problem]]:
    root = parse(text)
    if root.tag != "quiz":
        expected, remedy = _("Moodle XML, whose first element is <quiz>"), _("Export the questions as Moodle XML.")
        raise Unreadable(Problem(_("line %d") % root.line, expected, f"<{root.tag}>", remedy))
    return _Reader(language).read(root)


class _Reader:
    def __init__(self, language: str) -> None:
        self.words = dict(zip(("true", "false"), true_and_false(language), strict=True))
        self.bank = PortableBank([], [])
        self.warnings: list[Problem] = []
        self.path: tuple[str, ...] = ("-",)

    def read(self, root: Element) -> tuple[PortableBank, list[Problem]]:
        for element in root.all("question"):
            kind = element.attributes.get("type", "")
            if kind == "category":
                self.category(element)
            elif self.belongs(element, kind):
                self.bank.questions.append(self.question(element, kind))
        self.bank.shuffled = not any(one.said("shuffleanswers") in ("0", "false") for one in root.all("question"))
        self.compare_grades(root)
        return self.bank, self.warnings

    def category(self, element: Element) -> None:
        place = element.said("category", "text")
        parts = [part.replace("//", "/") for part in re.split(r"(?<!/)/(?!/)", place)]
        self.path = category_path(place, parts)
        note = read_note(element.said("info", "text")) or {}
        self.bank.categories.append(Category(self.path, note, element.line))

    def belongs(self, element: Element, kind: str) -> bool:
        name = element.said("name", "text")
        if element.said("hidden") == "1":
            self.warnings.append(unsupported(element.line, _("a question that was deleted in Moodle,"), name))
            return False
        if kind not in KINDS:
            self.warnings.append(unsupported(element.line, _("a question of the type “%s”,") % kind, name))
            return False
        if kind == "numerical" and len(_full_marks(element)) != 1:
            self.warnings.append(unsupported(element.line, _("a question with several right numbers,"), name))
            return False
        return True

    def question(self, element: Element, kind: str) -> PortableQuestion:
        found = PortableQuestion(
            kind=KINDS[kind],
            html=self.html(element.first("questiontext")),
            explanation=self.html(element.first("generalfeedback")),
            hints=[self.html(hint) for hint in element.all("hint")],
            id=element.said("idnumber"),
            note=_note(element),
            path=self.path,
            line=element.line,
        )
        {"multichoice": self.choices, "truefalse": self.true_or_false, "numerical": self.number}.get(kind, self.steps)(
            element, found
        )
        return found

    def choices(self, element: Element, found: PortableQuestion) -> None:
        found.choices = [
            Choice(self.html(answer), _percent(answer), self.html(answer.first("feedback")))
            for answer in element.all("answer")
        ]
        right = [choice for choice in found.choices if choice.percent > 0]
        full = [choice for choice in right if choice.percent > FULL]
        if element.said("single") in ("0", "false") or len(full) > 1:
            found.kind = "multiple"
            if len({round(choice.percent, 2) for choice in right}) > 1:
                self.warn(element, _("right options that count alike"), _("Each counts the same here."))
        elif len(right) > len(full):
            self.warn(element, _("options that are right or wrong"), _("The best one is right here, the others wrong."))

    def true_or_false(self, element: Element, found: PortableQuestion) -> None:
        self.choices(element, found)
        for choice in found.choices:
            choice.html = self.words.get(choice.html.lower(), choice.html)

    def number(self, element: Element, found: PortableQuestion) -> None:
        (answer,) = _full_marks(element)
        found.value, found.tolerance = answer.said("text"), answer.said("tolerance")
        found.feedback = self.html(answer.first("feedback"))
        found.unit = element.said("units", "unit", "unit_name")
        if any(_percent(other) > 0 for other in element.all("answer") if other is not answer):
            self.warn(element, _("one right number"), _("Numbers that earn a part of the mark are left out."))

    def steps(self, element: Element, found: PortableQuestion) -> None:
        answers = sorted(element.all("answer"), key=_percent)  # the fraction is the place, from 1
        found.steps = [self.html(answer) for answer in answers]

    def html(self, element: Element | None) -> str:
        """A text of any of Moodle's formats as HTML."""
        if element is None:
            return ""
        text, form = element.said("text"), element.attributes.get("format", "html")
        if lost := pictures(text) + len(list(element.all("file"))):
            got = _("%d pictures or files") % lost
            remedy = _("They are left out; have them added to the site.")
            self.warnings.append(Problem(_("line %d") % element.line, _("text"), got, remedy))
        if form == "plain_text":
            return escape(text, quote=False).replace("\n", "<br>")
        return render_markdown(text) if form == "markdown" else text

    def compare_grades(self, root: Element) -> None:
        grades = {one.said("defaultgrade") for one in root.all("question")} - {""}
        if len({float(grade) for grade in grades if re.fullmatch(r"\d+(\.\d+)?", grade)}) > 1:
            got = _("grades of %s") % ", ".join(sorted(grades))
            self.warnings.append(Problem("", _("questions that count alike"), got, _("Each counts the same here.")))

    def warn(self, element: Element, expected: str, remedy: str) -> None:
        marks = ", ".join(answer.attributes.get("fraction", "") for answer in element.all("answer"))
        got = _("the marks %(marks)s in %(name)s") % {"marks": marks, "name": shown(element.said("name", "text"))}
        self.warnings.append(Problem(_("line %d") % element.line, expected, got, remedy))


KINDS = {"multichoice": "single", "truefalse": "single", "numerical": "numeric", "ordering": "order"}


def _note(element: Element) -> Note:
    return next((note for comment in element.comments if (note := read_note(comment))), {})


def _percent(answer: Element) -> float:
    try:
        return float(answer.attributes.get("fraction", "0"))
    except ValueError:
        return 0.0


def _full_marks(element: Element) -> list[Element]:
    return [answer for answer in element.all("answer") if _percent(answer) > FULL and answer.said("text") != "*"]
