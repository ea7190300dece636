from django.apps import AppConfig


class GraderConfig(AppConfig):
    name = "grader"

    def ready(self) -> None:
        from grader import worker  # noqa: F401  connects the worker's signals
