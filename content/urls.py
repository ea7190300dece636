"""Lessons, and inside /admin/ the desk of content admins, the upload page and the downloads."""

from django.urls import path

from content import deskpages, downloads, publishpages, upload, views

app_name = "content"
urlpatterns = [
    path("admin/content/desk/", deskpages.overview, name="desk"),
    path("admin/content/desk/<slug:kind>/<slug:slug>/", deskpages.item, name="item"),
    path("admin/content/upload/", upload.upload, name="upload"),
    path("admin/content/uploads/<int:upload_id>/", publishpages.uploaded, name="uploaded"),
    path("admin/content/versions/<slug:kind>/<int:version_id>/", publishpages.version, name="version"),
    path("admin/content/export/", downloads.everything, name="export"),
    path("admin/content/export/<slug:kind>/<slug:slug>/<slug:language>/", downloads.one, name="export-one"),
    path("lessons/", views.lessons, name="lessons"),
    path("lessons/<slug:slug>/", views.lesson, name="lesson"),
]
