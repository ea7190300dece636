"""A class list, pasted or as a file: one person a line, with every mistake named at once.

Which addresses belong to accounts of this site is nobody's business, instructors included: so everyone on a list who
is not in the class already is invited in the same way, whether or not they have an account, and joins on their own.
"""

import csv
import io
import unicodedata
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from quizzes.models import Cohort, Invitation

MAX_LINES = 2000
MAX_BYTES = 256 * 1024
EMAIL_HEADINGS = {"email", "e-mail", "mail", "email address", "thu", "dia chi email", "thu dien tu"}
NAME_HEADINGS = {"name", "full name", "student", "ten", "ho ten", "ho va ten", "sinh vien"}
NEW, MEMBER, INVITED, DECLINED = "new", "member", "invited", "declined"


@dataclass(frozen=True)
class Entry:
    line: int
    email: str
    name: str
    state: str = NEW


@dataclass(frozen=True)
class Problem:
    line: int
    text: str


@dataclass(frozen=True)
class Roster:
    entries: list[Entry]
    problems: list[Problem]

    @property
    def new(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.state == NEW]


def decode(data: bytes) -> str:
    """Raises ValueError with what to do about it."""
    if len(data) > MAX_BYTES:
        text = _("Expected a file of at most %(limit)d KiB, got %(size)d KiB. Send the list in parts.")
        raise ValueError(text % {"limit": MAX_BYTES // 1024, "size": -(-len(data) // 1024)})
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = _("Expected text in UTF-8, got other bytes on line %(line)d. Save the file as “CSV UTF-8”.")
        raise ValueError(message % {"line": line}) from None
    if "\0" in text:
        raise ValueError(_("Expected a text file with one person a line, got something else. Save the list as CSV."))
    return text


def read(text: str) -> Roster:
    """Each line by itself: an address, and beside it perhaps a name. A first line of headings says which is which."""
    rows = _rows(text)
    if len(rows) > MAX_LINES:
        message = _("Expected at most %(limit)d people, got %(count)d. Send the list in parts.")
        return Roster([], [Problem(MAX_LINES + 1, message % {"limit": MAX_LINES, "count": len(rows)})])
    columns = _headings(rows[0][1]) if rows else None
    seen: dict[str, int] = {}
    entries, problems = [], []
    for line, cells in rows[1:] if columns else rows:
        email, name = _person(cells, columns)
        problem = _why_not(email, cells, seen.get(email))
        if problem:
            problems.append(Problem(line, problem))
        else:
            seen[email] = line
            entries.append(Entry(line, email, name))
    if not entries and not problems:
        problems.append(Problem(1, _("Expected one person a line, got none.")))
    return Roster(entries, problems)


def compare(roster: Roster, cohort: Cohort) -> Roster:
    """With what the class already knows of each: its own members and invitations, and nothing else."""
    members = cohort.memberships.current()
    known = {email.lower(): MEMBER for email in members.values_list("student__email", flat=True)}
    verified = EmailAddress.objects.filter(verified=True, user__in=members.values("student"))
    known |= {email.lower(): MEMBER for email in verified.values_list("email", flat=True)}
    for email, declined_at in Invitation.objects.filter(cohort=cohort).values_list("email", "declined_at"):
        known.setdefault(email, DECLINED if declined_at else INVITED)
    entries = [Entry(one.line, one.email, one.name, known.get(one.email, NEW)) for one in roster.entries]
    return Roster(entries, roster.problems)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The lines that hold anything, with their numbers, cut at the separator that the list uses."""
    delimiter = max("\t;,", key=text.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=False)
    rows = []
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                rows.append((reader.line_num, stripped))
    except csv.Error:  # a field longer than the reader takes: no list of people has one
        rows.append((reader.line_num, [_("a line that is too long")]))
    return rows


def _headings(cells: list[str]) -> tuple[int, int | None] | None:
    """The columns of the address and the name, where this line is one of headings."""
    plain = [_plain(cell) for cell in cells]
    email = next((place for place, cell in enumerate(plain) if cell in EMAIL_HEADINGS), None)
    if email is None:
        return None
    return email, next((place for place, cell in enumerate(plain) if cell in NAME_HEADINGS), None)


def _person(cells: list[str], columns: tuple[int, int | None] | None) -> tuple[str, str]:
    if columns:
        email, name = columns
    else:
        email = next((place for place, cell in enumerate(cells) if "@" in cell), 0)
        name = next((place for place, cell in enumerate(cells) if place != email and cell), None)
    address = cells[email] if email < len(cells) else ""
    return address.lower(), (cells[name][:150] if name is not None and name < len(cells) else "")


def _why_not(email: str, cells: list[str], earlier: int | None) -> str:
    if earlier:
        return _("The same address as on line %(line)d.") % {"line": earlier}
    try:
        validate_email(email)
    except ValidationError:
        got = email or " ".join(filter(None, cells))
        return _("Expected an email address such as mai@example.org, got “%(got)s”.") % {"got": got[:80]}
    return "" if len(email) <= 254 else _("Expected an address of at most 254 characters.")


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d").lstrip("\ufeff"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
