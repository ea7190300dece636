"""What stands beside a submission's code: notes on its lines, and more below it.

Who writes there is known by an app above this one, which sets its writer here when it starts.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils.safestring import SafeString

from grader import listing
from grader.models import Submission

NOTHING = SafeString("")


@dataclass(frozen=True)
class Margin:
    notes: dict[int, SafeString] = field(default_factory=dict)  # by the line that each stands under
    below: SafeString = NOTHING


Writer = Callable[[HttpRequest, Submission], Margin]


def nobody(request: HttpRequest, submission: Submission) -> Margin:
    return Margin()


_writer: Writer = nobody


def let_write(writer: Writer) -> None:
    """The writer says what stands in the margin of one submission for whoever asks."""
    global _writer
    _writer = writer


def listed(request: HttpRequest, submission: Submission) -> tuple[list[tuple[SafeString, SafeString]], SafeString]:
    """The code in parts, each with the note under its last line or nothing, and what stands below all of it."""
    margin = Margin() if submission.is_run else _writer(request, submission)
    cut = listing.parts(submission, margin.notes)
    return [(part.html, margin.notes.get(part.last_line, NOTHING)) for part in cut], margin.below
