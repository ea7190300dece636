"""Whether the message broker answers."""

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

PATIENCE_S = 1.0


def ping(url: str) -> None:
    """Raises redis.RedisError where the broker does not answer at once."""
    client = redis.Redis.from_url(
        url.replace("redis+socket://", "unix://", 1),  # Celery's word for it, and the client's
        socket_timeout=PATIENCE_S,
        socket_connect_timeout=PATIENCE_S,
        retry=Retry(NoBackoff(), 0),
    )
    with client:
        client.ping()


def answers(url: str) -> bool:
    try:
        ping(url)
    except redis.RedisError:
        return False
    return True
