from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import toy_archive as toy
from matters_arising.errors import UsageError
from matters_arising.flow import run
from matters_arising.matters.verdicts import Docket
from matters_arising.store import Store, open_store
from matters_arising.store.missed import missed
from matters_arising.store.read import every


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    root = toy.lay(tmp_path / "archive")
    with open_store(tmp_path / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        yield opened


def test_the_nearest_to_a_threshold_come_first_with_what_stands_around_them(store: Store):
    found = missed(store, Docket(), most=4)
    assert len(found) == 4 and all(claim.missed and claim.label == "report" for claim in found)
    assert [claim.confidence for claim in found] == sorted((claim.confidence for claim in found), reverse=True)
    for claim in found:
        [row] = every(store, "SELECT text FROM statements WHERE id = ?", claim.id)
        assert row["text"] == claim.quote and claim.body and claim.date and claim.item
    assert any(claim.before for claim in found)


def test_what_was_said_after_all_was_not_missed(store: Store):
    said = {row["id"] for row in every(store, "SELECT s.id FROM events e JOIN statements s ON s.key = e.statement")}
    kept = {claim.id for claim in missed(store, Docket(), most=1000)}
    assert said & kept, "a proposal may be a report, too"
    store.connection.execute("UPDATE events SET type = 'report'")
    assert not {claim.id for claim in missed(store, Docket(), most=1000)} & said


def test_a_kind_and_a_body_narrow_what_is_asked(store: Store):
    assert missed(store, Docket(), kind="stance") == [] and missed(store, Docket(), body="nobody") == []
    assert missed(store, Docket(), kind="report") and missed(store, Docket(), body="forum")


def test_a_label_a_statement_is_nearest_to_is_asked_about(store: Store):
    key = every(store, "SELECT statement FROM near_misses ORDER BY chance DESC LIMIT 1")[0]["statement"]
    store.connection.execute("INSERT INTO near_misses VALUES (?, 'event', 'action', 0.399, 0.4)", (key,))
    assert missed(store, Docket(), most=1)[0].label == "action"
    assert len({claim.id for claim in missed(store, Docket(), most=1000)}) == len(missed(store, Docket(), most=1000))


def test_minutes_read_before_it_was_kept_are_told_apart_from_minutes_without_doubts(store: Store):
    store.connection.execute("DELETE FROM near_misses")
    with pytest.raises(UsageError, match="was not kept"):
        missed(store, Docket())


def test_near_misses_go_with_their_document(store: Store):
    store.connection.execute("DELETE FROM documents")
    assert every(store, "SELECT * FROM near_misses") == []
    with pytest.raises(sqlite3.IntegrityError):
        store.connection.execute("INSERT INTO near_misses VALUES (987654, 'event', 'report', 0.1, 0.4)")
