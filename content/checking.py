"""Every problem of a question bank at once, since an author mends a file once, not error by error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

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
        if twin and (twin.correct, twin.numeric, len(twin.options)) != (
            question.correct,
            question.numeric,
            len(question.options),
        ):
            path = json_path(("questions", index))
            expected = _("the original's answer, %s") % shown(twin.numeric or twin.correct)
            got = shown(question.numeric or question.correct)
            problems.append(Problem(path, expected, got, _("Keep options and answer in the same order.")))
    return problems


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
    if question.numeric is not None:
        if question.options or question.correct is not None:
            got = _("options beside “numeric”")
            yield problem("numeric", _("a number to give or options to choose"), got, _("Remove one of the two."))
        return
    yield from _option_problems(question, problem)
    yield from _key_problems(question, problem)


def _option_problems(question: Question, problem: Report) -> Iterator[Problem]:
    if len(question.options) < 2:
        yield problem("options", _("at least 2 options"), str(len(question.options)), _("Add options."))
    for number, option in enumerate(question.options):
        if not option.strip():
            yield problem(f"options[{number}]", _("text"), shown(option), _("Write the option or remove it."))
        elif option in question.options[:number]:
            yield problem(f"options[{number}]", _("an option of its own"), shown(option), _("Reword or remove it."))


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
