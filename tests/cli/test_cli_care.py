"""`matters doctor` and `matters backup`, as a person or a script calls them."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import toy_archive as toy
from matters_arising import cli, flow, mend
from matters_arising.store import open_store

Matters = Callable[..., tuple[int, str, str]]


@pytest.fixture
def matters(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Matters:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MATTERS_DB", raising=False)
    toy.lay(tmp_path / "archive")
    with open_store("x.db", write=True) as store:
        flow.run(Path("archive"), store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
    plain = mend.mend
    monkeypatch.setattr(mend, "mend", lambda *given: plain(*given, stages=toy.STAGES))

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["matters", *arguments, "--db", "x.db"])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return call


def change(sql: str) -> None:
    with sqlite3.connect("x.db") as connection:
        connection.execute(sql)


def test_a_sound_database_ends_with_nought(matters: Matters) -> None:
    code, out, _ = matters("doctor")
    assert code == 0
    assert out.splitlines()[0] == "check\tstate\thow many\texample\twhat to do"
    assert "trouble" not in out


def test_trouble_ends_with_8_and_a_repair_says_what_it_did(matters: Matters, tmp_path: Path) -> None:
    change("UPDATE matters SET deferrals = 9")
    change("UPDATE events SET start = start + 1 WHERE key = 1")
    code, out, _ = matters("doctor", "--json")
    told = {one["check"]: one for one in json.loads(out)["checks"]}
    assert code == 8
    assert told["counts of matters"]["number"] == 2
    assert told["quotes of events and stances"]["documents"] == ["2022-01.txt"]
    code, out, err = matters("doctor", "--repair")
    assert code == 8  # a file is still to be read
    assert "marked to be read again: 2022-01.txt" in err
    assert [one.name for one in tmp_path.glob("x.db.before-repair-*")] != []
    with open_store("x.db", write=True) as store:
        assert flow.run(Path("archive"), store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0).processed == 1
    assert matters("doctor")[0] == 0


def test_what_can_be_rebuilt_is_sound_after_a_repair(matters: Matters) -> None:
    change("UPDATE matters SET deferrals = 9")
    code, out, err = matters("doctor", "--repair")
    assert (code, "trouble" in out) == (0, False)
    assert "followed the matters" in err


def test_a_file_of_another_kind_is_a_finding_and_is_not_touched(matters: Matters) -> None:
    Path("x.db").write_bytes(b"no database at all" * 100)
    code, out, _ = matters("doctor", "--repair")
    assert code == 8
    assert "it is not a database of Matters Arising" in out
    assert Path("x.db").read_bytes() == b"no database at all" * 100


def test_a_damaged_page_is_found(matters: Matters) -> None:
    change("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(Path("x.db").read_bytes())
    data[8 * 4096 : 12 * 4096] = b"\xff" * (4 * 4096)
    Path("x.db").write_bytes(data)
    code, out, _ = matters("doctor")
    assert code == 8
    assert "structure of the file\ttrouble" in out


def test_hostile_names_turn_and_move_nothing(matters: Matters) -> None:
    change("UPDATE documents SET path = 'a\u202eb\x1b[2J[red]c' WHERE path = '2022-01.txt'")
    change("UPDATE events SET start = start + 1 WHERE key = 1")
    code, out, _ = matters("doctor")
    assert code == 8
    assert "a�b�[2J[red]c" in out


def test_a_backup_says_where_it_is(matters: Matters) -> None:
    Path("x.db.overrides.jsonl").write_text("")
    code, out, err = matters("backup", "--out", "copy.db")
    assert code == 0
    assert out.splitlines() == ["copy.db", "copy.db.overrides.jsonl"]
    assert "bytes, checked" in err
