"""Addresses of exercises and submissions."""

from django.urls import path

from grader.views import exercises, submissions

app_name = "grader"
urlpatterns = [
    path("exercises/", exercises.exercises, name="exercises"),
    path("exercises/<slug:slug>/", exercises.exercise, name="exercise"),
    path("exercises/<slug:slug>/draft/", exercises.draft, name="draft"),
    path("exercises/<slug:slug>/reset/", exercises.reset, name="reset"),
    path("submissions/<int:submission_id>/", submissions.submission, name="submission"),
    path("submissions/<int:submission_id>/status/", submissions.submission_status, name="submission_status"),
    path("submissions/<int:submission_id>/figures/<int:number>.png", submissions.figure, name="figure"),
]
