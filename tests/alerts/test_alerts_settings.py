"""What is wrong with the settings of alerts, as somebody who looks into the file would name it."""

from __future__ import annotations

from pathlib import Path

import pytest
from matters_arising.alerts import Settings
from matters_arising.errors import UsageError

ONE = '[[alerts.subscriptions]]\nname = "desk"\nwebhook = "https://t.example/x"\nsecret_env = "S"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'{ONE}{ONE.replace("desk", "tool")}when = "hourly"\n', "subscription 2 (tool): when: "),
        (f'{ONE}[[alerts.subscriptions]]\nwebhook = "https://t.example/y"\n', "subscription 2: name: it is missing"),
        (f"{ONE}often = true\n", "subscription 1 (desk): there is no setting 'often'"),
        ('[[alerts.subscriptions]]\nname = "none"\n', "subscription 1 (none): give one of email, webhook, webhook_env"),
        ('[[searches]]\nname = "osiers"\n', "search 1 (osiers): query: it is missing"),
        ("[alerts]\nmost = 3\n", "alerts: there is no setting 'most'"),
        ("[alerts]\nleast = 3\n", "alerts: least: "),
        (f"{ONE}{ONE}", "alerts: two subscriptions have one name"),
    ],
)
def test_tables_are_named_and_counted_from_one(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "matters.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as told:
        Settings.load(path)
    assert said in str(told.value) and str(path) in str(told.value)
