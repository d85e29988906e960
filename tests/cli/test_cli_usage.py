"""What `matters.toml` says of the English of the minutes, followed from the command to the events."""

from __future__ import annotations

import json
import signal
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import toy_archive as toy
from matters_arising import cli, flow
from matters_arising.nlp.judge import Judge
from matters_arising.stages import Stages

MINUTES = "# Aldwick Allotment Society\n\n3 May 2031\n\n## 1. Well\n\nThe report was tabled.\n\nThe well is deep.\n"


def judge_of_tabling() -> Judge:
    """Finds a deferral wherever something is tabled, whatever the usage."""
    flat = np.ones(1, dtype=np.float32)
    return Judge(
        *("events", "t", ("deferral",), ("r:deferral.tabled",), frozenset(), {"r": 1.0}, flat.reshape(1, 1) * 9),
        *(flat * -2, flat, flat * 0, flat * 0.5),
    )


STAGES = replace(
    Stages(),
    recognise=lambda document: toy.ToyVerdict(True, ""),
    load_events=judge_of_tabling,
    load_stances=lambda: None,
    classify=lambda segmented, *, model: (),
    nearly=lambda segmented, *, events, stances: (),
)


@pytest.fixture
def deferrals(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path):
    """Run the command on an archive with these settings; gives its exit code, deferrals found, standard error."""
    monkeypatch.chdir(tmp_path)
    plain = flow.run
    monkeypatch.setattr(flow, "run", lambda *given, **named: plain(*given, **{**named, "stages": STAGES, "jobs": 0}))
    (tmp_path / "archive").mkdir()
    for name in ("a.md", "b.md"):
        (tmp_path / "archive" / name).write_text(MINUTES if name == "a.md" else MINUTES.replace("3 May", "7 June"))

    def call(settings: str) -> tuple[int, list[str], str]:
        (tmp_path / "archive" / "matters.toml").write_text(settings)
        codes = []
        for arguments in (["run", "archive", "-q"], ["export", "--table", "events", "--format", "jsonl"]):
            monkeypatch.setattr(sys, "argv", ["matters", *arguments])
            with pytest.raises(SystemExit) as ended:
                cli.main()
            codes.append(int(ended.value.code or 0))
            signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # as Python has it, which a command changes for itself
        said = capsys.readouterr()
        return codes[0], sorted(json.loads(line)["document"] for line in said.out.splitlines()), said.err

    return call


def test_the_usage_of_an_archive_decides_what_a_tabled_report_is(deferrals) -> None:
    assert deferrals('usage = "us"')[:2] == (0, ["a.md", "b.md"])
    assert deferrals('usage = "uk"')[:2] == (0, [])  # another usage: the files are read again
    assert deferrals('usage = "ca"')[:2] == (0, ["a.md", "b.md"])
    assert deferrals("")[:2] == (0, [])


def test_one_document_may_be_of_another_usage(deferrals) -> None:
    rule = '[[documents]]\ndocument = "b.md"\nusage = "us"\n'
    assert deferrals(f'usage = "uk"\n{rule}')[:2] == (0, ["b.md"])


def test_a_usage_that_is_none_is_told_with_its_place(deferrals) -> None:
    code, found, said = deferrals('usage = "english"')
    assert (code, found) == (2, [])
    assert "matters.toml, line 1" in said and "usage 'english': it is one of uk, us, ca" in said
