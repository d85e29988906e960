"""Nights that follow only the bodies that met: the tables are those of a database made anew, nothing old is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import toy_archive as toy
from matters_arising import flow, settle
from matters_arising.export import canonical
from matters_arising.matters import recall
from matters_arising.mend import mend
from matters_arising.redactions import NONE, Redaction, Redactions
from matters_arising.stages import Stages
from matters_arising.store import Store, open_store
from matters_arising.store.read import every
from matters_arising.store.redactions import cover_stored

STAGES = replace(toy.STAGES, follow=Stages().follow)
BODIES = {"ford": "Ambleton Ford Trust", "mill": "Ousby Mill Committee"}
WORDS = {"ford": "The ford stones at Tanner's Bank", "mill": "The sluice of Nether Mill"}


def minutes(body: str, month: int) -> str:
    said = f"{WORDS[body]} were put off, time {month}."
    return toy.minutes(f"2031-{month:02}-05", f"# {WORDS[body]}", said, body=BODIES[body])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {f"{body}-{month}.txt": minutes(body, month) for body in BODIES for month in (1, 2, 3)}
    return toy.lay(tmp_path / "archive", files)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "x.db", write=True) as opened:
        yield opened


@pytest.fixture
def grown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The bodies whose threads were grown."""
    bodies: list[str] = []
    plain = recall.threads

    def counted(passages):  # type: ignore[no-untyped-def]
        bodies.extend(sorted({passage.meeting.body for passage in passages}))
        return plain(passages)

    monkeypatch.setattr(recall, "threads", counted)
    return bodies


def go(root: Path, store: Store, rules: Redactions = NONE) -> None:
    flow.run(root, store, config=toy.ToyConfig(), stages=STAGES, jobs=0, redactions=rules)


def anew(root: Path, tmp_path: Path) -> bytes:
    with open_store(tmp_path / "anew.db", write=True) as other:
        go(root, other)
        return canonical(other)


def test_a_night_follows_the_body_that_met_and_its_tables_are_as_if_made_anew(
    root: Path, store: Store, tmp_path: Path, grown: list[str]
) -> None:
    go(root, store)
    assert sorted(grown) == sorted(BODIES.values())
    grown.clear()
    (root / "ford-4.txt").write_text(minutes("ford", 4))
    go(root, store)
    assert grown == [BODIES["ford"]]
    assert canonical(store) == anew(root, tmp_path)
    assert len(every(store, "SELECT * FROM threads")) == 2


def test_a_file_that_is_gone_or_changed_is_followed_anew(
    root: Path, store: Store, tmp_path: Path, grown: list[str]
) -> None:
    go(root, store)
    grown.clear()
    (root / "mill-2.txt").unlink()
    (root / "mill-3.txt").write_text(minutes("mill", 3).replace("sluice", "sluice gate"))
    go(root, store)
    assert grown == [BODIES["mill"]]
    with open_store(tmp_path / "anew.db", write=True) as other:
        go(root, other)
        for of in ("SELECT id, title, last_date, fate FROM matters", "SELECT start, quote, link_reason FROM mentions"):
            assert sorted(map(tuple, every(store, of))) == sorted(map(tuple, every(other, of)))


def test_another_version_recalls_nothing(
    root: Path, store: Store, grown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    go(root, store)
    grown.clear()
    monkeypatch.setattr(settle, "following_version", lambda: "another")
    (root / "ford-4.txt").write_text(minutes("ford", 4))
    go(root, store)
    assert sorted(grown) == sorted(BODIES.values())
    assert {row["version"] for row in every(store, "SELECT * FROM threads")} == {"another"}


def test_mending_follows_all_bodies_anew(root: Path, store: Store, grown: list[str]) -> None:
    go(root, store)
    before = canonical(store)
    store.connection.execute("UPDATE threads SET held = 'no threads'")
    grown.clear()
    mend(store, stages=STAGES)
    assert sorted(grown) == sorted(BODIES.values())
    assert canonical(store) == before


def test_what_is_redacted_is_not_kept_with_the_threads(root: Path, store: Store) -> None:
    go(root, store)
    assert any("ford" in row["held"] for row in every(store, "SELECT held FROM threads"))
    rule = Redaction(id="r1", text="ford", scope="document", document="ford-1.txt")
    cover_stored(store, Redactions((rule,)), "2031-04-01T00:00:00")
    assert not every(store, "SELECT held FROM threads")
