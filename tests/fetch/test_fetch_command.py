from __future__ import annotations

import json

import pytest
from matters_arising.cli import app
from matters_arising.errors import UsageError
from typer.testing import CliRunner


def test_the_command_prints_what_came(tmp_path, monkeypatch):
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/may.md").write_text("# Minutes of the Lamp Society")
    config = tmp_path / "matters.toml"
    config.write_text('[nightly]\narchive = "minutes"\n[[sources]]\nkind = "folder"\nname = "Lamp"\npath = "inbox"\n')
    first = CliRunner().invoke(app, ["fetch", "--config", str(config)])
    assert first.exit_code == 0 and "read whole" in first.output
    assert (tmp_path / "minutes/lamp/may.md").is_file()
    again = CliRunner().invoke(app, ["fetch", "--config", str(config), "--json"])
    assert json.loads(again.stdout)[0]["unchanged"] == 1
    (tmp_path / "inbox/empty.md").write_text("")
    assert CliRunner().invoke(app, ["fetch", "--config", str(config)]).exit_code == 4
    config.write_text('[[sources]]\nkind = "folder"\nname = "Lamp"\npath = "nowhere"\n')
    asked = ["fetch", "--config", str(config), "--folder", str(tmp_path / "minutes")]
    assert CliRunner().invoke(app, asked).exit_code == 13
    inside = CliRunner().invoke(app, [*asked, "--memory", str(tmp_path / "minutes/m")])
    assert isinstance(inside.exception, UsageError) and "lies in the archive" in str(inside.exception)


def test_a_file_without_sources_is_told(tmp_path):
    config = tmp_path / "matters.toml"
    config.write_text("")
    result = CliRunner().invoke(app, ["fetch", "--config", str(config)])
    with pytest.raises(UsageError, match="no sources"):
        raise result.exception
