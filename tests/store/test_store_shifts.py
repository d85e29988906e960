"""Shifts asked of a filled database: of one matter, of a body, and only from current minutes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import toy_archive as toy
from matters_arising.errors import NothingFoundError, UsageError
from matters_arising.flow import run
from matters_arising.store import Store, open_store
from matters_arising.store.shifts import shifts_of_body, shifts_of_matter

WORDS = "The ford was referred to the Harbour Committee."
SENT = {
    "2023-01.txt": toy.minutes("2023-01-04", "# Old ford", WORDS),
    "2023-01 draft.txt": toy.minutes("2023-01-04", "# Old ford", WORDS, status="draft"),
    "2023-03.txt": toy.minutes("2023-03-01", "# Bins", "Bins were agreed.", body="Ambleton Harbour Committee"),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("shifts")
    root = toy.lay(folder / "archive", {**toy.FILES, **SENT})
    with open_store(folder / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.WIDE, jobs=0)
        yield opened


def test_a_shift_comes_once_with_its_quote_and_what_the_archive_has_of_the_other_body(store: Store) -> None:
    (found,) = shifts_of_body(store)
    assert (found.kind, found.title, found.date, found.body) == ("forum", "Old ford", "2023-01-04", "Ambleton Forum")
    assert (found.earlier.quote, found.earlier.document, found.later) == (WORDS, "2023-01.txt", None)
    assert "minutes of 1 meeting of that body after that are in the archive" in found.sentence


def test_they_are_asked_for_by_matter_and_by_body(store: Store) -> None:
    found, best, _ = shifts_of_matter(store, "old ford")
    assert found == shifts_of_body(store, "ambleton forum") and best.title == "Old ford"
    assert shifts_of_matter(store, "bus shelter")[0] == [] == shifts_of_body(store, "harbour")
    with pytest.raises(NothingFoundError):
        shifts_of_matter(store, "zzz")
    with pytest.raises((NothingFoundError, UsageError)):
        shifts_of_body(store, "zzz")
