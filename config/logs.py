"""What stays out of the log."""

import logging


class NotHealthz(logging.Filter):
    """A 503 from /healthz is an answer and no fault; it would fill the log while a site starts."""

    def filter(self, record: logging.LogRecord) -> bool:
        return getattr(getattr(record, "request", None), "path", "") != "/healthz"
