"""`matters nightly` as cron and systemd call it: exit code, what is printed, what is written."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import toy_archive as toy
from matters_arising import cli, flow
from matters_arising.nightly.outcome import MEANS, Outcome
from matters_arising.nightly.settings import Settings

Answer = tuple[int, str, str]
SETTINGS = """
[nightly]
archive = "archive"
db = "x.db"

[[sources]]
kind = "folder"
name = "Clerk\\u202e"
path = "incoming"
"""


@pytest.fixture
def nightly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Callable[..., Answer]]:
    plain = flow.run
    monkeypatch.setattr(
        flow, "run", lambda *given, **named: plain(*given, **{**named, "stages": toy.STAGES, "jobs": 0})
    )
    (tmp_path / "matters.toml").write_text(SETTINGS)
    toy.lay(tmp_path / "incoming", {"a.txt": toy.minutes("2030-01-10", "# Bus shelter", "It was agreed.")})
    before = signal.getsignal(signal.SIGTERM)

    def call(*arguments: str) -> Answer:
        told = ["matters", "nightly", "--config", str(tmp_path / "matters.toml"), *arguments]
        monkeypatch.setattr(sys, "argv", told)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    yield call
    signal.signal(signal.SIGTERM, before)


def test_a_night_that_went_well_says_what_it_did(nightly: Callable[..., Answer], tmp_path: Path) -> None:
    code, out, err = nightly()
    assert (code, out) == (0, "")
    lines = err.splitlines()
    assert lines[:3] == [
        "source Clerk: 1 new, 0 changed, 0 as they were",  # without the mark that turns the line around
        "1 file read",
        "now 1 document (+1), 1 meeting (+1), 1 event (+1), 1 matter (+1)",
    ]
    assert lines[3] == "0: all went well." and lines[4].startswith(f"report: {tmp_path / 'reports'}")
    assert nightly("-q") == (0, "", "")


def test_a_source_out_of_reach_is_told_though_the_night_was_to_be_quiet(
    nightly: Callable[..., Answer], tmp_path: Path
) -> None:
    nightly()
    (tmp_path / "incoming").rename(tmp_path / "away")
    code, _, err = nightly("-q")
    assert code == Outcome.UNREACHABLE and "warning: source Clerk could not be reached: there is no folder" in err
    assert json.loads((tmp_path / "health.json").read_text())["last_exit_code"] == 13


def test_being_told_to_end_is_a_report_too(
    nightly: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "run", lambda *_, **__: signal.raise_signal(signal.SIGTERM))
    code, _, err = nightly()
    assert code == 130 and "broke off: interrupted" in err
    assert json.loads((tmp_path / "health.json").read_text())["last_exit_code"] == 130


def test_being_told_to_end_while_it_starts_is_a_night_that_was_interrupted(
    nightly: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Settings, "load", lambda *_: signal.raise_signal(signal.SIGTERM))
    assert nightly()[0] == 130
    assert not (tmp_path / "health.json").exists()


def test_files_that_failed_are_named(nightly: Callable[..., Answer], tmp_path: Path) -> None:
    for number in range(7):
        (tmp_path / "incoming" / f"{number}.pdf").write_text("")
    (tmp_path / "incoming" / "b.txt").write_text("BODY: x\n\nBROKEN")
    code, _, err = nightly()
    lines = err.splitlines()
    assert code == Outcome.UNREAD
    at = lines.index("source Clerk: 2 new, 0 changed, 0 as they were, 7 could not be had")
    assert lines[at + 1].startswith("  not had: ") and lines[at + 1].endswith("0.pdf: the answer is empty")
    assert lines[at + 6] == "  and 2 more, which the report names"
    assert "  clerk/b.txt: the file ends in the middle; get it again" in lines


def test_settings_that_are_wrong_end_with_two_and_nothing_is_done(
    nightly: Callable[..., Answer], tmp_path: Path
) -> None:
    (tmp_path / "matters.toml").write_text(SETTINGS.replace("folder", "gopher"))
    code, _, err = nightly()
    assert code == 2 and "there is no kind of source 'gopher'" in err
    assert not (tmp_path / "x.db").exists() and not (tmp_path / "reports").exists()
    assert json.loads((tmp_path / "health.json").read_text())["last_exit_code"] == 2
    (tmp_path / "matters.toml").write_text("[nightly]\n")
    code, _, err = nightly()
    assert code == 2 and "nightly.archive: Field required" in err
    assert not (tmp_path / "archive" / "clerk").exists()


def test_every_exit_code_is_in_the_help(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["matters", "nightly", "--help"])
    with pytest.raises(SystemExit):
        cli.main()
    said = " ".join(capsys.readouterr().out.split())
    assert set(MEANS) == set(Outcome)
    assert all(f"{code.value} {words}" in said for code, words in MEANS.items())
