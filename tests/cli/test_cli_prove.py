"""`matters dossier` and `matters verify`, as a person or a script calls them."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from matters_arising import cli

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "export"))
from dossier_by_hand import archive, database

Answer = tuple[int, str, str]


@pytest.fixture
def matters(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Answer]:
    """Call the command beside a small archive and its database."""
    monkeypatch.chdir(tmp_path)
    database(archive(tmp_path / "archive"), tmp_path / "x.db")
    monkeypatch.setenv("MATTERS_DB", "x.db")

    def call(*arguments: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["matters", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # as Python has it, which a command changes for itself
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return call


def test_a_pack_is_made_and_proven(matters: Callable[..., Answer]) -> None:
    code, out, err = matters("dossier", "--matter", "bus shelter", "--out", "pack")
    digest = err.split()[-1]
    assert (code, out.strip()) == (0, "pack/report.html") and "4 quotes of 1 matter" in err and len(digest) == 64
    code, out, err = matters("verify", "pack", "--against", "archive", "--expect", digest)
    assert (code, err) == (0, "") and "All of it stands." in out


def test_a_difference_has_an_exit_code_of_its_own(matters: Callable[..., Answer], tmp_path: Path) -> None:
    matters("dossier", "--body", "ambleton", "--out", "pack")
    (tmp_path / "archive" / "2022-01.txt").unlink()
    code, out, err = matters("verify", "pack", "--against", "archive")
    assert code == 12 and "the file is not in the archive" in out and "differ" in err
    code, out, _ = matters("verify", "pack", "--against", "archive", "--json")
    told = json.loads(out)
    assert code == 12 and not told["stands"] and told["quotes"] == {"stands": 3, "unread": 1}


def test_what_cannot_be_done_is_told(matters: Callable[..., Answer]) -> None:
    assert matters("dossier", "--out", "pack")[0] == 2
    assert matters("dossier", "--matter", "a", "--body", "b", "--out", "pack")[0] == 2
    assert matters("dossier", "--matter", "lighthouse", "--out", "pack")[0] == 7
    assert matters("verify", "archive", "--against", "archive")[0] == 11
