"""Import lessons, question banks and exercise texts from a file or a folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.importing import LIBRARY, import_path


class Command(BaseCommand):
    help = "Import lessons, question banks and exercise texts; all of them, or none where a file has a problem."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path", nargs="?", type=Path, default=LIBRARY, help="a file, folder or .zip; else the bundled library"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *args: Any, path: Path, dry_run: bool, **options: Any) -> None:
        result = import_path(path, dry_run=dry_run)
        for warning in result.warnings:
            self.stderr.write(f"Warning: {warning}")
        for problem in result.problems:
            self.stderr.write(str(problem))
        if not result.ok:
            raise CommandError(f"{len(result.problems)} problems; nothing was imported.")
        for change in result.changes:
            if change.action != "unchanged":
                self.stdout.write(f"{change.action} {change.kind} {change.slug} ({change.language} {change.number})")
        verb = "Would import" if dry_run else "Imported"
        self.stdout.write(f"{verb}: {result.created} created, {result.updated} updated, {result.unchanged} unchanged.")
