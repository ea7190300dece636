"""What is stored about people: one file for each thing that they do."""

from quizzes.models.accommodations import Accommodation
from quizzes.models.assignments import Assignment, Extension
from quizzes.models.attempts import GRACE, Answer, Attempt, AttemptQuerySet
from quizzes.models.audit import Change, NeverOverwritten
from quizzes.models.certificates import Certificate
from quizzes.models.classes import (
    Assistant,
    Cohort,
    CohortQuerySet,
    Invitation,
    Membership,
    MembershipQuerySet,
    Right,
    new_code,
)
from quizzes.models.comments import Comment, CommentsRead, CommentVersion
from quizzes.models.corrections import Override, OverrideQuerySet
from quizzes.models.logs import AttemptEvent
from quizzes.models.questions import QuestionCorrection, Rescoring
from quizzes.models.readings import Reading, ReadingQuerySet
from quizzes.models.regrades import ClassRegrade
from quizzes.models.trials import Trial

__all__ = [
    "GRACE",
    "Accommodation",
    "Answer",
    "Assignment",
    "Assistant",
    "Attempt",
    "AttemptEvent",
    "AttemptQuerySet",
    "Certificate",
    "Change",
    "ClassRegrade",
    "Cohort",
    "CohortQuerySet",
    "Comment",
    "CommentVersion",
    "CommentsRead",
    "Extension",
    "Invitation",
    "Membership",
    "MembershipQuerySet",
    "NeverOverwritten",
    "Override",
    "OverrideQuerySet",
    "QuestionCorrection",
    "Reading",
    "ReadingQuerySet",
    "Rescoring",
    "Right",
    "Trial",
    "new_code",
]
