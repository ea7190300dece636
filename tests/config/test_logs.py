import logging

import pytest
from django.test import RequestFactory

from config.logs import NotHealthz


@pytest.mark.parametrize(("path", "kept"), [("/healthz", False), ("/lessons/", True)])
def test_only_what_healthz_answers_stays_out_of_the_log(path, kept):
    record = logging.makeLogRecord({"request": RequestFactory().get(path)})
    assert NotHealthz().filter(record) is kept


def test_a_line_about_no_request_is_kept():
    assert NotHealthz().filter(logging.makeLogRecord({}))
