"""Fixtures around an archive of toy minutes; `toy_archive` stands in tests/store."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from matters_arising import cli

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "store"))

Answer = tuple[int, str, str]  # exit code, standard output, standard error


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Answer]:
    """Call the command in a folder of its own, as a shell does."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MATTERS_DB", raising=False)

    def called(*arguments: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["matters", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # as Python has it, which a command changes for itself
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return called
