"""Addresses of exercises and submissions."""

from django.urls import path

from grader.views import exercises, history, solutions, submissions

app_name = "grader"
urlpatterns = [
    path("exercises/", exercises.exercises, name="exercises"),
    path("exercises/<slug:slug>/", exercises.exercise, name="exercise"),
    path("exercises/<slug:slug>/draft/", exercises.draft, name="draft"),
    path("exercises/<slug:slug>/run/", exercises.run, name="run"),
    path("exercises/<slug:slug>/hint/", exercises.hint, name="hint"),
    path("exercises/<slug:slug>/reset/", exercises.reset, name="reset"),
    path("exercises/<slug:slug>/bring-back/", exercises.bring_back, name="bring_back"),
    path("exercises/<slug:slug>/compare/", history.compare, name="compare"),
    path("exercises/<slug:slug>/solutions/", solutions.solutions, name="solutions"),
    path("submissions/<int:submission_id>/", submissions.submission, name="submission"),
    path("submissions/<int:submission_id>/restore/", history.restore, name="restore"),
    path("submissions/<int:submission_id>/status/", submissions.submission_status, name="submission_status"),
    path("submissions/<int:submission_id>/pictures/", submissions.submission_pictures, name="pictures"),
    path("submissions/<int:submission_id>/verdicts/<int:verdict_id>/", submissions.past_verdict, name="past_verdict"),
    path(
        "submissions/<int:submission_id>/verdicts/<int:verdict_id>/figures/<int:number>.png",
        submissions.past_figure,
        name="past_figure",
    ),
    path("submissions/<int:submission_id>/figures/<int:number>.png", submissions.figure, name="figure"),
]
