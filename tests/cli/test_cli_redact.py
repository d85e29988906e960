"""`matters redact`, as a person calls it; and every other command, which must not print what a rule removes."""

from __future__ import annotations

import json
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import toy_archive as toy
from matters_arising import cli, flow

Matters = Callable[..., tuple[int, str, str]]
NAME = "Wilhelmina Quillfeather"
RULE = f'[[redact]]\nid = "r1"\ntext = "{NAME}"\nreason = "request of {NAME}"\nby = "the clerk"\n'
TEXT = toy.minutes("2023-05-03", f"# Fence of {NAME}", f"{NAME} asked for a fence, which was put off.", f"{NAME} left.")


@pytest.fixture
def matters(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Matters:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MATTERS_DB", raising=False)
    plain = flow.run
    monkeypatch.setattr(flow, "run", lambda *given, **named: plain(*given, **{**named, "stages": toy.WIDE, "jobs": 0}))
    toy.lay(tmp_path / "archive", {"a.txt": TEXT})

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["matters", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return call


@pytest.mark.parametrize("named", [False, True])
def test_a_rule_is_applied_checked_listed_and_survives_a_run(matters: Matters, tmp_path: Path, named: bool) -> None:
    matters("run", "archive", "-q")
    assert matters("redact", "list")[0] == 7
    if named:
        (tmp_path / "archive" / "matters.toml").write_text('redactions = "redactions.toml"\n')
        (tmp_path / "archive" / "redactions.toml").write_text(RULE)
    else:
        (tmp_path / "matters.db.redactions.toml").write_text(RULE)
        code, out, _ = matters("redact", "check")
        assert code == 1 and "table items, column title" in out
    code, _, err = matters("redact", "apply")
    assert code == 0 and "passages covered, in 1 documents" in err
    assert matters("redact", "check")[0] == 0
    for again in (False, True):
        if again:
            matters("run", "archive", "-q")
        for command in (
            ("deferrals", "--quotes"),
            ("search", "fence"),
            ("timeline", "fence"),
            ("info",),
            ("redact", "list"),
            ("export", "--table", "statements"),
            ("export", "--table", "matters"),
        ):
            code, out, err = matters(*command)
            assert code == 0 and out and "quillfeather" not in (out + err).casefold(), command
    told = json.loads(matters("redact", "list", "--json")[1])
    assert [rule["id"] for rule in told["rules"]] == ["r1"] and told["log"]


def test_a_broken_file_of_rules_stops_a_run(matters: Matters, tmp_path: Path) -> None:
    (tmp_path / "matters.db.redactions.toml").write_text(RULE.replace("text", "words"))
    code, out, err = matters("run", "archive")
    assert code == 2 and "rule 1" in err and NAME not in err + out


def test_files_that_people_write_are_warned_of(matters: Matters, tmp_path: Path) -> None:
    (tmp_path / "matters.db.redactions.toml").write_text(RULE)
    (tmp_path / "matters.db.overrides.jsonl").write_text(f'{{"note": "{NAME}"}}\n')
    matters("run", "archive", "-q")
    code, out, _ = matters("redact", "check")
    assert code == 1 and "overrides.jsonl, which people write" in out and NAME not in out


def test_a_rule_that_matches_nothing_is_warned_of_and_what_is_published_names_no_rule(
    matters: Matters, tmp_path: Path
) -> None:
    matters("run", "archive", "-q")
    other = '[[redact]]\nid = "r2"\ntext = "Wilhelmina Quillfether"\n'
    (tmp_path / "matters.db.redactions.toml").write_text(RULE + other)
    code, _, err = matters("redact", "check", "-q")
    assert code == 1 and "rule r2 matches nothing" in err and "rule r1 matches" not in err
    code, _, err = matters("redact", "apply")
    assert code == 0 and "rule r2 matches nothing" in err and "rule r1" not in err and "write sites" in err
    code, _, err = matters("redact", "check", "-q")
    assert code == 0 and "rule r2 matches nothing" in err
    matters("run", "archive", "-q")
    out = matters("export", "--table", "documents")[1]
    assert "removed on request: 3 passages" in out and "r1" not in out


def test_the_log_of_an_older_version_whose_rules_were_called_by_name_comes_clean(
    matters: Matters, tmp_path: Path
) -> None:
    matters("run", "archive", "-q")
    (tmp_path / "matters.db.redactions.toml").write_text(RULE)
    matters("redact", "apply", "-q")
    with sqlite3.connect(tmp_path / "matters.db") as connection:
        connection.execute("UPDATE redaction_log SET rule = ?", (f"{NAME} 2",))
        connection.execute("UPDATE documents SET note = 'removed on request: rule quillfeather (2 passages)'")
    code, out, _ = matters("redact", "check", "-q")
    assert code == 1 and "r1: table redaction_log, column rule\n" in out
    matters("redact", "apply", "-q")
    assert matters("redact", "check", "-q")[0] == 0
    assert "quillfeather" not in matters("export", "--table", "documents")[1]
