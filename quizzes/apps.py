from django.apps import AppConfig
from django.db.models.signals import post_migrate


class QuizzesConfig(AppConfig):
    name = "quizzes"

    def ready(self) -> None:
        from allauth.account.signals import user_signed_up

        from content import addresses, selfchecks
        from grader import access as grader_access
        from grader import margins

        from . import access, assignments, rescoring, roles
        from .views import comments

        post_migrate.connect(roles.create_roles, sender=self, dispatch_uid="quizzes.roles")
        user_signed_up.connect(roles.enrol_new_student, dispatch_uid="quizzes.enrol")
        grader_access.let_teachers_read(access.may_read_submission)
        margins.let_write(comments.margin)
        addresses.renamed.connect(assignments.follow_lesson, dispatch_uid="quizzes.lessons")
        selfchecks.let_amend(rescoring.for_everybody)
