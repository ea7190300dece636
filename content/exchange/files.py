"""A file on its way out."""

from dataclasses import dataclass


@dataclass(frozen=True)
class File:
    path: str
    content: str | bytes

    @property
    def text(self) -> str:
        return self.content if isinstance(self.content, str) else ""

    @property
    def data(self) -> bytes:
        return self.content.encode() if isinstance(self.content, str) else self.content
