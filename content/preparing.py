"""What has to happen to documents before they are published at once, where nobody comes back later to publish a draft.

An app above registers it when it starts. It takes its time outside of any transaction, and answers nothing: what it
found, its hurdle tells (see `publishing`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from content.documents import Document

Preparation = Callable[[Document], None]
_preparations: list[Preparation] = []


def register_preparation(preparation: Preparation) -> None:
    if preparation not in _preparations:
        _preparations.append(preparation)


def prepare(documents: Iterable[Document]) -> None:
    for document in documents:
        for preparation in _preparations:
            preparation(document)
