"""A database is looked at: what is sound is said to be, each damage is found, and what can be rebuilt is."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import toy_archive as toy
from matters_arising.export import canonical
from matters_arising.flow import run
from matters_arising.mend import mend
from matters_arising.store import Store, open_store
from matters_arising.store.examine import Finding, examine, models


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    root = toy.lay(tmp_path / "archive")
    with open_store(tmp_path / "x.db", write=True) as made:
        run(root, made, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        yield made


def trouble(store: Store) -> dict[str, Finding]:
    return {one.check: one for one in examine(store) if one.state == "trouble"}


def test_what_a_run_made_is_sound(store: Store) -> None:
    found = examine(store)
    assert [one.check for one in found if one.state == "trouble"] == []
    assert len({one.check for one in found}) == len(found) > 12


_LATER = "(SELECT key FROM documents WHERE path = '2022-06.txt')"
DAMAGE = {
    "tables and indexes": "DROP TRIGGER statements_gone",
    "rows without their parent": "INSERT INTO event_matters SELECT 999, min(key) FROM matters",
    "texts": f"UPDATE texts SET text = x'00ff' WHERE document = {_LATER}",
    "pages cover the text": f"DELETE FROM pages WHERE number = 2 AND document = {_LATER}",
    "quotes of events and stances": "UPDATE events SET quote = 'Nothing of it.' WHERE key = 1",
    "words of statements": "UPDATE statements SET start = start + 9 WHERE key = 1",
    "words of mentions": "UPDATE mentions SET quote = 'zz' WHERE key = 1",
    "places": 'UPDATE items SET "end" = 99999 WHERE key = 1',
    "index of words": "INSERT INTO statements_text (rowid, text) VALUES (4711, 'words of nobody')",
    "index of matters": "DELETE FROM matters_words WHERE rowid = 1",
    "ids of meetings": "UPDATE meetings SET id = 'mtg-one'",
    "versions of minutes": "UPDATE meetings SET superseded_by = key WHERE key = 1",
    "counts of matters": "UPDATE matters SET deferrals = deferrals + 1 WHERE key = 1",
    "days of matters": "UPDATE matters SET decided = '1999-01-01' WHERE key = 1",
    "last run": "UPDATE meta SET value = 'yes' WHERE name = 'unsettled'",
}
READ_AGAIN = {"texts", "pages cover the text", "quotes of events and stances", "words of statements", "places"}


@pytest.mark.parametrize("check", DAMAGE)
def test_each_damage_is_found_and_the_next_run_makes_it_good(check: str, store: Store, tmp_path: Path) -> None:
    whole = canonical(store)
    store.connection.execute("PRAGMA foreign_keys = OFF")
    store.connection.execute(DAMAGE[check])
    store.connection.execute("PRAGMA foreign_keys = ON")
    found = trouble(store)
    assert check in found
    assert found[check].number >= 1
    assert found[check].example
    assert found[check].remedy
    documents = {one for finding in found.values() for one in finding.documents}
    assert bool(documents) == (check in READ_AGAIN)
    done = mend(store, documents, stages=toy.STAGES)
    assert {f"marked to be read again: {one}" for one in documents} <= set(done)
    left = trouble(store)
    assert check not in left or check in READ_AGAIN | {"last run"}
    run(tmp_path / "archive", store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
    assert trouble(store) == {}
    assert canonical(store) == whole


def test_orphans_of_every_table_go_with_what_hangs_on_them(store: Store) -> None:
    store.connection.execute("PRAGMA foreign_keys = OFF")
    store.connection.execute(f"DELETE FROM documents WHERE key = {_LATER}")
    store.connection.execute("PRAGMA foreign_keys = ON")
    assert trouble(store)["rows without their parent"].number > 3
    mend(store, stages=toy.STAGES)
    assert trouble(store) == {}
    assert "There was no news" not in canonical(store).decode()


@pytest.mark.parametrize("table", ["meetings", "items", "statements"])
def test_what_went_with_a_parent_is_read_again(table: str, store: Store, tmp_path: Path) -> None:
    whole = canonical(store)
    store.connection.execute("PRAGMA foreign_keys = OFF")
    store.connection.execute(f"DELETE FROM {table} WHERE key = (SELECT min(key) FROM {table})")
    store.connection.execute("PRAGMA foreign_keys = ON")
    lost = trouble(store)["rows without their parent"].documents
    assert "2022-01.txt" in lost
    mend(store, lost, stages=toy.STAGES)
    run(tmp_path / "archive", store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
    assert trouble(store) == {}
    assert canonical(store) == whole


def test_a_repair_that_fails_changes_nothing(store: Store) -> None:
    def fail(*_: object, **__: object) -> object:
        raise RuntimeError("the follower fails")

    store.connection.execute(DAMAGE["counts of matters"])
    before = list(store.connection.iterdump())
    with pytest.raises(RuntimeError):
        mend(store, stages=replace(toy.STAGES, follow=fail))
    assert list(store.connection.iterdump()) == before


def test_files_are_compared_by_their_hashes(store: Store) -> None:
    now = dict(store.connection.execute("SELECT path, sha256 FROM documents").fetchall())
    assert examine(store, archive=now)[-1].state == "sound"
    del now["2022-01.txt"]
    now |= {"2022-03.txt": "00", "2023.txt": "11"}
    found = examine(store, archive=now)[-1]
    assert (found.state, found.number, found.example) == ("trouble", 3, "changed: 2022-03.txt")


def test_a_correction_that_cannot_be_read_is_told(store: Store) -> None:
    Path(f"{store.path}.overrides.jsonl").write_text("{broken\n")
    assert "line 1" in trouble(store)["corrections by people"].example


def test_a_text_of_too_few_characters_costs_its_file_only(store: Store) -> None:
    row = store.connection.execute(f"SELECT text FROM texts WHERE document = {_LATER}").fetchone()
    cut = zlib.compress(zlib.decompress(row[0])[:-5])
    store.connection.execute(f"UPDATE texts SET text = ? WHERE document = {_LATER}", (cut,))
    assert {one for found in trouble(store).values() for one in found.documents} == {"2022-06.txt"}


def test_models_are_held_against_their_hashes(tmp_path: Path) -> None:
    from matters_arising.ids import sha256_of

    (tmp_path / "weights").write_bytes(b"1 2 3")
    (tmp_path / "model.json").write_text(f'{{"sha256": {{"weights": "{sha256_of(b"1 2 3")}"}}}}')
    assert models([tmp_path]).state == "sound"
    (tmp_path / "weights").write_bytes(b"1 2 4")
    assert models([tmp_path]).state == "trouble"
    assert models([tmp_path / "nowhere"]).number == 1
