"""Questions come in an order of their own for each student: none of our own may speak of its neighbours."""

import json
import re

import pytest

from content.importing import LIBRARY
from content.questions import BankDocument

BANKS = sorted(LIBRARY.glob("*/quizzes/*.json"))
NEIGHBOURS = re.compile(
    r"(previous|last|next|earlier|preceding|following) question|question (before|above|\d)"
    r"|câu (hỏi )?(trước|sau|trên|vừa rồi|\d)(?! khi)",
    re.IGNORECASE,
)


def texts(question):
    return [question.question, question.explanation, *question.options, *question.order, *question.hints]


@pytest.mark.parametrize("path", BANKS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_no_question_speaks_of_another(path):
    document = BankDocument.model_validate(json.loads(path.read_text()))
    shuffled = [
        question for question in document.questions if document.shuffle_questions and not question.with_previous
    ]
    assert [(one.id, text) for one in shuffled for text in texts(one) if NEIGHBOURS.search(text)] == []


@pytest.mark.parametrize("text", ["As in the previous question", "See question 3", "Như ở câu trước", "câu hỏi trên"])
def test_speaking_of_another_is_noticed(text):
    assert NEIGHBOURS.search(text)
