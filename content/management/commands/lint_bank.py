"""Say what question banks give away: what a guesser scores, and what to mend.

Exit status: 0 nothing to mend (there may be notes); 1 a serious finding, and with --strict a warning too;
2 something is no bank: a path or slug that is not there, a file with problems.
"""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from content.documents import read
from content.gathering import gather
from content.linting.bank import Report, lint
from content.linting.findings import Severity
from content.models import BankVersion
from content.problems import Problem
from content.questions import BankDocument

Named = tuple[str, BankDocument]


class Command(BaseCommand):
    help = __doc__

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bank", nargs="+", help="a file, a folder, a .zip, or the slug of a published bank")
        parser.add_argument("--json", action="store_true", help="one JSON object a line for each bank")
        parser.add_argument("--strict", action="store_true", help="fail on warnings too")

    def handle(self, *args: Any, bank: list[str], strict: bool, **options: Any) -> None:
        self.problems: list[str] = []
        reports = [(name, lint(document)) for one in bank for name, document in self.banks(one)]
        for name, report in reports:
            lines = [json.dumps({"source": name, **report.as_data()})] if options["json"] else _told(name, report)
            for line in lines:
                self.stdout.write(line)
        if self.problems:
            raise CommandError("\n".join(self.problems), returncode=2)
        failing = {Severity.SERIOUS, Severity.WARNING} if strict else {Severity.SERIOUS}
        if bad := sum(finding.severity in failing for _name, report in reports for finding in report.findings):
            raise CommandError(f"{bad} to mend.", returncode=1)

    def banks(self, wanted: str) -> Iterator[Named]:
        """Everything of this name that is a bank; what is none becomes a problem."""
        before = len(self.problems)
        found = list(self.in_files(Path(wanted)) if Path(wanted).exists() else _published(wanted))
        if not found and len(self.problems) == before:
            problem = Problem("", "a file, a folder or the slug of a published bank", "no bank", "Check it.", wanted)
            self.problems.append(str(problem))
        return iter(found)

    def in_files(self, path: Path) -> Iterator[Named]:
        sources, problems = gather(path.resolve())
        for source in sources:
            if source.name.lower().endswith((".json", ".xml", ".gift", ".gift.txt")):
                document, wrong = read(source)
                problems += wrong
                if document:
                    yield source.name, BankDocument.model_validate(document.fields["content"])
        self.problems += [str(problem) for problem in problems]


def _published(slug: str) -> Iterator[Named]:
    for version in BankVersion.objects.newest().filter(item__slug=slug):
        yield f"{slug} ({version.language})", version.document()


def _told(name: str, report: Report) -> Iterator[str]:
    yield f"{name}: “{report.title}”, passed at {report.passing_score} %"
    yield f"  {'A guesser who …':<28} {'right':>14} {'':>8} {'score':>8}  passes"
    for guesser in report.guessers:
        right = f"{guesser.right:.4g} of {guesser.questions}"
        passes = "yes" if guesser.passes else "no"
        share = f"{guesser.share:g} %"
        yield f"  {guesser.name:<28} {right:>14} {share:>8} {guesser.percent:>6g} %  {passes}"
    measured = report.reading
    yield f"  {measured.words_per_sentence} words a sentence, {measured.letters_per_word} letters a word"
    for finding in report.findings:
        yield f"  {finding.severity}: {finding}"
    if not report.findings:
        yield "  Nothing to mend."
