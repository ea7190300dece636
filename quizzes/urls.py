"""Addresses of the home page, quizzes, attempts, lessons read and results; those of classes are in classurls.py."""

from django.urls import include, path

from quizzes.views import answering, attempts, certificates, home, quizzes, readings, results

app_name = "quizzes"
urlpatterns = [
    path("", home.home, name="home"),
    path("quizzes/", quizzes.quizzes, name="quizzes"),
    path("quizzes/<slug:slug>/", quizzes.quiz, name="quiz"),
    path("quizzes/<slug:slug>/start/", quizzes.start, name="start"),
    path("attempts/<int:attempt_id>/", attempts.attempt, name="attempt"),
    path("attempts/<int:attempt_id>/save/", answering.save, name="save"),
    path("attempts/<int:attempt_id>/clock/", answering.clock, name="clock"),
    path("attempts/<int:attempt_id>/submit/", attempts.submit, name="submit"),
    path("lessons/<slug:slug>/read/", readings.read, name="read"),
    path("lessons/<slug:slug>/place/", readings.place, name="place"),
    path("results/", results.results, name="results"),
    path("certificates/", certificates.own, name="certificates"),
    path("certificates/<str:code>/", certificates.certificate, name="certificate"),
    path("gradebook/", results.gradebook, name="gradebook"),
    path("gradebook/<str:username>/", results.student, name="student"),
    path("", include("quizzes.classurls")),
    path("", include("quizzes.correctionurls")),
]
