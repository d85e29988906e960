"""People's corrections over runs: kept through all of them, followed again without reading, refused where they fail."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import toy_archive as toy
from matters_arising import settle
from matters_arising.corrections import correct
from matters_arising.errors import StoreError, UsageError
from matters_arising.export import canonical
from matters_arising.flow import Done, run
from matters_arising.matters.book import written
from matters_arising.matters.overrides import Act, Override, correction, parse
from matters_arising.stages import Stages
from matters_arising.store import Store, open_store
from matters_arising.store.mentions import addressed
from matters_arising.store.overrides import beside, overrides_path, read_book, read_told, writing
from matters_arising.store.read import every

FILES = {
    f"2031-0{month}.txt": toy.minutes(
        f"2031-0{month}-05",
        "# Osier bed",
        f"The osier bed below the weir was agreed to be {verb}.",
        "# Band room",
        f"The band room roof slates were put off {when}.",
    )
    for month, verb, when in (
        (1, "surveyed", "once"),
        (2, "planted", "twice"),
        (3, "cut back", "again"),
        (4, "fenced", "still"),
    )
}
READ: list[str] = []


def reading(source: Any, *, limits: Any) -> Any:
    READ.append(source.path)
    return toy.read(source, limits=limits)


STAGES = replace(toy.STAGES, read=reading, follow=Stages().follow)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return toy.lay(tmp_path / "archive", FILES)


@pytest.fixture
def store(root: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "x.db", write=True) as opened:
        go(root, opened)
        READ.clear()
        yield opened


def go(root: Path, store: Store, **options: Any) -> Done:
    return run(root, store, **{"config": toy.ToyConfig(), "stages": STAGES, "jobs": 0, **options})


def matters(store: Store) -> dict[str, list[str]]:
    """The dates of each matter, by its title and, where two have the same, all of them."""
    found: dict[str, list[str]] = {}
    for row in every(
        store,
        "SELECT x.id, m.date FROM mentions n JOIN matters x ON x.key = n.matter "
        "JOIN meetings m ON m.key = n.meeting ORDER BY x.first_date, x.id, m.date",
    ):
        found.setdefault(row["id"], []).append(row["date"][5:7])
    return found


def event(store: Store, words: str) -> str:
    [row] = every(store, "SELECT id FROM events WHERE quote LIKE ?", f"%{words}%")
    return str(row["id"])


def made(store: Store, act: Act, one: str, other: str) -> Override:
    ends = [addressed(store, event(store, words)).anchor for words in (one, other)]
    return correction(act, ends[:1], ends[1:], by="R. Moss", when="2031-05-01T10:00:00+00:00", note="so it was")


def parts(store: Store) -> list[list[str]]:
    return sorted(matters(store).values())


WHOLE = [["01", "02", "03", "04"]] * 2
PARTED = "planted", "cut back"


def test_a_correction_is_written_down_and_followed_at_once_and_nothing_is_read(
    store: Store, root: Path, tmp_path: Path
) -> None:
    assert parts(store) == WHOLE
    runs = every(store, "SELECT * FROM runs")
    done = correct(store, made(store, "cut", *PARTED), stages=STAGES)
    assert (done.entry.line, done.notes) == (1, ()) and done.told and done.told.applies
    assert len(done.told.one) == len(done.told.other) == 1 and done.told.one != done.told.other
    assert len(parts(store)) == 3 and WHOLE[0] in parts(store) and not READ
    assert read_book(tmp_path / "x.db.overrides.jsonl").entries == (done.entry,)
    assert [tuple(row) for row in every(store, "SELECT * FROM runs")] == [tuple(row) for row in runs]
    before = canonical(store)
    assert go(root, store) == Done(0, 4, 0) and canonical(store) == before
    (tmp_path / "y.db.overrides.jsonl").write_bytes((tmp_path / "x.db.overrides.jsonl").read_bytes())
    with open_store(tmp_path / "y.db", write=True) as other:
        go(root, other)
        assert canonical(other) == before


def test_the_file_changed_makes_the_next_run_follow_and_only_follow(store: Store, root: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.db.overrides.jsonl"
    cut = made(store, "cut", *PARTED)
    file.write_bytes(written(cut))
    assert go(root, store) == Done(0, 4, 0) and len(parts(store)) == 3
    file.unlink()
    assert go(root, store) == Done(0, 4, 0) and parts(store) == WHOLE
    assert not READ


def test_corrections_survive_a_new_database_a_changed_file_and_a_moved_one(
    store: Store, root: Path, tmp_path: Path
) -> None:
    correct(store, made(store, "cut", *PARTED), stages=STAGES)
    corrected = parts(store)
    changed = "# Welcome\nAll were made welcome.\n" + FILES["2031-02.txt"].partition("\n\n")[2]
    head = FILES["2031-02.txt"].partition("\n\n")[0]
    (root / "2031-02.txt").write_text(f"{head}\n\n{changed}")
    (root / "2031-03.txt").rename(root / "moved.txt")
    assert go(root, store).notes == () and parts(store) == corrected
    store.close()
    for name in ("x.db", "x.db-wal", "x.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    with open_store(tmp_path / "x.db", write=True) as anew:
        go(root, anew)
        assert parts(anew) == corrected


def test_a_correction_of_a_draft_goes_over_to_the_approved_minutes(root: Path, tmp_path: Path) -> None:
    head = "BODY: Ambleton Forum\nDATE: 2031-02-05\n"
    (root / "2031-02.txt").write_text(FILES["2031-02.txt"].replace(head, head + "STATUS: draft\n"))
    with open_store(tmp_path / "x.db", write=True) as store:
        go(root, store)
        correct(store, made(store, "cut", *PARTED), stages=STAGES)
        corrected = parts(store)
        (root / "approved.txt").write_text(FILES["2031-02.txt"].replace(head, head + "STATUS: approved\n"))
        assert go(root, store).notes == ()
        assert every(store, "SELECT 1 FROM meetings WHERE superseded_by IS NOT NULL")
        assert len(corrected) == 3 and parts(store) == corrected


def test_words_that_are_gone_are_told_and_come_back_when_they_do(store: Store, root: Path) -> None:
    cut = made(store, "cut", *PARTED)
    correct(store, cut, stages=STAGES)
    (root / "2031-03.txt").write_text(FILES["2031-03.txt"].replace("cut back", "mown"))
    [note] = go(root, store).notes
    assert note.startswith(f"the correction {cut.id} (line 1) does not apply: the words “The osier bed below the weir")
    assert note.endswith("do not stand in 2031-03.txt as it is now")
    assert parts(store) == WHOLE and not read_told(store)[cut.id].applies
    (root / "2031-03.txt").write_text(FILES["2031-03.txt"])
    assert go(root, store).notes == () and len(parts(store)) == 3


def test_a_contradiction_is_refused_with_both_lines_named_and_nothing_is_changed(store: Store, tmp_path: Path) -> None:
    first = correct(store, made(store, "pin", "planted", "slates were put off once"), stages=STAGES).entry.said
    correct(store, made(store, "pin", "slates were put off once", "cut back"), stages=STAGES)
    before, file = canonical(store), (tmp_path / "x.db.overrides.jsonl").read_bytes()
    with pytest.raises(UsageError) as refused:
        correct(store, made(store, "cut", *PARTED), stages=STAGES)
    said = str(refused.value)
    assert "this cut, which would be line 3, contradicts line 1 (pin" in said and ", by way of line 2 (pin" in said
    assert f"matters link undo {first.id}" in said
    assert canonical(store) == before and (tmp_path / "x.db.overrides.jsonl").read_bytes() == file


def test_of_two_that_contradict_in_a_file_the_later_wins_with_a_note(store: Store, root: Path, tmp_path: Path) -> None:
    pin, cut = (made(store, act, *PARTED) for act in ("pin", "cut"))  # type: ignore[arg-type]
    (tmp_path / "x.db.overrides.jsonl").write_bytes(written(pin) + written(cut))
    [note] = go(root, store).notes
    assert note == f"the correction {pin.id} (line 1) does not apply: it contradicts line 2 (cut {cut.id})"
    assert len(parts(store)) == 3


def test_what_cannot_be_applied_is_refused(store: Store, root: Path) -> None:
    (root / "2031-04.txt").write_text(FILES["2031-04.txt"] + "The slates are grey, it was agreed.\n")
    go(root, store)
    with pytest.raises(UsageError, match="one passage, which cannot be parted"):
        correct(store, made(store, "cut", "put off still", "slates are grey"), stages=STAGES)
    assert not beside(store.path).exists() or not beside(store.path).read_bytes()


def test_a_broken_line_is_noted_and_the_others_apply(store: Store, root: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.db.overrides.jsonl"
    file.write_bytes(b"{broken\n" + written(made(store, "cut", *PARTED)).rstrip(b"\n"))
    assert go(root, store).notes == ("line 1 of the corrections is left out: it is no JSON",)
    assert len(parts(store)) == 3
    done = correct(store, made(store, "pin", "planted", "slates were put off once"), stages=STAGES)
    assert done.entry.line == 3 and done.notes == ("line 1 of the corrections is left out: it is no JSON",)
    assert [entry.line for entry in read_book(file).entries] == [2, 3]


def test_a_file_that_is_named_is_used_and_told_when_it_is_not_there(store: Store, root: Path, tmp_path: Path) -> None:
    named = tmp_path / "kept" / "people.jsonl"
    named.parent.mkdir()
    assert go(root, store, overrides=str(named)).notes == (f"there is no file of corrections {named}",)
    assert overrides_path(store) == named
    correct(store, made(store, "cut", *PARTED), stages=STAGES)
    assert len(read_book(named).entries) == 1 and not beside(store.path).exists()
    assert go(root, store, overrides=str(named)) == Done(0, 4, 0) and len(parts(store)) == 3
    go(root, store)
    assert parts(store) == WHOLE and not READ


def test_a_database_that_is_not_up_to_date_takes_no_correction(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = made(store, "cut", *PARTED)
    monkeypatch.setattr(settle, "following_version", lambda: "another")
    with pytest.raises(UsageError, match="not up to date"):
        correct(store, cut, stages=STAGES)
    assert not beside(store.path).exists()


# ---- what can go wrong with the file --------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_stops_the_run_before_it_begins(store: Store, root: Path, tmp_path: Path) -> None:
    (tmp_path / "x.db.overrides.jsonl").mkdir()
    before = canonical(store)
    with pytest.raises(UsageError, match="corrections cannot be read"):
        go(root, store)
    assert canonical(store) == before


def test_a_file_that_cannot_be_written_is_told_and_the_matters_stay(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, cut = canonical(store), made(store, "cut", *PARTED)

    def refuse(*_: Any) -> int:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched, pytest.raises(UsageError, match="give write permission"):
        patched.setattr(os, "open", refuse)
        correct(store, cut, stages=STAGES)
    assert canonical(store) == before


def test_a_full_disk_leaves_neither_half_a_line_nor_a_matter(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before, cut, pin = canonical(store), made(store, "cut", *PARTED), made(store, "pin", *PARTED)
    file = beside(store.path)
    file.write_bytes(written(pin).rstrip(b"\n"))
    half = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: half(descriptor, data[: len(data) // 2]))
    with pytest.raises(UsageError, match="cannot be written"), writing(file) as book:
        book.append(cut)
    assert file.read_bytes() == written(pin).rstrip(b"\n") and canonical(store) == before


def test_two_writers_wait_for_each_other_and_no_line_is_lost(store: Store, tmp_path: Path) -> None:
    file, pin = tmp_path / "many.jsonl", made(store, "pin", *PARTED)

    def write(name: str) -> None:
        for count in range(15):
            with writing(file) as book:
                book.append(pin.model_copy(update={"id": f"{name}{count}"}))

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    read = parse(file.read_bytes())
    assert len(read.entries) == 60 and not read.faults
    with writing(file), pytest.raises(UsageError, match="another correction is being written"), writing(file, wait=0.1):
        pass


def test_a_file_that_was_replaced_while_one_waited_gets_the_line(store: Store, tmp_path: Path) -> None:
    file, pin = tmp_path / "many.jsonl", made(store, "pin", *PARTED)
    done = threading.Event()

    def write() -> None:
        with writing(file) as book:
            book.append(pin)
        done.set()

    with writing(file):
        writer = threading.Thread(target=write)
        writer.start()
        assert not done.wait(0.2)
        (tmp_path / "new").write_bytes(b"# from elsewhere\n")
        (tmp_path / "new").replace(file)
    writer.join()
    assert file.read_bytes() == b"# from elsewhere\n" + written(pin)


def test_a_run_that_is_writing_is_told_and_no_line_is_left(store: Store, tmp_path: Path) -> None:
    cut = made(store, "cut", *PARTED)
    with open_store(tmp_path / "x.db", write=True, wait=0.1) as other:
        store.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another program is writing"):
            correct(other, cut, stages=STAGES)
        store.connection.execute("ROLLBACK")
    assert not read_book(beside(store.path)).entries
