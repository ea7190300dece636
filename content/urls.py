"""Lessons, and the upload page inside /admin/."""

from django.urls import path

from content import upload, views

app_name = "content"
urlpatterns = [
    path("admin/content/upload/", upload.upload, name="upload"),
    path("lessons/", views.lessons, name="lessons"),
    path("lessons/<slug:slug>/", views.lesson, name="lesson"),
]
