"""What is stored about people: one file for each thing that they do."""

from quizzes.models.attempts import GRACE, Answer, Attempt, AttemptQuerySet
from quizzes.models.readings import Reading, ReadingQuerySet

__all__ = ["GRACE", "Answer", "Attempt", "AttemptQuerySet", "Reading", "ReadingQuerySet"]
