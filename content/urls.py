"""Lessons, and inside /admin/ the upload page and the downloads."""

from django.urls import path

from content import downloads, upload, views

app_name = "content"
urlpatterns = [
    path("admin/content/upload/", upload.upload, name="upload"),
    path("admin/content/export/", downloads.everything, name="export"),
    path("admin/content/export/<slug:kind>/<slug:slug>/<slug:language>/", downloads.one, name="export-one"),
    path("lessons/", views.lessons, name="lessons"),
    path("lessons/<slug:slug>/", views.lesson, name="lesson"),
]
