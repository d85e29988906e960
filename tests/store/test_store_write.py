"""Writing a file's result in place of the one before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import toy_archive as toy
from matters_arising.config import Hints, Limits
from matters_arising.ids import sha256_of
from matters_arising.models import Source
from matters_arising.store import FileResult, Store, open_store, put, withdraw
from matters_arising.store.context import search
from matters_arising.store.read import (
    read_events,
    read_items,
    read_meetings,
    read_stances,
    read_statements,
    read_text,
)
from matters_arising.store.verify import verified
from matters_arising.vocab import DocumentStatus

TEXT = toy.minutes(
    "2022-03-09",
    "# Crisis care review",
    "The review was put off because the draft was not ready.",
    "# Allotments\u2028and “hedges”",
    "\fIt was agreed to look at it together – naïvely.",
    "The grass\x00 was put off.",
)


def result(text: str = TEXT, path: str = "a.txt") -> FileResult:
    source = Source(path, text.encode(), sha256_of(text.encode()))
    document = toy.read(source, limits=Limits())
    segmented = toy.segment(document, hints=Hints())
    return FileResult(
        path=path,
        sha256=source.sha256,
        fingerprint="fp",
        status=DocumentStatus.READ,
        media_type="text/plain",
        pages=len(document.pages),
        segmented=segmented,
        events=toy.extract(segmented, model="toy"),
        stances=toy.classify(segmented, model="toy"),
    )


def counts(store: Store) -> dict[str, int]:
    tables = (
        "documents",
        "texts",
        "pages",
        "meetings",
        "participants",
        "items",
        "statements",
        "events",
        "stances",
    )
    return {name: store.connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


def test_what_is_written_is_read_back_the_same(tmp_path: Path) -> None:
    given = result()
    assert given.segmented is not None
    with open_store(tmp_path / "x.db", write=True) as store:
        put(store, given)
        assert tuple(read_meetings(store)) == given.segmented.meetings
        assert tuple(read_items(store)) == given.segmented.items
        assert tuple(read_statements(store)) == given.segmented.statements
        assert tuple(read_events(store)) == given.events
        assert tuple(read_stances(store)) == given.stances
        assert read_text(store, "a.txt") == given.segmented.document.text
        assert read_text(store, "b.txt") == ""


def test_writing_again_replaces_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with open_store(tmp_path / "x.db", write=True) as store:
        put(store, result())
        first = counts(store)
        put(store, result())
        assert counts(store) == first
        put(store, result(toy.minutes("2022-03-09", "# Pond", "It was agreed.")))
        assert counts(store)["statements"] == 1
        assert search(store, "grass", limit=5) == []
        store.connection.execute("INSERT INTO statements_text (statements_text, rank) VALUES ('integrity-check', 1)")
        failed = FileResult("a.txt", "x", "fp", DocumentStatus.FAILED, note="broken")
        put(store, failed)
        assert counts(store) == {**dict.fromkeys(first, 0), "documents": 1}


def test_a_withdrawn_file_keeps_its_rows_out_of_sight(tmp_path: Path) -> None:
    with open_store(tmp_path / "x.db", write=True) as store:
        put(store, result())
        before = counts(store)
        withdraw(store, ["a.txt"])
        assert counts(store) == before
        assert read_meetings(store) == read_events(store) == search(store, "review", limit=5) == []


def test_only_marks_that_stand_in_the_text_are_verified() -> None:
    given = result()
    event, stance = given.events[0], given.stances[0]
    wrong = (
        replace(event, id="e1", quote="something else"),
        replace(event, id="e2", start=event.start + 1),
        replace(event, id="e3", meeting="mtg-0"),
        replace(event, id="e4", item="item-0"),
        replace(event, id="e5", statement="st-0"),
        replace(event, id="e6", quote="", end=event.start),
    )
    made = verified(replace(given, note="page 2 is faint", events=(event, *wrong, event), stances=(stance, stance)))
    assert (made.events, made.stances) == ((event,), (stance,))
    assert (
        made.note == "page 2 is faint; 6 marks left out: their quotes do not stand in the text at the place they name"
    )
    assert verified(given) == given
