"""The reader's language, as the content and the messages name it."""

from django.utils.translation import get_language


def current() -> str:
    return (get_language() or "en").split("-")[0]
