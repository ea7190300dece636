"""Other sites' pages inside a text, such as a video: from hosts that the settings name, and from no others."""

from __future__ import annotations

import re

from django.conf import settings

TAG = "iframe"
ATTRIBUTES = {"src", "title", "width", "height", "allowfullscreen"}
# The host's own scripts run, as that host; nothing of it may lead the reader's window elsewhere.
FIXED = {
    "sandbox": "allow-scripts allow-same-origin allow-presentation allow-popups",
    "referrerpolicy": "strict-origin",
    "loading": "lazy",
}
FRAME = re.compile(rf"""<{TAG}((?:[^>"]|"[^"]*")*)>.*?</{TAG}>""", re.DOTALL)  # in nh3's spelling


def tags() -> set[str]:
    return {TAG} if settings.CONTENT_FRAME_HOSTS else set()


def is_allowed(address: str) -> bool:
    """https, and the host as it is named: no port, no name and password that look like one."""
    return any(address.startswith(f"https://{host}/") for host in settings.CONTENT_FRAME_HOSTS)


def without_refused(html: str) -> str:
    """A frame whose address was refused would be an empty box; what stands within one is for browsers of the past."""
    return FRAME.sub(lambda found: f"<{TAG}{found[1]}></{TAG}>" if ' src="' in found[1] else "", html)
