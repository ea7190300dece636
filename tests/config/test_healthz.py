import json

import pytest
import redis
from django.db import OperationalError

from config import health
from grader import health as grading

PARTS = {"database", "broker", "workers", "sandbox"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def _answering_broker(monkeypatch):
    monkeypatch.setattr(health, "ping", lambda url: None)


@pytest.fixture
def _silent_broker(monkeypatch):
    def refuse(url):
        raise redis.ConnectionError("connecting to redis://:secret@queue:6379 failed")

    monkeypatch.setattr(health, "ping", refuse)


@pytest.mark.usefixtures("_answering_broker")
def test_all_well_is_a_200(client):
    grading.report("worker@host7", sandbox_ok=True)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, dict.fromkeys(PARTS, "ok"))


@pytest.mark.usefixtures("_answering_broker")
def test_without_a_worker_it_is_a_503_that_says_so(client):
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["workers"] == "no worker has reported lately"
    assert answer.json()["database"] == answer.json()["broker"] == "ok"


@pytest.mark.usefixtures("_answering_broker")
def test_a_worker_that_cannot_sandbox_is_a_503_without_its_reason(client):
    grading.report("worker@host7", sandbox_ok=False, reason="/usr/bin/bwrap: permission denied for denoise@host7")
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["workers"] == "ok"
    assert "python -m grader doctor" in answer.json()["sandbox"]
    assert "host7" not in answer.content.decode()


@pytest.mark.usefixtures("_silent_broker")
def test_a_silent_broker_is_a_503_that_keeps_the_password(client, caplog):
    grading.report("worker@host7", sandbox_ok=True)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["broker"]) == (503, "does not answer")
    assert "secret" not in answer.content.decode()
    assert "broker" in caplog.text


@pytest.mark.usefixtures("_answering_broker")
def test_a_silent_database_is_a_503_and_no_crash(client, monkeypatch):
    def refuse():
        raise OperationalError("could not connect to server db7")

    monkeypatch.setattr(health.connection, "cursor", refuse)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert json.loads(answer.content).keys() == PARTS
    assert "db7" not in answer.content.decode()


@pytest.mark.usefixtures("_answering_broker")
def test_it_has_one_address_one_language_and_is_never_stored(client):
    grading.report("worker@host7", sandbox_ok=True)
    answer = client.get("/healthz", headers={"accept-language": "vi"})
    assert answer.json()["database"] == "ok"
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get("/vi/healthz").status_code == 404


@pytest.mark.usefixtures("_answering_broker")
def test_it_can_only_be_read(client):
    assert client.post("/healthz").status_code == 405


@pytest.mark.usefixtures("_answering_broker")
def test_it_answers_over_plain_http_where_pages_are_sent_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    grading.report("worker@host7", sandbox_ok=True)
    assert client.get("/healthz").status_code == 200


@pytest.mark.usefixtures("_answering_broker")
def test_it_asks_the_database_little(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        client.get("/healthz")


@pytest.mark.services
@pytest.mark.usefixtures("broker")
def test_the_real_broker_answers():
    assert health.broker() == "ok"
