"""The answer to "is the site well?": one short state a part, for load balancers and for the supervisor."""

import logging
from collections.abc import Callable

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.broker import ping
from grader import health as grading

logger = logging.getLogger(__name__)

OK = "ok"


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when every part is well, otherwise 503. Anyone may ask, so causes go to the log and not into the answer."""
    states = {part: _state(part, look) for part, look in PARTS.items()}
    healthy = all(state == OK for state in states.values())
    return JsonResponse(states, status=200 if healthy else 503)


def _state(part: str, look: Callable[[], str]) -> str:
    try:
        return look()
    except (DatabaseError, redis.RedisError, OSError) as error:
        logger.warning("healthz: %s: %s", part, error)
        return "does not answer"


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def broker() -> str:
    ping(settings.CELERY_BROKER_URL)
    return OK


def workers() -> str:
    return OK if grading.workers().exists() else "no worker has reported lately"


def sandbox() -> str:
    if grading.workers().filter(sandbox_ok=True).exists():
        return OK
    return "no worker can run it; `python -m grader doctor` on its host says why"


PARTS = {"database": database, "broker": broker, "workers": workers, "sandbox": sandbox}
