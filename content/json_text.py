"""JSON read strictly: each field once in an object, and no NaN, which Python would take."""

from __future__ import annotations

import json
import re
from json.decoder import JSONObject  # type: ignore[attr-defined]
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from typing import Any

from django.utils.translation import gettext as _

CONSTANT = re.compile(r"(?:^|[:,\[])\s*(NaN|-?Infinity)")


class Slip(ValueError):
    def __init__(self, at: int, got: str, remedy: str) -> None:
        super().__init__(got)
        self.at = at
        self.got = got
        self.remedy = remedy


class _Repeated(ValueError):
    pass


def read_json(text: str) -> Any:
    """Raises Slip, or RecursionError."""
    try:
        return json.loads(text, parse_constant=_refuse, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise Slip(error.pos, error.msg, _("Correct the file there.")) from None
    except _Repeated:
        return _Locating().decode(text)
    except ValueError as error:
        match = CONSTANT.search(text)
        raise Slip(match.start(1) if match else 0, str(error), _("Write a number, or null.")) from None


def _refuse(name: str) -> None:
    raise ValueError(_("%s, which is not JSON") % name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Repeated
    return found


class _Locating(json.JSONDecoder):
    """Ten times slower, and knows where the object begins that has a field twice."""

    def __init__(self) -> None:
        super().__init__(parse_constant=_refuse)
        self.parse_object = self._parse_object
        self.scan_once = py_make_scanner(self)

    def _parse_object(self, text_and_start: tuple[str, int], *arguments: Any) -> tuple[Any, int]:
        start = text_and_start[1] - 1

        def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            names = [name for name, _value in pairs]
            for name in names:
                if names.count(name) > 1:
                    raise Slip(start, _("an object with the field “%s” twice") % name, _("Keep one of them."))
            return dict(pairs)

        strict, scan_once, _hook, _pairs_hook, memo = arguments
        return JSONObject(text_and_start, strict, scan_once, None, once, memo)
