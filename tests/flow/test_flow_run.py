"""A run over an archive: all of it accounted for, nothing done twice, only what changed is replaced."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import toy_archive as toy
from killing import Failing, never_followed
from matters_arising.errors import MattersError, ModelError, SourceError, UsageError
from matters_arising.export import TABLES, canonical, rows
from matters_arising.flow import Done, run
from matters_arising.store import Store, open_store
from matters_arising.store.overview import overview

Runner = Callable[..., Done]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return toy.lay(tmp_path / "archive")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with open_store(tmp_path / "x.db", write=True) as opened:
        yield opened  # type: ignore[misc]


def go(root: Path, store: Store, **options: Any) -> Done:
    return run(root, store, **{"config": toy.ToyConfig(), "stages": toy.STAGES, "jobs": 0, **options})


def column(store: Store, table: str, *names: str, all_versions: bool = False) -> list[Any]:
    at = [[c.name for c in TABLES[table].columns].index(name) for name in names]
    found = [tuple(row[i] for i in at) for row in rows(store, TABLES[table], all_versions=all_versions)]
    return [row[0] for row in found] if len(names) == 1 else found


def fresh(root: Path, tmp_path: Path) -> bytes:
    with open_store(tmp_path / "fresh.db", write=True) as other:
        go(root, other)
        return canonical(other)


def test_every_file_is_accounted_for_with_its_reason(root: Path, store: Store) -> None:
    done = go(root, store)
    found = {path: (status, note) for path, status, note in column(store, "documents", "document", "status", "note")}
    assert {path: status for path, (status, _) in found.items()} == {name: toy.status_of(name) for name in toy.FILES}
    assert found["broken.txt"][1] == "the file ends in the middle; get it again"
    assert "ValueError: a fault in the segmenter, at toy_archive.py:" in found["fault.txt"][1]
    assert found["licence.txt"][1] == "no body is named"
    assert found["private.locked"][1] == "it may not be read; give read permission on it"
    assert found["copy of 2022-03.txt"][1] == "the same bytes as 2022-03.txt"
    assert done == Done(processed=len(toy.FILES), unchanged=0, withdrawn=0)


def test_empty_files_are_no_duplicates_of_one_another(root: Path, store: Store) -> None:
    for name in ("also blank.txt", "blank pages.txt", "more blank pages.txt"):
        (root / name).write_text("" if name == "also blank.txt" else "\n\f\n")
    go(root, store)
    status = dict(column(store, "documents", "document", "status"))
    assert {status[name] for name in status if "blank" in name} == {"empty"}


def test_every_quote_is_the_text_at_its_offsets(root: Path, store: Store) -> None:
    go(root, store)
    marks = column(store, "events", "document", "quote", "start", "end")
    marks += column(store, "stances", "document", "quote", "start", "end")
    assert len(marks) > 5
    for document, quote, start, end in marks:
        assert (root / document).read_text()[start:end] == quote


def test_a_second_run_does_no_work_and_touches_nothing(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "y.db"
    with open_store(path, write=True) as store:
        go(root, store)
        before = canonical(store)
    bytes_before = path.read_bytes()
    worked: list[str] = []

    def read(source: Any, *, limits: Any) -> Any:
        worked.append(source.path)
        return toy.read(source, limits=limits)

    with open_store(path, write=True) as store:
        done = go(root, store, stages=replace(toy.STAGES, read=read))
        assert store.connection.total_changes == 0
        assert canonical(store) == before
    assert (done.processed, done.unchanged, worked) == (0, len(toy.FILES), [])
    assert path.read_bytes() == bytes_before


def test_another_model_of_the_users_reads_the_files_again(root: Path, store: Store) -> None:
    go(root, store)
    assert go(root, store, stages=replace(toy.STAGES, version="stances a")).processed > 0
    assert go(root, store, stages=replace(toy.STAGES, version="stances a")).processed == 0
    assert go(root, store, stages=replace(toy.STAGES, version="stances b")).processed > 0
    assert go(root, store).processed > 0


def test_a_changed_file_replaces_just_its_own_rows(root: Path, store: Store, tmp_path: Path) -> None:
    go(root, store)
    keys = (
        "SELECT d.path, s.key FROM statements s JOIN meetings m ON m.key = s.meeting "
        "JOIN documents d ON d.key = m.document"
    )
    before = {row["key"] for row in store.connection.execute(keys) if row["path"] != "2022-01.txt"}
    (root / "2022-01.txt").write_text(toy.minutes("2022-01-19", "# Crisis care review", "It was agreed."))
    assert go(root, store).processed == 1
    after = {row["key"] for row in store.connection.execute(keys) if row["path"] != "2022-01.txt"}
    assert after == before
    assert column(store, "events", "document", "quote")[0] == ("2022-01.txt", "It was agreed.")
    assert canonical(store) == fresh(root, tmp_path)


def test_a_removed_file_is_withdrawn_and_leaves_the_default_tables(root: Path, store: Store, tmp_path: Path) -> None:
    go(root, store)
    (root / "2022-06.txt").unlink()
    assert go(root, store).withdrawn == 1
    assert ("2022-06.txt", "withdrawn") in column(store, "documents", "document", "status")
    assert "2022-06.txt" not in column(store, "events", "document")
    assert "2022-06.txt" in column(store, "events", "document", all_versions=True)
    assert set(column(store, "matters", "title", "deferrals_inferred")) == {
        ("Bus shelter", 0),
        ("Crisis care review", 0),
    }
    assert go(root, store) == Done(0, len(toy.FILES), 0)
    (root / "2022-06.txt").write_text(toy.FILES["2022-06.txt"])
    go(root, store)
    assert canonical(store) == fresh(root, tmp_path)


def test_when_the_first_of_two_copies_goes_the_other_is_read(root: Path, store: Store, tmp_path: Path) -> None:
    go(root, store)
    (root / "2022-03.txt").unlink()
    go(root, store)
    assert dict(column(store, "documents", "document", "status"))["copy of 2022-03.txt"] == "read"
    assert set(column(store, "events", "document")) >= {"copy of 2022-03.txt"}
    (root / "2022-03.txt").write_text(toy.FILES["2022-03.txt"])
    go(root, store)
    assert canonical(store) == fresh(root, tmp_path)


def test_draft_and_approved_are_one_meeting_and_the_approved_wins(root: Path, store: Store) -> None:
    go(root, store)
    meetings = column(store, "meetings", "document", "status", "version", "superseded_by", "meeting", all_versions=True)
    versions = {document: rest for document, *rest in meetings}
    status, version, stays, own = versions["2022-04 draft.txt"]
    assert (status, version) == ("draft", "superseded")
    assert stays == versions["2022-04.txt"][3] != own
    assert len(set(column(store, "meetings", "meeting", all_versions=True))) == len(meetings)
    assert "2022-04 draft.txt" not in column(store, "events", "document")
    assert "2022-04 draft.txt" in column(store, "events", "document", all_versions=True)
    crisis = dict(column(store, "matters", "title", "deferrals"))["Crisis care review"]
    assert crisis == 2  # 9 March and 27 April, the latter in two versions
    (root / "2022-04.txt").unlink()
    go(root, store)
    assert "2022-04 draft.txt" in column(store, "events", "document")


def test_the_names_of_bodies_are_harmonised_and_the_printed_ones_kept(root: Path, store: Store) -> None:
    go(root, store)
    assert set(column(store, "meetings", "body")) == {"Ambleton Forum"}
    assert set(column(store, "meetings", "body_printed")) == {"Ambleton Forum", "AMBLETON FORUM"}
    assert [body.meetings for body in overview(store).bodies] == [4]


def test_a_failed_file_is_tried_again_when_it_changes(root: Path, store: Store) -> None:
    go(root, store)
    (root / "broken.txt").write_text(toy.minutes("2022-07-01", "# Bus shelter", "It was agreed."))
    assert go(root, store).processed == 1
    assert dict(column(store, "documents", "document", "status"))["broken.txt"] == "read"


def test_all_is_read_again_by_another_version(root: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    go(root, store)
    monkeypatch.setattr("matters_arising.files.reading_version", lambda: "another")
    assert go(root, store).processed == len(toy.FILES) - 1  # the locked one has not changed


def test_another_version_of_following_follows_again_and_reads_nothing(
    root: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(root, store)
    monkeypatch.setattr("matters_arising.settle.following_version", lambda: "another")
    none = replace(toy.STAGES, follow=lambda *_, **__: toy.ToyFollowed((), (), {}))
    assert go(root, store, stages=none).processed == 0
    assert column(store, "matters", "title") == []


def test_a_hint_that_changes_makes_its_file_be_read_again(root: Path, store: Store) -> None:
    go(root, store)
    config = toy.ToyConfig(hints={"2022-01.txt": toy.Hints(body="Bexhollow Forum")})
    assert go(root, store, config=config).processed == 1
    assert "Bexhollow Forum" in column(store, "meetings", "body")


def test_other_bounds_make_only_failed_files_be_read_again(root: Path, store: Store) -> None:
    go(root, store)
    wider = toy.ToyConfig(limits=toy.Limits(max_pages=5_000))
    assert go(root, store, config=wider).processed == 2  # broken.txt and fault.txt
    assert go(root, store, config=wider).processed == 0


def test_scans_are_read_again_once_ocr_can_be_had(root: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    class NeedsOcr(toy.ReadError):
        status = toy.DocumentStatus.NEEDS_OCR

    def read(source: Any, *, limits: Any) -> Any:
        if source.path == "2022-01.txt" and not ready:
            raise NeedsOcr("no text layer", remedy="install tesseract-ocr")
        return toy.read(source, limits=limits)

    ready = False
    stages = replace(toy.STAGES, read=read)
    monkeypatch.setattr("matters_arising.files._ocr_ready", lambda: ready)
    go(root, store, stages=stages)
    assert dict(column(store, "documents", "document", "status"))["2022-01.txt"] == "needs-ocr"
    assert overview(store).unread == 4
    assert go(root, store, stages=stages).processed == 0
    ready = True
    assert go(root, store, stages=stages).processed == 1
    assert dict(column(store, "documents", "document", "status"))["2022-01.txt"] == "read"


def test_marks_that_cannot_be_proven_are_left_out_and_counted(root: Path, store: Store) -> None:
    def extract(segmented: Any, *, model: Any) -> Any:
        return tuple(replace(event, quote=event.quote.upper()) for event in toy.extract(segmented, model=model))

    go(root, store, stages=replace(toy.STAGES, extract=extract))
    assert column(store, "events", "event") == []
    notes = dict(column(store, "documents", "document", "note"))
    assert notes["2022-03.txt"].startswith("2 marks left out")


def test_parts_that_do_not_fit_cost_their_file_only(root: Path, store: Store) -> None:
    def segment(document: Any, *, hints: Any) -> Any:
        made = toy.segment(document, hints=hints)
        return replace(made, statements=made.statements * 2) if document.path == "2022-01.txt" else made

    go(root, store, stages=replace(toy.STAGES, segment=segment))
    found = {path: (status, note) for path, status, note in column(store, "documents", "document", "status", "note")}
    assert found["2022-01.txt"][0] == "failed" and "do not fit together" in found["2022-01.txt"][1]
    assert found["2022-03.txt"][0] == "read"


def test_text_that_cannot_be_stored_costs_its_file_only(root: Path, store: Store) -> None:
    def read(source: Any, *, limits: Any) -> Any:
        document = toy.read(source, limits=limits)
        return replace(document, text=document.text + "\ud800") if source.path == "2022-01.txt" else document

    go(root, store, stages=replace(toy.STAGES, read=read))
    status = dict(column(store, "documents", "document", "status"))
    assert (status["2022-01.txt"], status["2022-03.txt"]) == ("failed", "read")


def test_names_that_come_twice_are_told_apart(root: Path, store: Store) -> None:
    def find(root: Path, *, config: Any) -> Any:
        for found in toy.find(root, config=config):
            yield found
            if found.path == "2022-01.txt":
                yield replace(found, sha256="1" * 64)
                yield replace(found, path="2022-01.txt (2)", sha256="2" * 64)  # called so in truth

    go(root, store, stages=replace(toy.STAGES, find=find))
    status = dict(column(store, "documents", "document", "status"))
    assert status["2022-01.txt"] == status["2022-01.txt (2)"] == status["2022-01.txt (2) (2)"] == "read"
    assert go(root, store, stages=replace(toy.STAGES, find=find)).processed == 0


def test_another_archive_is_not_run_into_the_same_database(root: Path, store: Store, tmp_path: Path) -> None:
    go(root, store)
    before = canonical(store)
    other = toy.lay(tmp_path / "other", {"a.txt": toy.minutes("2020-01-01", "# Pond", "It was agreed.")})
    with pytest.raises(UsageError, match="holds another archive"):
        go(other, store)
    assert canonical(store) == before
    moved = root.rename(tmp_path / "moved")
    assert go(moved, store).processed == 0


def test_a_folder_with_nothing_in_it_is_an_error_and_withdraws_nothing(
    root: Path, store: Store, tmp_path: Path
) -> None:
    go(root, store)
    before = canonical(store)
    for file in root.iterdir():
        file.unlink()
    with pytest.raises(SourceError, match="nothing to read"):
        go(root, store)
    assert canonical(store) == before


def test_a_model_that_cannot_be_loaded_ends_the_run(root: Path, store: Store) -> None:
    def load() -> Any:
        raise ModelError("the model is damaged")

    with pytest.raises(ModelError):
        go(root, store, stages=replace(toy.STAGES, load_events=load))


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_are_the_same_whatever_the_number_of_processes(
    jobs: int, root: Path, store: Store, tmp_path: Path
) -> None:
    go(root, store, jobs=jobs)
    assert canonical(store) == fresh(root, tmp_path)


def test_a_file_that_hangs_or_crashes_its_process_costs_that_file(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        **{f"{day:02}.txt": toy.minutes(f"2022-01-{day:02}", "# Pond", "It was agreed.") for day in range(1, 7)},
        "03 hangs.txt": toy.minutes("2022-02-03", "HANG"),
        "04 crashes.txt": toy.minutes("2022-02-04", "CRASH"),
        "05 slow.txt": toy.minutes("2022-02-05", "SLOW"),
    }
    monkeypatch.setattr("matters_arising.files._GRACE", 1.0)
    root = toy.lay(tmp_path / "bad", files)
    go(root, store, jobs=2, config=toy.ToyConfig(limits=toy.Limits(max_seconds=2)))
    found = {path: (status, note) for path, status, note in column(store, "documents", "document", "status", "note")}
    assert [path for path, (status, _) in found.items() if status != "read"] == [
        "03 hangs.txt",
        "04 crashes.txt",
        "05 slow.txt",
    ]
    assert found["03 hangs.txt"][1].startswith("it brought its process down, or held it")
    assert found["05 slow.txt"][1].startswith("it took longer than 2 seconds")


def test_progress_is_told_file_by_file(root: Path, store: Store) -> None:
    heard: list[tuple[int, int, str]] = []
    go(root, store, on_progress=lambda *told: heard.append(told))
    assert [done for done, _, _ in heard] == list(range(1, len(heard) + 1))
    assert {total for _, total, _ in heard} == {len(heard)} == {len(toy.FILES) - 2}


def test_the_run_is_recorded(root: Path, store: Store) -> None:
    go(root, store)
    go(root, store)
    runs: list[sqlite3.Row] = store.connection.execute("SELECT * FROM runs").fetchall()
    assert [(row["root"], row["processed"], bool(row["finished"])) for row in runs] == [(str(root), 9, True)]


def test_an_error_of_the_run_itself_is_told(root: Path, store: Store) -> None:
    def follow(*_: Any, **__: Any) -> Any:
        raise MattersError("no")

    with pytest.raises(MattersError):
        go(root, store, stages=replace(toy.STAGES, follow=follow))
    assert overview(store).unsettled


@pytest.mark.parametrize("jobs", [0, 2])
def test_a_run_that_is_told_to_stop_finishes_what_is_in_hand_and_the_next_goes_on(
    jobs: int, store: Store, tmp_path: Path
) -> None:
    dates = [f"2030-{number:02}-10" for number in range(1, 13)]
    root = toy.lay(tmp_path / "year", {f"{d}.txt": toy.minutes(d, "# Bus shelter", "It was agreed.") for d in dates})
    heard: list[str] = []
    done = go(
        *(root, store),
        jobs=jobs,
        on_progress=lambda _done, _all, path: heard.append(path),
        stop=lambda: bool(heard),
    )
    assert 0 < done.processed == len(heard) < 12 and done.left == 12 - len(heard)
    assert overview(store).documents == {"read": len(heard)}
    assert overview(store).unsettled and overview(store).last_run == ""
    again = go(root, store, jobs=jobs)
    assert (again.processed, again.left) == (12 - len(heard), 0) and not overview(store).unsettled
    assert canonical(store) == fresh(root, tmp_path)


def test_files_that_are_missing_stay_where_that_is_not_to_be_concluded(root: Path, store: Store) -> None:
    go(root, store)
    before = canonical(store)
    (root / "2022-06.txt").unlink()
    asked: list[tuple[list[str], int]] = []

    def gone(missing: Any, known: int) -> bool:
        asked.append((list(missing), known))
        return False

    assert go(root, store, gone=gone).withdrawn == 0
    assert asked == [(["2022-06.txt"], len(toy.FILES))] and canonical(store) == before
    assert go(root, store).withdrawn == 1


@pytest.mark.parametrize(
    ("how", "jobs", "said"),
    [
        ("killed", 2, "the process reading it was killed twice (SIGKILL)"),
        ("starved", 1, "it needs more memory than it may have"),
        ("onnxruntime", 0, "it needs more memory than it may have"),
    ],
)
def test_a_file_whose_process_was_killed_or_starved_is_read_at_the_next_run(
    how: str, jobs: int, said: str, root: Path, store: Store
) -> None:
    mark = root.parent / "mark"
    mark.touch()
    stages = replace(toy.STAGES, read=Failing(mark, how))
    go(root, store, jobs=jobs, stages=stages)
    notes = dict(column(store, "documents", "document", "note"))
    assert notes["2022-04.txt"].startswith(said) and "tried again at the next run" in notes["2022-04.txt"]
    assert overview(store).documents["read"] == 4 and not overview(store).unsettled
    before = canonical(store)

    assert go(root, store, jobs=jobs, stages=replace(stages, follow=never_followed)).processed == 1
    assert canonical(store) == before and not overview(store).unsettled
    mark.unlink()
    assert go(root, store, jobs=jobs, stages=stages).processed == 1
    assert canonical(store) == fresh(root, root.parent)
    assert go(root, store, jobs=jobs, stages=stages).processed == 0
