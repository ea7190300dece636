"""Every address of the site; Vietnamese pages live under /vi/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("content.urls")),
    path("", include("grader.urls")),
    path("", include("quizzes.urls")),
    prefix_default_language=False,
)
