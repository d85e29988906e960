"""Long pages in parts, none of them too large to open on a poor line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from matters_arising.export.site.paper import Paper

LARGEST = 280_000  # bytes of a page


@dataclass(frozen=True, slots=True)
class Part:
    """A page of several: the address of each, and which this one is, from 0."""

    addresses: tuple[str, ...]
    at: int

    @property
    def address(self) -> str:
        """Where this part lies."""
        return self.addresses[self.at]


def parts(items: Sequence[Markup], room: int) -> list[list[Markup]]:
    """The items in runs of at most `room` bytes, an item that is larger alone; one empty run where there are none."""
    runs: list[list[Markup]] = [[]]
    left = room
    for item in items:
        size = len(item.encode()) + 1
        if runs[-1] and size > left:
            runs.append([])
            left = room
        runs[-1].append(item)
        left -= size
    return runs


def addresses(first: str, number: int) -> tuple[str, ...]:
    """The addresses of so many parts.

    >>> addresses("ledger.html", 2)
    ('ledger.html', 'ledger-2.html')
    """
    stem = first.removesuffix(".html")
    return tuple(first if part == 0 else f"{stem}-{part + 1}.html" for part in range(number))


def in_parts(
    paper: Paper,
    template: str,
    first: str,
    items: Sequence[Markup],
    *,
    only_first: Callable[[], Markup] = Markup,
    **values: Any,
) -> Iterator[tuple[str, Markup]]:
    """The pages of a long list, each with its address. `only_first` is drawn on the first of them alone."""
    head = only_first()
    empty = paper.page(template, first, items=[], part=Part((first,), 0), head=head, **values)
    runs = parts(items, LARGEST - len(empty.encode()))
    places = addresses(first, len(runs))
    for at, run in enumerate(runs):
        part = Part(places, at)
        yield (
            part.address,
            paper.page(template, part.address, items=run, part=part, head=head if at == 0 else Markup(), **values),
        )
