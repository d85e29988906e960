"""The frames: their columns, their dtypes, and what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import matters_arising as ma
import pandas as pd
import pytest
import toy_archive as toy
from matters_arising.errors import NothingFoundError, StoreError
from matters_arising.export import SHEETS, TABLES
from matters_arising.export.columns import DTYPES
from matters_arising.flow import run
from matters_arising.store import open_store


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ma.Archive]:
    folder = tmp_path_factory.mktemp("api")
    partial = toy.minutes("2022-08", "# Pond", "It was agreed.")
    root = toy.lay(folder / "archive", {**toy.FILES, "partial.txt": partial})
    with open_store(folder / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
    with ma.open(folder / "x.db") as found:
        yield found


@pytest.mark.parametrize("table", TABLES)
def test_each_table_is_a_frame_with_its_columns_and_dtypes(table: str, archive: ma.Archive) -> None:
    frame = getattr(archive, table)()
    assert len(frame)
    columns = TABLES[table].columns
    assert list(frame.columns)[: len(columns)] == [column.name for column in columns]
    expected = {
        "text": "string",
        "category": "category",
        "int": "Int64",
        "float": "float64",
        "bool": "bool",
        "list": "object",
    }
    for column in columns:
        if column.kind == "date":
            assert pd.api.types.is_datetime64_any_dtype(frame[column.name])
            assert frame[f"{column.name}_text"].dtype == "string"
        else:
            assert frame[column.name].dtype == expected[column.kind], column.name


@pytest.mark.parametrize("name", SHEETS)
def test_every_frame_has_the_dtypes_that_the_dictionary_says_even_if_it_is_empty(name: str, tmp_path: Path) -> None:
    with open_store(tmp_path / "x.db", write=True) as store:
        files = {"a.txt": toy.minutes("2022-01-01", "# Pond", "It was agreed.")}
        run(toy.lay(tmp_path / "archive", files), store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
    with ma.open(tmp_path / "x.db") as archive:
        frame = archive.timeline("pond") if name == "timeline" else getattr(archive, name)()
    columns = SHEETS[name].columns
    dates = [column.name for column in columns if column.kind == "date"]
    assert list(frame.columns) == [*(column.name for column in columns), *(f"{day}_text" for day in dates)]
    for column in columns:
        dtype = str(frame[column.name].dtype)
        assert dtype.partition("[")[0] == DTYPES[column.kind], (column.name, dtype)
    assert all(frame[f"{day}_text"].dtype == "string" for day in dates)


def test_full_dates_are_dates_and_partial_ones_stay_as_text(archive: ma.Archive) -> None:
    meetings = archive.meetings().set_index("document")
    assert meetings.loc["2022-03.txt", "date"] == pd.Timestamp("2022-03-09")
    assert pd.isna(meetings.loc["partial.txt", "date"])
    assert meetings.loc["partial.txt", "date_text"] == "2022-08"


def test_the_ledger_is_a_frame(archive: ma.Archive) -> None:
    frame = archive.deferrals()
    first = frame.iloc[0]
    assert (first["title"], first["times"], first["deferrals"], first["inferred"]) == ("Crisis care review", 3, 2, 1)
    assert frame["months"].dtype == "Int64"
    assert first["quotes"][0] == "The review was put off to the next meeting because the draft was not ready."


def test_a_doubtful_putting_off_is_told_apart_and_counted_nowhere(tmp_path: Path) -> None:
    texts = ("The pond was put off.", "The pond was perhaps put off.")
    files = {f"{day}.txt": toy.minutes(f"2022-01-0{day}", "# Pond", text) for day, text in enumerate(texts, start=1)}
    with open_store(tmp_path / "x.db", write=True) as store:
        run(toy.lay(tmp_path / "archive", files), store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
    with ma.open(tmp_path / "x.db") as archive:
        (row,) = archive.deferrals().itertuples()
    assert (row.times, row.unstated, row.doubtful) == (1, 1, 1)
    assert row.quotes == ["The pond was put off."]


def test_a_timeline_is_a_frame_of_marks_with_their_quotes(archive: ma.Archive) -> None:
    frame = archive.timeline("crisis care review")
    assert list(frame["what"]) == ["proposal", "deferral", "deferral", "collaborative", "deferral"]
    assert frame["date"].is_monotonic_increasing
    assert frame["quote"].str.len().min() > 0
    mention = archive.timeline("bus shelter")
    assert set(mention["what"]) == {"decision", "deferral"}
    with pytest.raises(NothingFoundError):
        archive.timeline("swimming pool")


def test_a_meeting_without_marks_still_has_its_row(tmp_path: Path) -> None:
    root = toy.lay(tmp_path / "archive", {"a.txt": toy.minutes("2022-01-01", "# Pond", "Words.")})
    with open_store(tmp_path / "x.db", write=True) as store:
        run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
    with ma.open(tmp_path / "x.db") as archive:
        frame = archive.timeline("pond")
        assert list(zip(frame["mark"], frame["quote"], strict=True)) == [("", "# Pond")]
        assert list(archive.events()["event"]) == []
        assert archive.events()["start"].dtype == "Int64"


def test_drafts_are_there_when_asked_for(archive: ma.Archive) -> None:
    assert "2022-04 draft.txt" not in set(archive.events()["document"])
    assert "2022-04 draft.txt" in set(archive.events(all_versions=True)["document"])


def test_a_database_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such database"):
        ma.open(tmp_path / "x.db")
    with pytest.raises(AttributeError, match="no attribute 'close'"):
        _ = ma.close  # type: ignore[attr-defined]


def test_practice_is_a_frame_by_body_and_time(archive: ma.Archive) -> None:
    frame = archive.practice(by="quarter").set_index(["body", "when"])
    assert frame.loc[("Ambleton Forum", ""), ["talk", "together", "together_low", "together_high"]].tolist() == [
        0,
        1,
        0,
        1,
    ]
    assert frame.loc[("Ambleton Forum", "2022-Q2"), "together"] == 1
    assert frame["alone"].dtype == "Int64"


def test_turns_are_a_frame_even_where_there_are_none(archive: ma.Archive) -> None:
    frame = archive.turns()
    assert len(frame) == 0 and {"turn", "earlier_quote", "later_quote", "taken_away"} <= set(frame.columns)


def test_proposals_are_a_frame(archive: ma.Archive) -> None:
    frame = archive.proposals()
    (first,) = frame.itertuples()
    assert (first.fate, first.quote, first.proposer) == ("put off", "Ms Moss proposed a review of crisis care.", "")
    assert (first.date, first.answer_date) == (pd.Timestamp("2022-01-19"), pd.Timestamp("2022-04-27"))
    assert pd.isna(first.meetings_since) and frame["meetings_since"].dtype == "Int64"
    assert frame["fate"].dtype == "category" and len(first.rests_on) == 3
    assert archive.proposals(people=True)["proposer"].tolist() == ["R. Moss"]


def test_shifts_are_a_frame(tmp_path: Path) -> None:
    words = "The ford was referred to the Harbour Committee."
    root = toy.lay(tmp_path / "archive", {"2023-01.txt": toy.minutes("2023-01-04", "# Old ford", words)})
    with open_store(tmp_path / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.WIDE, jobs=0)
    with ma.open(tmp_path / "x.db") as found:
        (first,) = found.shifts().itertuples()
        assert (first.kind, first.date, first.earlier_quote) == ("forum", pd.Timestamp("2023-01-04"), words)
        assert (first.title, first.later_quote) == ("Old ford", "") and pd.isna(first.later_page)
        assert len(found.shifts("old ford")) == 1 and len(found.shifts(body="ambleton")) == 1


def test_promises_are_a_frame(archive: ma.Archive) -> None:
    frame = archive.promises()
    assert len(frame) == 1 and frame["state"].dtype == "category"
    first = frame.iloc[0]
    assert (first["state"], first["title"], first["kind"]) == ("slipped", "Crisis care review", "deferral")
    assert (first["due"], first["found_date_text"]) == (pd.Timestamp("2022-04-27"), "2022-04-27")
    assert (first["said_document"], first["found_document"]) == ("2022-03.txt", "2022-04.txt")
    assert pd.isna(first["months_late"]) and first["since"] == 0


def test_the_passages_that_put_off_add_up_to_the_ledger(archive: ma.Archive) -> None:
    ledger, passages = archive.deferrals().set_index("matter"), archive.put_off()
    counted = passages[passages["counted"]].drop_duplicates(["matter", "meeting"])
    assert dict(counted.groupby("matter").size()) == dict(ledger["times"])
    assert int((~counted["stated"]).sum()) == ledger["unstated"].sum()
    perhaps = passages.groupby("matter")["meeting"].nunique() - counted.groupby("matter").size()
    assert dict(perhaps.dropna()) == dict(ledger["doubtful"])
    assert {quote for quotes in ledger["quotes"] for quote in quotes} == set(counted["quote"])
    assert set(counted["event"]) <= set(archive.events()["event"])
