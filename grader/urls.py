"""Addresses of exercises and submissions."""

from django.urls import path

from grader import views

app_name = "grader"
urlpatterns = [
    path("exercises/", views.exercises, name="exercises"),
    path("exercises/<slug:slug>/", views.exercise, name="exercise"),
    path("exercises/<slug:slug>/draft/", views.draft, name="draft"),
    path("exercises/<slug:slug>/reset/", views.reset, name="reset"),
    path("submissions/<int:submission_id>/", views.submission, name="submission"),
    path("submissions/<int:submission_id>/status/", views.submission_status, name="submission_status"),
    path("submissions/<int:submission_id>/figures/<int:number>.png", views.figure, name="figure"),
]
