"""What is laid out for systemd and cron says what the command understands."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

from matters_arising.alerts import Settings as Alerts
from matters_arising.cli import app
from matters_arising.nightly.outcome import Outcome
from matters_arising.nightly.settings import Settings
from typer.testing import CliRunner

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
COMMAND = "/opt/matters/bin/matters nightly --config /srv/matters/matters.toml"


def unit(name: str) -> ConfigParser:
    found = ConfigParser(interpolation=None, delimiters=("=",), strict=False)  # a key may stand there more than once
    found.optionxform = str  # type: ignore[assignment,method-assign]
    found.read_string((DEPLOY / name).read_text(encoding="utf-8"))
    return found


def test_the_timer_makes_up_for_nights_and_spreads_them() -> None:
    timer = unit("matters-nightly.timer")
    assert timer["Timer"]["Persistent"] == "true" and timer["Timer"]["RandomizedDelaySec"] == "45min"
    assert timer["Timer"]["OnCalendar"] and timer["Install"]["WantedBy"] == "timers.target"


def test_the_service_runs_the_command_once_with_few_rights() -> None:
    service = unit("matters-nightly.service")["Service"]
    assert service["Type"] == "oneshot" and service["ExecStart"] == COMMAND
    assert {Outcome(int(code)) for code in service["SuccessExitStatus"].split()} == {Outcome.UNREAD, Outcome.BUDGET}
    for key, value in {
        **{"NoNewPrivileges": "true", "ProtectSystem": "strict", "ProtectHome": "true", "PrivateTmp": "true"},
        **{"CapabilityBoundingSet": "", "ReadWritePaths": "/srv/matters", "KillSignal": "SIGTERM", "KillMode": "mixed"},
    }.items():
        assert service[key] == value
    assert service["MemoryMax"] and service["TimeoutStartSec"]


def test_a_backup_and_doctor_come_after_the_night_in_the_unit_and_for_cron() -> None:
    lines = (DEPLOY / "matters-nightly.service").read_text(encoding="utf-8").splitlines()
    after = [line.partition("=")[2] for line in lines if line.startswith("ExecStopPost=")]
    assert [line.split()[1] for line in after] == ["backup", "doctor"]
    cron = (DEPLOY / "matters-nightly.cron").read_text(encoding="utf-8")
    assert re.findall(r"/opt/matters/bin/matters (\w+)", cron) == ["nightly", "backup", "doctor"]
    for line in after:
        assert line.removesuffix(" --quiet") in cron
        options = set(re.findall(r"--[a-z]+", line))
        said = CliRunner().invoke(app, [line.split()[1], "--help"]).output
        assert all(option in said for option in options)


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """Where its own checker is not there, every key must at least be of the form that it takes."""
    names = ("matters-nightly.service", "matters-nightly.timer")
    for name in names:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("/opt/matters/bin/matters", sys.executable), encoding="utf-8")
        assert all(re.fullmatch(r"[A-Z][A-Za-z]+", key) for part in unit(name).values() for key in part)
    checker = shutil.which("systemd-analyze")
    if checker:
        paths = [str(tmp_path / name) for name in names]
        said = subprocess.run([checker, "verify", *paths], capture_output=True, text=True, timeout=60, check=False)
        assert "matters-nightly" not in said.stderr and said.returncode == 0, said.stderr


def test_the_line_for_cron_has_five_times_a_user_and_the_command() -> None:
    lines = (DEPLOY / "matters-nightly.cron").read_text(encoding="utf-8").splitlines()
    (line,) = [line for line in lines if not line.startswith("#")]
    *times, user, _ = line.split(maxsplit=6)
    assert len(times) == 5 and all(re.fullmatch(r"\d+|\*", one) for one in times) and user == "matters"
    assert COMMAND in line


def test_the_example_of_settings_is_one() -> None:
    own = Settings.load(DEPLOY / "matters.toml").nightly
    assert own.budget.max_minutes == 180 and own.site and own.site.public_url.startswith("https://")
    assert own.feeds and own.feeds.out.name == "feeds"


def test_the_alerts_of_the_example_are_right_when_the_marks_are_taken_away(tmp_path: Path) -> None:
    text = (DEPLOY / "matters.toml").read_text(encoding="utf-8")
    at = text.index("# [alerts]")
    path = tmp_path / "matters.toml"
    path.write_text(text[:at] + re.sub(r"(?m)^# ?", "", text[at:]), encoding="utf-8")
    assert Settings.load(path).alerts
    assert [one.name for one in Alerts.load(path).subscriptions] == ["newsroom", "our own tool"]
    assert [said.partition(" ")[0] for said in Alerts.load(path).unset({})] == ["[alerts.smtp]:", "subscription"]


def test_the_file_that_says_how_it_is_made_names_only_what_is_there() -> None:
    text = (DEPLOY / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"`(matters-nightly\.\w+|matters\.toml)`", text):
        assert (DEPLOY / name).is_file()
    for path in re.findall(r"(?:docs|requirements)/[\w.-]+\w", text):
        assert (DEPLOY.parent / path).is_file()
