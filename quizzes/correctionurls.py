"""Addresses of what is set right in classes, joined to those of urls.py."""

from django.urls import path

from quizzes.views import comments, corrections, questions, regrades

A_CLASS = "classes/<int:cohort_id>/"

urlpatterns = [
    path(A_CLASS + "corrections/", corrections.setting_right, name="corrections"),
    path(A_CLASS + "changes/", corrections.log, name="class_changes"),
    path(A_CLASS + "scores/<str:username>/", corrections.scores, name="class_scores"),
    path(A_CLASS + "scores/<str:username>/<slug:kind>/<slug:slug>/", corrections.override, name="override"),
    path(A_CLASS + "questions/", questions.class_banks, name="class_banks"),
    path(A_CLASS + "questions/<int:version_id>/", questions.class_questions, name="class_questions"),
    path(A_CLASS + "questions/<int:version_id>/<str:key>/", questions.class_question, name="class_question"),
    path("questions/", questions.banks, name="banks"),
    path("questions/<int:version_id>/", questions.question_list, name="questions"),
    path("questions/<int:version_id>/<str:key>/", questions.question, name="question"),
    path(A_CLASS + "regrades/", regrades.regrade_list, name="regrades"),
    path(A_CLASS + "regrades/<int:regrade_id>/", regrades.regrade, name="regrade"),
    path(A_CLASS + "regrades/<int:regrade_id>/decide/", regrades.decide, name="decide_regrade"),
    path(A_CLASS + "regrades/<int:regrade_id>/<int:shadow_id>/", regrades.shadow, name="shadow"),
    path(
        A_CLASS + "regrades/<int:regrade_id>/<int:shadow_id>/figures/<int:number>.png",
        regrades.shadow_figure,
        name="shadow_figure",
    ),
    path("submissions/<int:submission_id>/comments/", comments.comment, name="comment"),
    path("comments/<int:comment_id>/", comments.change_comment, name="change_comment"),
]
