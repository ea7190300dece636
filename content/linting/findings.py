"""What the linter has to say about a bank."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _


class Severity(StrEnum):
    SERIOUS = "serious"  # the bank does not measure what it says
    WARNING = "warning"  # a question or a habit to mend
    NOTE = "note"  # to look at; it may be meant so


@dataclass(frozen=True)
class Finding:
    severity: Severity
    check: str  # a fixed name for programs, such as "no-explanation"
    path: str  # the JSON path of what it is about
    what: str
    why: str  # why it matters
    remedy: str

    def __str__(self) -> str:
        # Translators: one line about a weakness of a question bank.
        return _("%(path)s: %(what)s %(why)s %(remedy)s") % {
            "path": self.path,
            "what": self.what,
            "why": self.why,
            "remedy": self.remedy,
        }
