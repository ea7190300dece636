"""Every problem of a question bank at once, since an author mends a file once, not error by error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from content.orderings import held_apart, required_pairs
from content.problems import Problem, from_validation, json_path, shown
from content.questions import BankDocument, Domain, Part, Question

WEIGHT_TOLERANCE = 0.05  # three domains of 33.33 are meant to be a hundred
Report = Callable[[str, str, str, str], Problem]


def check_bank(data: Any) -> tuple[BankDocument | None, list[Problem]]:
    """The bank that `data` describes, and everything that is wrong with it; no bank where anything is."""
    try:
        document, problems = BankDocument.model_validate(data), []
    except ValidationError as error:
        document, problems = None, [problem for _path, problem in from_validation(error, data)]
    # The rules below read only the parts that are well formed, so a slip in one question hides no other.
    domains = dict(_well_formed(Domain, data, "domains"))
    questions = dict(_well_formed(Question, data, "questions"))
    problems += _domain_problems(domains, _length(data, "domains"))
    problems += _reference_problems(domains, questions, data)
    for index, question in questions.items():
        problems += _question_problems(index, question)
    return (None if problems else document), problems


def translation_problems(translated: BankDocument, original: BankDocument) -> list[Problem]:
    """Where a translation asks other questions than its original: results in both languages must mean the same."""
    problems = []
    if [domain.weight for domain in translated.domains] != [domain.weight for domain in original.domains]:
        expected = _("the original's weights, %s") % [domain.weight for domain in original.domains]
        got = shown([domain.weight for domain in translated.domains])
        problems.append(Problem("$.domains", expected, got, _("Keep the domains in the same order.")))
    originals = original.by_id()
    if list(originals) != [question.id for question in translated.questions]:
        expected, got = shown(list(originals)), shown([question.id for question in translated.questions])
        problems.append(Problem("$.questions", _("the original's ids, %s") % expected, got, _("Translate every one.")))
    for index, question in enumerate(translated.questions):
        twin = originals.get(question.id)
        if twin and _key(twin) != _key(question):
            path = json_path(("questions", index))
            expected = _("the original's answer, %s") % _answer(twin)
            remedy = _("Keep options, steps and answer in the same order.")
            problems.append(Problem(path, expected, _answer(question), remedy))
    return problems


def _key(question: Question) -> tuple[Any, ...]:
    """All of the answer but its words."""
    return question.correct, question.numeric, len(question.options), len(question.order), question.any_order


def _answer(question: Question) -> str:
    if not question.order:
        return shown(question.numeric or question.correct)
    steps = _("%d steps") % len(question.order)
    return f"{steps}, any_order {shown(question.any_order)}" if question.any_order else steps


def _entries(data: Any, key: str) -> list[Any]:
    entries = data.get(key) if isinstance(data, dict) else None
    return entries if isinstance(entries, list) else []


def _length(data: Any, key: str) -> int:
    return len(_entries(data, key))


def _well_formed(model: type[Part], data: Any, key: str) -> Iterator[tuple[int, Any]]:
    for index, entry in enumerate(_entries(data, key)):
        try:
            yield index, model.model_validate(entry)
        except ValidationError:
            continue


def _domain_problems(domains: dict[int, Domain], written: int) -> Iterator[Problem]:
    total = sum(domain.weight for domain in domains.values())
    if domains and len(domains) == written and abs(total - 100) > WEIGHT_TOLERANCE:
        yield Problem("$.domains", _("weights that sum to 100"), f"{total:g}", _("Change the weights."))
    yield from _repeated("domains", "name", {index: domain.name for index, domain in domains.items()})


def _reference_problems(domains: dict[int, Domain], questions: dict[int, Question], data: Any) -> Iterator[Problem]:
    names = [domain.name for domain in domains.values()]
    for index, question in questions.items():
        if question.domain not in names and len(names) == _length(data, "domains"):
            remedy = _("Use one of the names in “domains”, letter for letter: %s.") % ", ".join(names)
            yield Problem(
                json_path(("questions", index, "domain")), _("a known domain"), shown(question.domain), remedy
            )
    yield from _repeated("questions", "id", {index: str(question.id) for index, question in questions.items()})
    count = data.get("questions_count") if isinstance(data, dict) else None
    if isinstance(count, int) and count != _length(data, "questions"):
        yield Problem("$.questions_count", str(_length(data, "questions")), str(count), _("Count the questions again."))


def _repeated(key: str, field: str, values: dict[int, str]) -> Iterator[Problem]:
    counts = Counter(values.values())
    for index, value in values.items():
        if counts[value] > 1:
            yield Problem(
                json_path((key, index, field)),
                _("a value that no other entry has"),
                _("%(value)s, %(count)d times") % {"value": shown(value), "count": counts[value]},
                _("Rename all but one."),
            )


def _question_problems(index: int, question: Question) -> Iterator[Problem]:
    def problem(field: str, expected: str, got: str, remedy: str) -> Problem:
        return Problem(json_path(("questions", index, field)), expected, got, remedy)

    if not question.question.strip():
        yield problem("question", _("a question"), _("only spaces"), _("Write the question."))
    given = {
        "numeric": question.numeric is not None,
        "order": bool(question.order),
        "options": bool(question.options) or question.correct is not None,
    }
    kind, *others = [name for name, is_there in given.items() if is_there] or ["options"]
    for other in others:
        expected = _("a number to give, steps to order or options to choose")
        got = _("“%(other)s” beside “%(kind)s”") % {"other": other, "kind": kind}
        yield problem(kind, expected, got, _("Keep one of the two."))
    if kind == "options":
        yield from _option_problems(question, problem)
        yield from _key_problems(question, problem)
    elif kind == "order":
        yield from _text_problems("order", question.order, problem)
        yield from _any_order_problems(question, problem)
    if question.any_order and not question.order:
        yield problem("any_order", _("steps in “order”"), _("nothing"), _("Add “order”, or remove “any_order”."))


def _option_problems(question: Question, problem: Report) -> Iterator[Problem]:
    if len(question.options) < 2:
        yield problem("options", _("at least 2 options"), str(len(question.options)), _("Add options."))
    yield from _text_problems("options", question.options, problem)


def _text_problems(field: str, texts: list[str], problem: Report) -> Iterator[Problem]:
    for number, text in enumerate(texts):
        if not text.strip():
            yield problem(f"{field}[{number}]", _("text"), shown(text), _("Write it or remove it."))
        elif text in texts[:number]:
            yield problem(f"{field}[{number}]", _("a text of its own"), shown(text), _("Reword or remove it."))


def _any_order_problems(question: Question, problem: Report) -> Iterator[Problem]:
    last = len(question.order) - 1
    groups = {f"any_order[{number}]": group for number, group in enumerate(question.any_order)}
    for field, group in groups.items():
        if any(not 0 <= step <= last for step in group):
            yield problem(field, _("0 to %d") % last, shown(group), _("Count the steps from 0."))
        elif len(set(group)) < len(group):
            yield problem(field, _("each step once"), shown(group), _("Remove the repeated ones."))
    if not required_pairs(question):
        got, remedy = _("every order is right"), _("Leave some steps out of “any_order”.")
        yield problem("any_order", _("steps whose order matters"), got, remedy)
    elif held := held_apart(question):
        first, between, second = held
        words = {"first": first, "between": between, "second": second}
        expected = _("%(first)d before %(second)d, as %(between)d has to stand between them") % words
        got = _("%(first)d and %(second)d in any order") % words
        remedy = _("Free %(between)d from one of the two as well, or leave the two in their order.") % words
        yield problem("any_order", expected, got, remedy)


def _key_problems(question: Question, problem: Report) -> Iterator[Problem]:
    if question.correct is None:
        yield problem("correct", _("the number of the right option"), _("nothing"), _("Add it, counting from 0."))
        return
    key = question.correct if isinstance(question.correct, list) else [question.correct]
    if not key or len(set(key)) < len(key):
        yield problem("correct", _("each right option once"), shown(key), _("List the right options, from 0."))
    last = len(question.options) - 1
    if any(not 0 <= number <= last for number in key):
        yield problem("correct", _("0 to %d") % last, shown(question.correct), _("Count the options from 0."))
