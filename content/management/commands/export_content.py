"""Write what is published into a folder or a .zip, from which import_content makes the same again."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.exchange.publication import FORMATS, Format, files, published, zipped


class Command(BaseCommand):
    help = (
        "Write lessons, question banks and exercise texts, the newest of each language, into a folder or a .zip. "
        "Moodle XML and GIFT hold question banks alone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "target", type=Path, help="a folder, which may be there already, or a file that ends in .zip"
        )
        parser.add_argument("--slug", action="append", default=[], help="only the items of this slug; may be repeated")
        parser.add_argument("--format", choices=FORMATS, default="native", help="native (the default), moodle or gift")

    def handle(self, *args: Any, target: Path, slug: list[str], format: Format, **options: Any) -> None:
        versions = published(slug)
        if missing := sorted(set(slug) - {version.item.slug for version in versions}):
            raise CommandError(f"Nothing published has the slug {', '.join(missing)}.")
        found = files(versions, format)
        if not found:
            raise CommandError(f"There is nothing to export in the format {format}.")
        if target.suffix.lower() == ".zip":
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(zipped(found))
        else:
            for file in found:
                path = target / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.data)
        self.stdout.write(f"Exported {len(found)} files to {target}.")
