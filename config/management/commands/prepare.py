"""Brings a database and the static files up to this version of the site."""

from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.core.management.base import CommandParser
from django.db import OperationalError, connection

from config.demo import create_accounts


class Command(BaseCommand):
    help = "Migrate, collect static files and import the bundled content; safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo-accounts", action="store_true", help="make the demo accounts that are missing")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("check", stdout=StringIO())
        self.reach_database()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        self.import_library()
        if options["demo_accounts"]:
            self.make_demo_accounts()

    def reach_database(self) -> None:
        try:
            connection.ensure_connection()
        except OperationalError as error:
            where = connection.settings_dict["HOST"] or connection.settings_dict["NAME"]
            cause = str(error).strip().splitlines()[0]
            raise CommandError(
                f"The database at {where} does not answer: {cause}. "
                "Start it, correct DATABASE_URL, or unset DATABASE_URL to use SQLite."
            ) from error

    def import_library(self) -> None:
        """Says the counts only: the first import names every lesson."""
        said = StringIO()
        call_command("import_content", stdout=said, stderr=self.stderr)
        self.stdout.write(said.getvalue().splitlines()[-1])

    def make_demo_accounts(self) -> None:
        made = create_accounts(settings.DEMO_ACCOUNTS_FILE)
        if made:
            self.stdout.write(f"Demo accounts made: {', '.join(made)}")
