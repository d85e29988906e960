"""`matters feeds` and `matters alerts send`, as a person calls them."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import toy_archive as toy
from matters_arising import cli, flow
from matters_arising.store import open_store

Answer = tuple[int, str, str]
SETTINGS = """
[[alerts.subscriptions]]
name = "tool"
webhook = "http://127.0.0.1:9/closed"
secret_env = "NO_SUCH_SECRET"
since = "2022-01-01"
kinds = ["put off again"]
"""


@pytest.fixture
def matters(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Answer]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_SUCH_SECRET", raising=False)
    root = toy.lay(tmp_path / "archive")
    with open_store(tmp_path / "matters.db", write=True) as opened:
        flow.run(root, opened, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
    (tmp_path / "matters.toml").write_text(SETTINGS)

    def call(*arguments: str) -> Answer:
        monkeypatch.setattr(sys, "argv", ["matters", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # as Python has it, which a command changes for itself
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return call


def test_feeds_are_written_and_written_again_unchanged(matters: Callable[..., Answer], tmp_path: Path) -> None:
    code, out, err = matters("feeds", "--out", "feeds")
    assert (code, out) == (0, "feeds/archive.atom\n") and "feeds.json names them" in err
    assert "0 new or changed" in matters("feeds", "--out", "feeds", "--config", "matters.toml")[2]
    told = json.loads((tmp_path / "feeds/archive.json").read_text(encoding="utf-8"))
    assert "Put off again: Crisis care review" in {item["title"] for item in told["items"]}


def test_a_dry_run_prints_and_a_failure_is_said_and_ends_with_one(
    matters: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, err = matters("alerts", "send", "--dry-run")
    assert code == 2 and "subscription 1 (tool): the environment variable NO_SUCH_SECRET is not set" in err
    assert "to tool\nPut off again: Crisis care review" in out
    assert "2 pieces of news would be sent; nothing was" in out
    code, out, err = matters("alerts", "send", "-q")
    assert code == 1 and out == "0 messages with 0 pieces of news sent\n"
    assert "the environment variable NO_SUCH_SECRET is not set" in err
    monkeypatch.setenv("NO_SUCH_SECRET", "there now")
    code, out, _ = matters("alerts", "send", "--dry-run")
    assert code == 0 and "to tool, written down on " in out and "Put off again: Crisis care review" in out
    assert "2 pieces of news would be sent, 2 of them written down by an earlier run and not taken" in out


def test_without_settings_or_database_it_is_said_what_is_missing(
    matters: Callable[..., Answer], tmp_path: Path
) -> None:
    assert matters("alerts", "send", "--config", "other.toml")[0] == 2
    assert matters("alerts", "send", "--db", "other.db")[0] == 5
    assert not (tmp_path / "other.db").exists()
