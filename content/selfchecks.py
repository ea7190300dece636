"""Questions inside a lesson: what stands at each `!check BANK/QUESTION`, from the published banks.

What was set right about a question since is known by an app above this one, which sets its rule here when it starts.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from content import orderings
from content.models import BankVersion
from content.questions import Question
from content.rendering import render_code, render_inline

PLACE = re.compile(r'<div data-check="([^"/]+)/([^"]+)"></div>')
Questions = dict[tuple[str, str], Question]  # by the bank's slug and the question's id


def as_written(banks: Collection[BankVersion]) -> Questions:
    return {(bank.item.slug, str(question.id)): question for bank in banks for question in bank.document().questions}


_asked: Callable[[Collection[BankVersion]], Questions] = as_written


def let_amend(rule: Callable[[Collection[BankVersion]], Questions]) -> None:
    """The rule says what these banks ask of everybody; what it leaves out is asked in no lesson."""
    global _asked
    _asked = rule


def with_questions(html: SafeString, language: str, drafts: Collection[BankVersion] = ()) -> SafeString:
    """The lesson's HTML with its questions, where it has any. One that is no longer published is left out.

    `drafts` are banks to be looked at together with the lesson, before they are published.
    """
    slugs = {slug for slug, _key in PLACE.findall(html)}
    if not slugs:
        return html
    questions = _asked(BankVersion.objects.current(language).filter(item__slug__in=slugs)) | as_written(drafts)

    def replace(match: re.Match[str]) -> str:
        slug, key = match.groups()
        question = questions.get((slug, key))
        return rendered(question, f"check-{slug}-{key}") if question else ""

    return mark_safe(PLACE.sub(replace, html))


def rendered(question: Question, anchor: str) -> str:
    context = {
        "anchor": anchor,
        "question": question,
        "options": [(text, number in question.correct_options) for number, text in enumerate(question.options)],
        "steps": _shuffled_steps(question, anchor),
        "right_steps": orderings.right_steps(question),
        "code": render_code(question.code),
    }
    return render_to_string("content/_check.html", context)


def _shuffled_steps(question: Question, anchor: str) -> list[dict[str, Any]]:
    """In the same order at each visit, each with the steps that have to come before it."""
    pairs = orderings.required_pairs(question)
    return [
        {
            "position": step,
            "html": render_inline(question.order[step]),
            "after": " ".join(str(before) for before, after in sorted(pairs) if after == step),
        }
        for step in (orderings.shuffled(question, random.Random(anchor)) if question.order else [])
    ]
