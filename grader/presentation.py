"""A stored verdict in the reader's language, ready for the templates."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from content.rendering import render_markdown
from grader import exercises, figures, messages, pictures, shelf
from grader.examples import BETAS, EXAMPLES
from grader.models import Submission
from grader.progress import RUNNING, Progress
from grader.verdicts import RAN, CheckResult, Text, Verdict

Address = Callable[[int], str]  # of a row of pictures, by its number


@dataclass(frozen=True)
class ShownCheck:
    result: CheckResult
    title: str
    message: str
    figure: dict[str, Any] | None
    expected: str  # both empty where there is nothing to compare
    got: str

    @property
    def state(self) -> str:
        """The modifier of `.check-item`."""
        if self.result.passed:
            return "passed"
        return "blocked" if self.result.is_blocked else "failed"


@dataclass(frozen=True)
class ShownMisconception:
    title: str
    wrong: str
    why: str
    lesson_url: str


@dataclass(frozen=True)
class Shown:
    verdict: Verdict
    tone: str  # the modifier of `.verdict`
    checks: list[ShownCheck]
    misconception: ShownMisconception | None
    figures: list[dict[str, Any]]
    exercise: exercises.Exercise | None
    version: int | None  # the number of the uploaded text that it was judged against

    @property
    def departure(self) -> ShownCheck | None:
        """Where a submission that no known mistake explains departs first."""
        if self.misconception or self.verdict.accepted:
            return None
        return next((check for check in self.checks if check.state == "failed" and check.result.required), None)


def shown(submission: Submission, language: str, address: Address | None = None) -> Shown:
    """`address` says where the pictures of a verdict are that is not the one in force."""
    verdict = Verdict.from_row(submission.verdict or {})
    drawer = FigureDrawer(address or figure_address(submission), language)
    return Shown(
        verdict=verdict,
        tone=_tone(verdict),
        checks=[_check(result, drawer, language) for result in verdict.checks],
        misconception=_misconception(verdict.misconception, language),
        figures=[drawer.draw(figure) for figure in verdict.figures],
        exercise=exercises.find(verdict.exercise),
        version=shelf.version_number(verdict.version),
    )


def figure_address(submission: Submission) -> Address:
    """Browsers keep pictures for long: those of a later verdict have another address."""
    given = f"?of={submission.judged_at.timestamp():.0f}" if submission.judged_at else ""
    return lambda number: reverse("grader:figure", args=[submission.pk, number]) + given


def stored_figures(submission: Submission) -> list[dict[str, Any]]:
    """Every figure of a verdict in the order in which the page shows them, those of the checks first."""
    row = submission.verdict or {}
    of_checks = [check["figure"] for check in row.get("checks", []) if check["figure"]]
    drawn_after = (submission.pictures or {}).get("figure")
    return of_checks + list(row.get("figures", [])) + ([drawn_after] if drawn_after else [])


@dataclass(frozen=True)
class ShownPictures:
    """What follows a verdict: pictures, or why there are none, or neither as long as they are coming."""

    figure: dict[str, Any] | None = None
    reason: str = ""
    are_coming: bool = False


def shown_pictures(submission: Submission, language: str) -> ShownPictures | None:
    """None where no pictures belong to it."""
    if submission.pictures_owed:
        late = submission.judged_at is None or timezone.now() - submission.judged_at > pictures.PATIENCE
        return ShownPictures(reason=_words({"key": "digits.late", "params": {}}, language), are_coming=not late)
    if submission.pictures is None:
        return None
    if "figure" not in submission.pictures:
        return ShownPictures(reason=_words(submission.pictures["missing"], language))
    *before, drawn = stored_figures(submission)
    drawer = FigureDrawer(figure_address(submission), language, rows_drawn=len(figures.image_rows(before)))
    return ShownPictures(figure=drawer.draw(drawn))


def live_curve(submission: Submission, progress: Progress, language: str) -> dict[str, Any] | None:
    """The loss so far, from 0 up, on an axis as long as the training will be: it grows without jumping."""
    points = [(float(step), loss) for step, loss in enumerate(progress.losses, start=1) if loss is not None]
    if len(points) < 2:
        return None
    texts = {name: Text(f"training.{name}").as_row() for name in ("loss-curve", "step", "loss-yours")}
    steps, losses = zip(*points, strict=True)
    last = progress.of if progress.stage == RUNNING else len(progress.losses)
    span = [1.0, float(max(last, 2))]
    line = {"label": texts["loss-yours"], "x": steps, "y": losses}
    axes = {"x": {"label": texts["step"], "span": span}, "y": {"span": [0.0, max(losses) or 1.0]}}
    figure = {"kind": "curves", "title": texts["loss-curve"], **axes, "series": [line]}
    return FigureDrawer(figure_address(submission), language).draw(figure)


def with_mistakes(rows: Iterable[Submission], language: str) -> list[tuple[Submission, str]]:
    """Each with the title of the mistake that was named, or nothing."""
    rows = list(rows)
    known = shelf.mistakes(row.misconception for row in rows)
    titles = {slug: messages.in_language(entry.title, language) for slug, entry in known.items()}
    return [(row, titles.get(row.misconception, "")) for row in rows]


def rendered(hints: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{**hint, "html": render_markdown(hint["text"])} for hint in hints]


def example(exercise: exercises.Exercise, language: str) -> dict[str, Any]:
    """The visible example: its lines, and what they are given."""
    if exercise.uploaded:
        made = shelf.example(exercise)
        return {"code": highlighted(made["code"]), "given": made["given"]}
    shown = EXAMPLES[exercise.slug]
    values = {"betas": ", ".join(map(str, BETAS)), "T": len(BETAS)}
    given = [(name.split("-")[-1], messages.render(Text(f"example.{name}", values), language)) for name in shown.given]
    return {"code": highlighted(shown.code), "given": given}


def highlighted(source: str) -> SafeString:
    return mark_safe(highlight(source, PythonLexer(), HtmlFormatter(cssclass="highlight")))  # escaped by Pygments


class FigureDrawer:
    """Turns stored figures into what `_figure.html` takes, counting image rows as their addresses do."""

    def __init__(self, address: Address, language: str, rows_drawn: int = 0) -> None:
        self.address, self.language = address, language
        self.rows_drawn = rows_drawn

    def draw(self, figure: dict[str, Any]) -> dict[str, Any]:
        parts = self._images(figure) if figure["kind"] in figures.WITH_IMAGES else self._curves(figure)
        return {"kind": figure["kind"], "title": self._words(figure.get("title")), **parts}

    def _images(self, figure: dict[str, Any]) -> dict[str, Any]:
        return {"rows": [self._row(row) for row in figure["rows"]], "marks": figure.get("marks", [])}

    def _row(self, row: dict[str, Any]) -> dict[str, Any]:
        url = self.address(self.rows_drawn)
        self.rows_drawn += 1
        width, height = figures.size(row)
        shown = {"label": self._words(row["label"]), "url": url, "width": width, "height": height}
        return {**shown, "count": row["shape"][0], "columns": row.get("columns"), "heads": row.get("heads")}

    def _curves(self, figure: dict[str, Any]) -> dict[str, Any]:
        x_label, y_label = (self._words((figure.get(axis) or {}).get("label")) for axis in "xy")
        labels = [self._words(one["label"]) for one in figure["series"]]
        return {"plot": figures.plot(figure), "labels": labels, "x_label": x_label, "y_label": y_label}

    def _words(self, text: dict[str, Any] | None) -> str:
        return _words(text, self.language)


def _words(text: dict[str, Any] | None, language: str) -> str:
    return "" if text is None else messages.render(Text.from_row(text), language)


def _tone(verdict: Verdict) -> str:
    if verdict.outcome == RAN:
        return "ran"
    if verdict.accepted:
        return "passed"
    return "partial" if verdict.score > 0 or verdict.outcome == Submission.Outcome.SANDBOX_FAILED else "failed"


def _check(result: CheckResult, drawer: FigureDrawer, language: str) -> ShownCheck:
    figure = drawer.draw(result.figure) if result.figure else None
    title, message = messages.title(result.name, language), messages.render(result.message, language)
    return ShownCheck(result, title, message, figure, *_compared(result))


def _compared(result: CheckResult) -> tuple[str, str]:
    """What a failed check expected and what it got, where its sentence has both."""
    values = messages.shortened(result.message.params)
    both = not result.passed and {"expected", "got"} <= values.keys()
    return (values["expected"], values["got"]) if both else ("", "")


def _misconception(slug: str | None, language: str) -> ShownMisconception | None:
    entry = shelf.mistakes([slug or ""]).get(slug or "")
    if entry is None:
        return None
    title, wrong, why = (messages.in_language(texts, language) for texts in (entry.title, entry.wrong, entry.why))
    lesson_url = f"{reverse('content:lesson', args=[entry.lesson])}#{entry.section}" if entry.lesson else ""
    return ShownMisconception(title, wrong, why, lesson_url)
