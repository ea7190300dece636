"""Environment variables, read strictly: a value that is not understood stops the start with one sentence."""

import os
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_known: set[str] = set()


def text(name: str, default: str = "", *, choices: Iterable[str] = ()) -> str:
    """The variable as text, one of `choices` where they are given."""
    _known.add(name)
    value = os.environ.get(name, "").strip() or default
    if choices and value not in choices:
        raise _bad(name, f"one of {', '.join(choices)}", value)
    return value


def boolean(name: str, default: bool) -> bool:
    """A yes-or-no variable; a typing error must not switch a safeguard off."""
    value = text(name, "1" if default else "0").lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    raise _bad(name, "one of 1, 0, true, false, yes, no, on, off", value)


def integer(name: str, default: int, *, low: int, high: int) -> int:
    """A whole number from low to high, both included."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdecimal() or not low <= int(value) <= high:
        raise _bad(name, f"a whole number from {low} to {high}", value)
    return int(value)


def items(name: str, default: Iterable[str] = ()) -> list[str]:
    """A list written with commas."""
    return [item.strip() for item in text(name, ",".join(default)).split(",") if item.strip()]


def hosts(name: str, default: Iterable[str]) -> list[str]:
    """Host names as Django matches them: no scheme, no port, no path."""
    found = items(name, default)
    for host in found:
        if "/" in host or (":" in host and not host.endswith("]")):
            raise _bad(name, "host names without scheme, port or path, such as learn.example.org", host)
    return found


def origins(name: str) -> list[str]:
    """Origins as browsers send them: scheme and host, nothing after."""
    found = items(name)
    for origin in found:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path:
            raise _bad(name, "origins such as https://learn.example.org", origin)
    return found


def url(name: str, schemes: Iterable[str], example: str) -> str | None:
    """An address in one of `schemes`, or None where the variable is not set."""
    value = text(name)
    if not value:
        return None
    if urlsplit(value).scheme not in schemes:
        # The address may hold a password, so the message shows its scheme only.
        raise _bad(name, f"an address such as {example}", f"{value.partition(':')[0]}:…")
    return value


def refuse_unknown(prefix: str) -> None:
    """Stops on a variable with our prefix that nothing reads: it is a typing error."""
    unknown = sorted(name for name in os.environ if name.startswith(prefix) and name not in _known)
    if unknown:
        known = ", ".join(sorted(name for name in _known if name.startswith(prefix)))
        raise ImproperlyConfigured(f"{unknown[0]}: no such setting. Expected one of {known}; correct or unset it.")


def _bad(name: str, expected: str, got: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name}: expected {expected}; got {got!r}. Correct or unset {name}.")
