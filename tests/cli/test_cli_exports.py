"""The commands that write for other programs: what they make, print, and refuse."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import toy_archive as toy
from matters_arising import cli
from matters_arising.flow import run
from matters_arising.store import open_store

Matters = Callable[..., tuple[int, str, str]]


@pytest.fixture
def matters(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Matters:
    """Call the command in a folder with a database of toy minutes; gives exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MATTERS_DB", raising=False)
    with open_store("matters.db", write=True) as store:
        run(toy.lay(tmp_path / "archive"), store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["matters", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # as Python has it, which a command changes for itself
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return call


def test_a_package_is_written_and_its_place_printed(matters: Matters) -> None:
    code, out, err = matters("package", "--out", "p", "--licence", "CC0-1.0")
    assert (code, out) == (0, "p/datapackage.json\n") and "14 tables and their description" in err
    assert json.loads(Path(out.strip()).read_text())["licenses"] == [{"name": "CC0-1.0"}]
    code, out, err = matters("package", "--out", "archive")
    assert (code, out) == (2, "") and "did not put there" in err
    assert (Path("archive") / "2022-01.txt").exists()


def test_civic_data_is_written_and_counted(matters: Matters) -> None:
    code, out, err = matters("civic", "--out", "c", "--format", "jsonl")
    assert (code, out) == (0, "c\n")
    assert "1 organizations; 4 events; 2 bills; 1 motions; 0 vote_events" in err
    assert len(Path("c/events.jsonl").read_text().splitlines()) == 4
    assert matters("civic", "--out", "c", "--format", "xml")[0] == 2


def test_metadata_for_datasette_names_the_database_as_datasette_does(matters: Matters) -> None:
    code, out, err = matters("datasette", "--out", "m.json")
    assert (code, out) == (0, "m.json\n") and "datasette matters.db --metadata m.json" in err
    assert list(json.loads(Path("m.json").read_text())["databases"]) == ["matters"]
    assert matters("datasette", "--out", "m.txt", "-q")[0] == 2


def test_a_judged_table_is_exported_with_a_mark_of_utf8(matters: Matters) -> None:
    assert matters("export", "--table", "deferrals", "--bom", "--out", "d.csv", "-q")[:2] == (0, "")
    assert Path("d.csv").read_bytes().startswith(b"\xef\xbb\xbfmatter,title,")
    code, _, err = matters("export", "--table", "songs")
    assert code == 2 and "tables are documents, meetings" in err and "deferrals" in err
