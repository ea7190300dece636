"""One page of a long list, with the addresses of its neighbours."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict


@dataclass(frozen=True)
class Paged:
    page: Page
    previous: str  # empty on the first page
    next: str

    def __iter__(self) -> Iterator[Any]:
        return iter(self.page.object_list)

    def __len__(self) -> int:
        return len(self.page.object_list)


def paged(rows: Any, parameters: QueryDict, name: str, size: int) -> Paged:
    """The page that the parameter of this name asks for; a page that is not there becomes the nearest one."""
    page = Paginator(rows, size).get_page(parameters.get(name))

    def address(number: int) -> str:
        changed = parameters.copy()
        changed[name] = str(number)
        return f"?{changed.urlencode()}"

    return Paged(
        page,
        address(page.previous_page_number()) if page.has_previous() else "",
        address(page.next_page_number()) if page.has_next() else "",
    )
