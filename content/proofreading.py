"""What is wrong with an author's text that a page could not show as it is meant: formulas, tags, code.

Formulas are looked for in the source, which is quick and knows lines and columns; before one is refused, the page is
rendered, since only that decides what is a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from django.utils.translation import gettext as _

from content import formulas, markup, snippets
from content.masking import blank, without_code
from content.passages import Passage
from content.problems import Problem

NO_BLANK_LINE = r"(?!\n[ \t]*\n)"
FORMULA = re.compile(
    rf"(?<!\\)\$\$(?P<dollars>(?:{NO_BLANK_LINE}(?:\\.|[^\\$]|\$(?!\$)))+?)\$\$"
    rf"|(?<!\\)\\\[(?P<brackets>(?:{NO_BLANK_LINE}(?:\\[^\[\]]|[^\\]))+?)\\\]"
    rf"|(?:\A|(?<=\n\n))(?P<environment>\\begin\{{(?P<name>[a-z]+\*?)\}}(?:{NO_BLANK_LINE}.)+?\\end\{{(?P=name)\}})"
    rf"|(?<![\\$])\$(?![\s$])(?P<dollar>(?:{NO_BLANK_LINE}(?:\\.|[^\\$]))+?)(?<!\s)\$"
    rf"|(?<!\\)\\\((?P<parentheses>(?:{NO_BLANK_LINE}(?:\\[^()]|[^\\]))+?)\\\)",
    re.DOTALL,
)
INLINE = ("dollar", "parentheses")
DISPLAYED = re.compile(r'<div class="arithmatex">(.*?)</div>', re.DOTALL)
RENDERED = re.compile(r'<(?:span|div) class="arithmatex">(.*?)</(?:span|div)>', re.DOTALL)
COMMAND = re.compile(r"(?<!\\)\\([a-zA-Z]{2,})")
SIGNS = re.compile(r"[$\\<`~]")  # a text without any of them is words alone
DOLLARS = re.compile(r"(?<!\\)\$\$")
NO_TEXT = re.compile(r'<pre\b.*?</pre>|<code\b.*?</code>|<(span|div) class="arithmatex">.*?</\1>', re.DOTALL)


@dataclass
class Notes:
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def proofread(passages: Iterable[Passage]) -> Notes:
    notes = Notes()
    for passage in passages:
        try:
            proof = _Proof(passage)
            notes.problems += proof.problems()
            notes.warnings += proof.warnings()
        except RecursionError:
            expected, got = _("text that can be laid out"), _("too deep a nesting")
            notes.problems.append(Problem(passage.path, expected, got, _("Nest it less deeply.")))
    return notes


class _Proof:
    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.is_html = passage.form == "html"
        self.bare = without_code(passage.text, is_html=self.is_html)

    def problems(self) -> Iterator[Problem]:
        if self.passage.form == "code" or not SIGNS.search(self.passage.text):
            return
        if not self.is_html:
            yield from self.wrong_formulas()
            yield from self.endless_formulas()
        if self.passage.form != "inline" and "<" in self.text_alone:
            for fault in markup.faults(self.text_alone):
                yield self.problem(fault.offset, fault.expected, fault.got, fault.remedy)

    def warnings(self) -> Iterator[Problem]:
        if self.passage.form == "code":
            yield from self.code_that_does_not_compile()
        elif SIGNS.search(self.passage.text):
            yield from self.tags_left_out()
            if not self.is_html:
                yield from self.crowded_formulas()
                yield from self.stray_commands()
            yield from self.code_that_does_not_compile()

    def tags_left_out(self) -> Iterator[Problem]:
        for tag, offset in markup.unshown(self.text_alone).items() if "<" in self.text_alone else ():
            remedy = _("It is left out of the page. To show the sign, write &lt; or put it into code.")
            yield self.problem(offset, _("a tag that pages show"), f"<{tag}>", remedy)

    def wrong_formulas(self) -> Iterator[Problem]:
        for match in self.formulas:
            kind = str(match.lastgroup).replace("name", "environment")
            tex = match[kind]
            slip = formulas.slip_in(tex, display=kind not in INLINE)
            if slip and _bare(tex) in self.rendered:
                yield self.problem(match.start(kind) + slip.offset, slip.expected, slip.got, slip.remedy)

    def endless_formulas(self) -> Iterator[Problem]:
        """A $$ without its partner stands on the page as it is, or takes the next formula's for its own."""
        match = DOLLARS.search(self.text_alone)
        if match and "$$" in NO_TEXT.sub("", self.passage.html):
            remedy = _("Close the formula with $$, on lines of its own.")
            yield self.problem(match.start(), _("$$ at both ends of a formula"), _("one $$ without the other"), remedy)

    def crowded_formulas(self) -> Iterator[Problem]:
        """A formula between $$ within a paragraph keeps its outer dollars."""
        found = [match for match in self.formulas if match["dollars"]]
        if found and "$" in NO_TEXT.sub("", self.passage.html):
            apart = {_bare(unescape(tex).strip()[2:-2]) for tex in DISPLAYED.findall(self.passage.html)}
            for match in found:
                if _bare(match["dollars"]) not in apart:
                    remedy = _("Put it on lines of its own with a blank line before and after, or write one $ each.")
                    yield self.problem(match.start(), _("$$ on lines of their own"), _("$$ within a line"), remedy)

    def stray_commands(self) -> Iterator[Problem]:
        """Whoever writes \\alpha in a text meant a formula, and forgot a dollar."""
        for match in COMMAND.finditer(self.text_alone):
            if match[0] in formulas.known().commands:
                remedy = _("Put $ at both ends of the formula, or a backslash before the backslash.")
                yield self.problem(match.start(), _("formulas between $ and $"), match[0], remedy)
                return

    def code_that_does_not_compile(self) -> Iterator[Problem]:
        is_code = self.passage.form == "code"
        found = [snippets.Snippet(0, self.passage.text)] if is_code else self.snippets
        for snippet in found:
            if error := snippets.error_in(snippet.code):
                line, message = error
                at = snippet.offset + sum(len(one) + 1 for one in snippet.code.split("\n")[:line])
                remedy = _("Correct it, or call the block text or pycon if it is not meant to run.")
                yield self.problem(min(at, len(self.passage.text)), _("Python that compiles"), message, remedy)

    @property
    def snippets(self) -> list[snippets.Snippet]:
        block = self.passage.form != "inline"
        return list(snippets.snippets(self.passage.text, is_html=self.is_html)) if block else []

    @cached_property
    def formulas(self) -> list[re.Match[str]]:
        return list(FORMULA.finditer(self.bare)) if "$" in self.bare or "\\" in self.bare else []

    @cached_property
    def text_alone(self) -> str:
        """Without code and formulas, place by place."""
        return self.bare if self.is_html else FORMULA.sub(lambda match: blank(match[0]), self.bare)

    @cached_property
    def rendered(self) -> set[str]:
        """The formulas that the page has."""
        return {_bare(unescape(tex).strip()[2:-2]) for tex in RENDERED.findall(self.passage.html)}

    def problem(self, offset: int, expected: str, got: str, remedy: str) -> Problem:
        return Problem(self.passage.place(offset), expected, got, remedy)


def _bare(tex: str) -> str:
    """As it is whatever a quotation or a list has put before its lines."""
    return re.sub(r"[\s>]+", "", tex)
