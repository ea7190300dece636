"""Where a worker runs its submissions, by GRADER_DEVICE."""

from functools import cache

from django.conf import settings


@cache
def chosen() -> str:
    if settings.GRADER_DEVICE != "auto":
        return settings.GRADER_DEVICE
    import torch  # in the worker only

    return "cuda" if torch.cuda.is_available() else "cpu"
