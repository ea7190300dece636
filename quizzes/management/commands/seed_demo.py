"""Fills a class with made-up students and real verdicts, for trying the site out."""

from typing import Any

from django.contrib.auth.models import User
from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser

from quizzes.demo import filling
from quizzes.demo.programs import NoPrograms

MOST = 999  # their names have three digits


class Command(BaseCommand):
    help = "Make a class with students who have taken quizzes and handed in programs, each of them really judged."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--students", type=int, default=30, help=f"how many, 1 to {MOST} (default: 30)")
        parser.add_argument(
            "--instructor", default="instructor", help="who teaches it, by username (default: instructor)"
        )
        parser.add_argument("--title", default="", help="the name of the class")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same class (default: 1)")

    def handle(self, *args: Any, **options: Any) -> None:
        count = options["students"]
        if not 1 <= count <= MOST:
            raise CommandError(f"expected 1 to {MOST} students, got {count}")
        owner = User.objects.filter(username=options["instructor"]).first()
        if owner is None:
            raise CommandError(
                f"expected an account named {options['instructor']}, found none; name one by --instructor, "
                "or make the demo accounts: python manage.py prepare --demo-accounts"
            )
        try:
            cohort = filling.fill(owner, options["title"] or f"Demo class of {count}", count, options["seed"])
        except NoPrograms as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Class {cohort.pk}, “{cohort.title}”: {count} students. It is at /classes/{cohort.pk}/")
