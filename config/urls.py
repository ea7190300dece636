"""Every address of the site; Vietnamese pages live under /vi/."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from config.health import healthz
from content.picture_pages import picture

# The admin's own sign-in form knows neither rate limits nor second factors.
admin.site.login = secure_admin_login(admin.site.login)

handler400 = "config.refusals.bad_request"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("pictures/<slug:digest>.<slug:ending>", picture, name="picture"),  # the same in every language
]
urlpatterns += i18n_patterns(
    path("", include("content.urls")),  # before the admin: its upload page lives at an admin address
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("grader.urls")),
    path("", include("quizzes.urls")),
    prefix_default_language=False,
)
