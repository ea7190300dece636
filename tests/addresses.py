"""Every address of the site, filled in with what a test knows: for promises that hold wherever one looks.

Taken from the site's own list, so an address that is added tomorrow is looked at too.
"""

import itertools
import re
from collections.abc import Iterator
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
BY_KIND = {"int": ["1"], "slug": ["forward-diffusion"], "str": ["1"], "path": ["1"]}
CHANGES_FROM_PAGE_TO_PAGE = re.compile(
    r'nonce="[^"]*"|csp-nonce" content="[^"]*"|csrfmiddlewaretoken" value="[^"]*"|As of \d\d:\d\d:\d\d'
)


def every_address(**known: Any) -> list[str]:
    """Each with every combination of the values that are known of its parameters; those by regex are left out."""
    values = {name: [str(one) for one in given] for name, given in known.items()}
    return sorted({address for route in _routes(get_resolver(), "/") for address in _filled(route, values)})


def content(client: Client, address: str, **headers: str) -> str:
    """What a page says, less what is different each time."""
    response = client.get(address, headers=headers)
    parts = response.streaming_content if response.streaming else [response.content]
    return CHANGES_FROM_PAGE_TO_PAGE.sub("", b"".join(parts).decode(errors="replace"))


def _routes(resolver: Any, prefix: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        here = prefix + str(pattern.pattern) if isinstance(pattern.pattern, RoutePattern) else None
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern, prefix if here is None else here)
        elif isinstance(pattern, URLPattern) and here is not None:
            yield here


def _filled(route: str, values: dict[str, list[str]]) -> Iterator[str]:
    found = list(PARAMETER.finditer(route))
    choices = [values.get(one["name"]) or BY_KIND.get(one["kind"] or "str", ["1"]) for one in found]
    for chosen in itertools.product(*choices):
        filled = iter(chosen)
        yield PARAMETER.sub(lambda _match: next(filled), route)  # noqa: B023  used at once
