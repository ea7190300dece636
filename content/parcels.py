"""Checked files on their way through a page: signed, so that what is published is what was checked."""

from __future__ import annotations

from typing import Any

from django.core import signing

from content.sources import Beside, Source, decode

SALT = "content.upload"
HOURS_TO_PUBLISH = 12


def pack(sources: list[Source], note: str) -> str:
    return signing.dumps([note, [_packed(source) for source in sources]], salt=SALT, compress=True)


def unpack(parcel: str) -> tuple[list[Source], str]:
    """Raises signing.BadSignature where somebody changed it, or it is too old."""
    note, packed = signing.loads(parcel, salt=SALT, max_age=HOURS_TO_PUBLISH * 3600)
    return [_unpacked(fields) for fields in packed], note


def _packed(source: Source) -> dict[str, Any]:
    fields: dict[str, Any] = {"name": source.name, "language": source.language, "text": decode(source)}
    if beside := source.beside:
        fields["starter"], fields["hints"] = (file and _packed(file) for file in (beside.starter, beside.hints))
        fields["solutions"] = [_packed(file) for file in beside.solutions]
    return fields


def _unpacked(fields: dict[str, Any]) -> Source:
    beside = None
    if "solutions" in fields:
        starter, hints = (file and _unpacked(file) for file in (fields["starter"], fields["hints"]))
        beside = Beside(starter, hints, tuple(_unpacked(file) for file in fields["solutions"]))
    return Source(fields["name"], fields["text"].encode(), fields["language"], beside)
