"""An explanation taken apart: why the right answer is right, and what is wrong with each of the others.

Where an explanation ends in a list with one entry for each wrong option, the entries are about those options, in the
order in which the bank has them. A page can then say to whoever chose an option what that one overlooks, and keep the
rest to itself.
"""

import re
from dataclasses import dataclass

from content.questions import Question

ENTRY = re.compile(r"^- ", re.MULTILINE)


@dataclass(frozen=True)
class Explanation:
    why: str  # all of it, where it is not written option by option
    notes: dict[int, str]  # by the number of the wrong option

    @classmethod
    def of(cls, question: Question) -> "Explanation":
        text = question.explanation.rstrip()
        wrong = [index for index in range(len(question.options)) if index not in question.correct_options]
        why, _, end = text.rpartition("\n\n")
        entries = [entry.strip() for entry in ENTRY.split(end)]
        if not wrong or entries[0] or len(entries) - 1 != len(wrong):
            return cls(text, {})
        return cls(why, dict(zip(wrong, entries[1:], strict=True)))
