"""Bring the Vietnamese catalogue up to the code: ``python -m tools.messages``.

Reads every text marked for translation in the apps' Python and templates, adds what is new to django.po, drops what is
gone, lists what still wants a translation, and compiles django.mo. Both files are committed, so running the site needs
no gettext; this tool needs none either.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import polib
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
APPS = ("config", "content", "grader", "quizzes")
CATALOGUE = ROOT / "config" / "locale" / "vi" / "LC_MESSAGES" / "django.po"
METADATA = {
    "Project-Id-Version": "denoise",
    "Language": "vi",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}

SINGULAR = ("_", "gettext", "gettext_lazy", "gettext_noop")
PLURAL = ("ngettext", "ngettext_lazy")
CONTEXTUAL = ("pgettext", "pgettext_lazy")
LITERAL = r"""(u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*")"""
# Django turns a template into these calls, on one line, among text that is crossed out.
TEMPLATE_CALLS = (
    re.compile(rf"(?<!\w)(?P<name>_|gettext)\({LITERAL}\)"),
    re.compile(rf"(?<!\w)(?P<name>ngettext)\({LITERAL},\s*{LITERAL},"),
    re.compile(rf"(?<!\w)(?P<name>pgettext)\({LITERAL},\s*{LITERAL}\)"),
)


def main() -> int:
    catalogue = updated(read_catalogue())
    catalogue.save(str(CATALOGUE))
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    missing = untranslated(catalogue)
    print(f"{len(catalogue)} messages, {len(missing)} without a translation")
    for entry in missing:
        print(f"  {entry.occurrences[0][0]}: {entry.msgid!r}")
    return 1 if missing else 0


def read_catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE), wrapwidth=110) if CATALOGUE.exists() else polib.POFile(wrapwidth=110)


def updated(catalogue: polib.POFile) -> polib.POFile:
    """The catalogue of exactly the messages in the code, with the translations that are there."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = METADATA
    for entry in messages():
        old = known.get((entry.msgctxt, entry.msgid))
        if old is not None:
            entry.msgstr = old.msgstr or old.msgstr_plural.get(0, "")
        if entry.msgid_plural:
            entry.msgstr, entry.msgstr_plural = "", {0: entry.msgstr}
        fresh.append(entry)
    return fresh


def untranslated(catalogue: polib.POFile) -> list[polib.POEntry]:
    return [entry for entry in catalogue if not (entry.msgstr or entry.msgstr_plural.get(0))]


def messages() -> list[polib.POEntry]:
    """Every message of the apps once, with the files it stands in, in the order of those files."""
    found: dict[tuple[str | None, str], polib.POEntry] = {}
    for path in sources():
        for entry in in_template(path) if path.suffix in (".html", ".txt") else in_python(path):
            first = found.setdefault((entry.msgctxt, entry.msgid), entry)
            first.msgid_plural = first.msgid_plural or entry.msgid_plural
            place = (str(path.relative_to(ROOT)), "")
            if place not in first.occurrences:
                first.occurrences.append(place)
    return list(found.values())


def sources() -> list[Path]:
    python = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "library" not in path.parts]
    templates = [path for app in APPS for path in (ROOT / app).rglob("templates/**/*") if path.is_file()]
    return sorted(python) + sorted(templates)


def in_python(path: Path) -> Iterator[polib.POEntry]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        yield from entries(
            name, [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        )


def in_template(path: Path) -> Iterator[polib.POEntry]:
    code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    calls = sorted((match for call in TEMPLATE_CALLS for match in call.finditer(code)), key=lambda match: match.start())
    for match in calls:
        yield from entries(match["name"], [ast.literal_eval(text) for text in match.groups()[1:]])


def entries(name: str, texts: list[str]) -> Iterator[polib.POEntry]:
    if name in SINGULAR and len(texts) == 1:
        entry = polib.POEntry(msgid=texts[0])
    elif name in PLURAL and len(texts) == 2:
        entry = polib.POEntry(msgid=texts[0], msgid_plural=texts[1])
    elif name in CONTEXTUAL and len(texts) == 2:
        entry = polib.POEntry(msgctxt=texts[0], msgid=texts[1])
    else:
        return
    if "%(" in entry.msgid:
        entry.flags.append("python-format")
    yield entry


if __name__ == "__main__":
    settings.configure()
    django.setup()
    sys.exit(main())
