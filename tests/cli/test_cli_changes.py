"""`matters changes`, as a person or a script calls it; minutes that would do something in an output do nothing."""

from __future__ import annotations

import csv
import io
import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import matters_arising as ma
import pytest
import toy_archive as toy
from matters_arising import cli
from matters_arising.flow import run
from matters_arising.store import open_store

Matters = Callable[..., tuple[int, str, str]]
HOSTILE = "=HYPERLINK(1) <script>[bold]x[/bold] \x1b[2J\u202egnirts " + "w" * 3_000 + " was agreed."


@pytest.fixture
def matters(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Matters:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MATTERS_DB", raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["matters", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return call


def fill(folder: Path, *texts: tuple[str, ...]) -> None:
    for day, lines in enumerate(texts, start=1):
        root = toy.lay(folder / "archive", {"a.txt": toy.minutes("2023-05-03", *lines, status="approved")})
        with open_store(folder / "matters.db", write=True) as store:
            now = f"2024-01-0{day}T00:00:00+00:00"
            run(root, store, config=toy.ToyConfig(), stages=toy.WIDE, jobs=0, now=now)


def test_each_format_tells_the_same(matters: Matters, tmp_path: Path) -> None:
    fill(tmp_path, ("# Pier", "It was agreed."), ("# Pier", "It was put off."))
    code, out, _ = matters("changes")
    assert code == 0 and "Ambleton Forum: silent later edit" in out
    assert "before: “It was agreed.”" in " ".join(out.split()) or "before: “# Pier It was agreed.”" in out
    told = json.loads(matters("changes", "--format", "json")[1])
    assert [one["kind"] for one in told] == ["silent later edit"]
    assert told[0]["earlier"]["first_seen"] == "2024-01-01T00:00:00+00:00"
    rows = list(csv.DictReader(io.StringIO(matters("changes", "--format", "csv")[1])))
    assert len(rows) == len(told[0]["passages"]) + len(told[0]["events"])
    with ma.open(tmp_path / "matters.db") as archive:
        frame = archive.changes()
    assert len(frame) == len(rows) and str(frame["before_page"].dtype) == "Int64"


def test_where_nothing_differs_it_says_what_is_known(matters: Matters, tmp_path: Path) -> None:
    fill(tmp_path, ("# Pier", "It was agreed."))
    code, out, err = matters("changes")
    assert (code, out) == (7, "") and "known only where this database read them" in err
    assert matters("changes", "--format", "json")[:2] == (0, "[]\n")


def test_a_date_that_is_none_is_told(matters: Matters, tmp_path: Path) -> None:
    fill(tmp_path, ("# Pier", "It was agreed."))
    code, _, err = matters("changes", "--since", "last week")
    assert code == 2 and "2024-05-31" in err


def test_hostile_minutes_do_nothing(matters: Matters, tmp_path: Path) -> None:
    fill(tmp_path, ("# Pier", "It rained on the day."), ("# Pier", "It rained on the day.", HOSTILE))
    _, out, _ = matters("changes")
    assert "\x1b" not in out and "\u202e" not in out and "<script>[bold]x[/bold]" in out
    rows = list(csv.DictReader(io.StringIO(matters("changes", "--format", "csv")[1])))
    assert rows and not any(value.startswith("=") for row in rows for value in row.values())


def test_a_passage_is_printed_once_and_copies_are_called_neither_earlier_nor_later(
    matters: Matters, tmp_path: Path
) -> None:
    fill(tmp_path, ("# Pier", "It was agreed."), ("# Pier", "It was put off."))
    out = matters("changes")[1]
    assert out.count("passage altered") == 1 == out.count("before: ")
    assert "1 passage differs, among them" in out and "earlier: " in out
    lines = ["BODY: Ambleton Forum", "DATE: 2023-06-07", "# Pier", "The lamps on the pier were looked at by all."]
    told = {"b.txt": "\n".join([*lines, "It was agreed."]), "c.txt": "\n".join([*lines, "It was put off."])}
    with open_store(tmp_path / "copies.db", write=True) as store:
        run(toy.lay(tmp_path / "copies", told), store, config=toy.ToyConfig(), stages=toy.WIDE, jobs=0)
    out = matters("changes", "--db", "copies.db")[1]
    assert "Which was written first is not known" in out
    assert "one text: " in out and "in the other: " in out and "earlier" not in out.replace("Earlier texts", "")
