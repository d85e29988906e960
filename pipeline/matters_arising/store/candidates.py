"""The statements of an archive that a person may be asked about, with what a judge of stances thinks of each."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from matters_arising.models import Segmented
from matters_arising.stance.labels import Labelled
from matters_arising.stance.sample import candidates_of, fair_shares
from matters_arising.store.connection import Store
from matters_arising.store.read import every, read_segmented

MOST = 20_000  # statements judged: plenty to choose from, and some minutes
Progress = Callable[[int, int, str], None]

_SIZES = (
    "SELECT m.body, d.path, count(*) AS statements FROM statements t JOIN current_meetings m ON m.key = t.meeting "
    "JOIN documents d ON d.key = m.document GROUP BY m.body, d.path ORDER BY m.body, d.path"
)


class Judging(Protocol):
    """A judge of stances."""

    @property
    def labels(self) -> tuple[str, ...]: ...

    def chances(self, segmented: Segmented) -> Any: ...


@dataclass(frozen=True, slots=True)
class Candidates:
    """Statements that may be asked about, each with its hint. Of `whole` in the archive, `judged` were looked at."""

    statements: tuple[Labelled, ...]
    judged: int
    whole: int


def candidates(
    store: Store,
    judge: Judging,
    *,
    body: str = "",
    document: str = "",
    most: int = MOST,
    seed: int = 0,
    on_progress: Progress | None = None,
) -> Candidates:
    """The candidates of the current minutes, of bodies with the words `body` in their name, and of documents with
    `document` in their path.

    Of an archive with more than about `most` statements, whole documents are judged that are drawn by chance, about as
    many statements of each body.
    """
    sizes = sizes_of(store, body=body, document=document)
    chosen = drawn(sizes, most, seed)
    found: list[Labelled] = []
    for count, path in enumerate(chosen, start=1):
        segmented = read_segmented(store, path)
        found.extend(
            one
            for one in candidates_of(segmented, judge.chances(segmented), judge.labels)
            if one.body in sizes and path in sizes[one.body]
        )
        if on_progress:
            on_progress(count, len(chosen), path)
    return Candidates(
        tuple(found),
        judged=sum(of_body.get(path, 0) for of_body in sizes.values() for path in chosen),
        whole=sum(sum(of_body.values()) for of_body in sizes.values()),
    )


def sizes_of(store: Store, *, body: str = "", document: str = "") -> dict[str, dict[str, int]]:
    """How many statements each document of the current minutes has, by body and path."""
    sizes: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in every(store, _SIZES):
        if body.casefold() in row["body"].casefold() and document.casefold() in row["path"].casefold():
            sizes[row["body"]][row["path"]] = row["statements"]
    return sizes


def drawn(sizes: Mapping[str, Mapping[str, int]], most: int, seed: int) -> list[str]:
    """Documents of about `most` statements in all, in the order of their paths: of each body as many by chance as reach
    its fair share, and at least one. `sizes` are the statements of each document, by body."""
    shares = fair_shares({body: sum(documents.values()) for body, documents in sizes.items()}, most)
    chosen = set()
    for body, documents in sizes.items():
        paths = sorted(documents)
        random.Random(f"{seed} {body}").shuffle(paths)
        so_far = 0
        for path in paths:
            if so_far and so_far >= shares[body]:
                break
            chosen.add(path)
            so_far += documents[path]
    return sorted(chosen)
