from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from config.celery import app
from config.tasks import clear_sessions


@pytest.mark.parametrize("entry", settings.CELERY_BEAT_SCHEDULE.values(), ids=lambda entry: entry["task"])
def test_what_beat_sends_is_a_task_that_workers_know(entry):
    import_module(entry["task"].rpartition(".")[0])
    assert entry["task"] in app.tasks


@pytest.mark.django_db
def test_ended_sessions_are_forgotten_and_others_kept():
    now = timezone.now()
    Session.objects.create(session_key="ended", expire_date=now - timedelta(seconds=1))
    Session.objects.create(session_key="going on", expire_date=now + timedelta(days=1))
    clear_sessions()
    assert [session.session_key for session in Session.objects.all()] == ["going on"]
