from django.apps import AppConfig
from django.db.models.signals import post_save


class GraderConfig(AppConfig):
    name = "grader"

    def ready(self) -> None:
        from content import preparing, publishing
        from grader import exercises, shelf, trials, worker  # noqa: F401  the last connects the worker's signals

        exercises.keep_on(shelf)
        publishing.register_hurdle(trials.hurdle)
        preparing.register_preparation(trials.prepare)
        post_save.connect(trials.try_draft, sender="content.ExerciseTextVersion", dispatch_uid="try drafts")
