"""What is wrong with the settings is told before anything is done, and the health file says so."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from matters_arising.errors import UsageError
from matters_arising.nightly.start import prepared

NOW = datetime(2031, 5, 6, 2, 0, tzinfo=UTC)
NIGHT = '[nightly]\narchive = "archive"\ndb = "x.db"\n'
TOOL = '[[alerts.subscriptions]]\nname = "tool"\nwebhook = "https://t.example/x"\nsecret_env = "NO_SUCH_SECRET"\n'
BEFORE = {
    "last_start": "2031-05-05T02:00:00+00:00",
    "running": False,
    "last_end": "2031-05-05T02:00:00+00:00",
    "last_success": "2031-05-05T02:00:00+00:00",
    "last_exit_code": 4,
    "last_report": "2031-05-05T02-00-00Z.json",
    "next_expected": "2031-05-06T02:00:00+00:00",
}


def refused(folder: Path, text: str) -> str:
    """What is said of these settings, by which nothing may be made but the health file."""
    (folder / "matters.toml").write_text(text, encoding="utf-8")
    there = {path.name for path in folder.iterdir()}
    with pytest.raises(UsageError) as told:
        prepared(folder / "matters.toml", now=NOW)
    assert {path.name for path in folder.iterdir()} - there <= {"health.json", "h.json"}
    return str(told.value)


def health(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(path.read_text())
    return told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[nightly\n", "is not TOML"),
        ('usage = "uk"\n', "there is no part [nightly]"),
        (f"{NIGHT}every_hour = 3\n", "there is no setting 'nightly.every_hour'"),
        (f'{NIGHT}[[sources]]\nkind = "folder"\nname = "Clerk"\npaths = "in"\n', "source 1 (Clerk)"),
        (f"{NIGHT}{TOOL}", "subscription 1 (tool): the environment variable NO_SUCH_SECRET is not set"),
        (f'{NIGHT}{TOOL}{TOOL.replace("tool", "other")}whenn = "daily"\n', "subscription 2 (other): there is no"),
    ],
)
def test_whatever_is_wrong_is_in_the_health_file(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_SUCH_SECRET", raising=False)
    (tmp_path / "health.json").write_text(json.dumps(BEFORE))
    assert said in refused(tmp_path, text)
    told = health(tmp_path / "health.json")
    assert (told["last_exit_code"], told["last_start"], told["last_report"]) == (2, "2031-05-06T02:00:00+00:00", "")
    assert told["last_success"] == BEFORE["last_success"] and told["next_expected"] == BEFORE["next_expected"]
    assert said in told["why"]


def test_what_is_wrong_with_the_archives_own_settings_is_told_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "matters.toml").write_text("[limits\n")
    assert "is not TOML" in refused(tmp_path, NIGHT)


def test_the_health_file_is_where_it_is_set_and_a_first_one_is_made(tmp_path: Path) -> None:
    refused(tmp_path, f'{NIGHT}health = "h.json"\nevery_hour = 3\n')
    assert health(tmp_path / "h.json")["last_exit_code"] == 2 and not (tmp_path / "health.json").exists()


def test_no_health_file_is_made_where_none_can_be_known_or_may_lie(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    for text in ("[nightly\n", f"{NIGHT}health = 3\n", f'{NIGHT}health = "archive/h.json"\n'):
        refused(tmp_path, text)
    assert not (tmp_path / "health.json").exists() and not list((tmp_path / "archive").iterdir())


def test_a_night_that_is_under_way_or_was_cut_off_is_not_forgotten(tmp_path: Path) -> None:
    (tmp_path / "health.json").write_text(json.dumps({**BEFORE, "running": True}))
    refused(tmp_path, f"{NIGHT}every_hour = 3\n")
    told = health(tmp_path / "health.json")
    assert "every_hour" in told.pop("why")
    assert told == {**BEFORE, "running": True}


def test_settings_that_are_right_touch_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_SUCH_SECRET", "there")
    (tmp_path / "matters.toml").write_text(f'{NIGHT}{TOOL}[[searches]]\nname = "o"\nquery = "osier"\n')
    settings, alerts = prepared(tmp_path / "matters.toml", now=NOW)
    assert settings.nightly.db == tmp_path / "x.db" and alerts.subscriptions[0].name == "tool"
    assert [path.name for path in tmp_path.iterdir()] == ["matters.toml"]
