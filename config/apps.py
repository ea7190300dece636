"""The site as a Django app: its templates, static files, commands and system checks."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (registers the checks)
