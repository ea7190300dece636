"""Addresses of what is set right in classes, joined to those of urls.py."""

from django.urls import path

from quizzes.views import comments, corrections

A_CLASS = "classes/<int:cohort_id>/"

urlpatterns = [
    path(A_CLASS + "corrections/", corrections.setting_right, name="corrections"),
    path(A_CLASS + "changes/", corrections.log, name="class_changes"),
    path(A_CLASS + "scores/<str:username>/", corrections.scores, name="class_scores"),
    path(A_CLASS + "scores/<str:username>/<slug:kind>/<slug:slug>/", corrections.override, name="override"),
    path("submissions/<int:submission_id>/comments/", comments.comment, name="comment"),
    path("comments/<int:comment_id>/", comments.change_comment, name="change_comment"),
]
