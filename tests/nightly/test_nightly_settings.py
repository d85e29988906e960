"""The settings of nights: what is wrong is told before anything is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from matters_arising.config import Config
from matters_arising.errors import UsageError
from matters_arising.nightly.settings import Settings

LEAST = '[nightly]\narchive = "archive"\ndb = "x.db"\n'


def load(folder: Path, text: str) -> Settings:
    path = folder / "matters.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Settings.load(path)


def test_paths_count_from_the_folder_of_the_file(tmp_path: Path) -> None:
    source = '[[sources]]\nkind = "urls"\nname = "A"\naddresses_file = "list.txt"\naddresses = ["path"]\n'
    settings = load(tmp_path, f'{LEAST}[nightly.site]\nout = "site"\n{source}[[searches]]\nname = "x"\n')
    own = settings.nightly
    assert (own.archive, own.db, own.reports) == (tmp_path / "archive", tmp_path / "x.db", tmp_path / "reports")
    assert own.site and own.site.out == tmp_path / "site"
    assert settings.sources[0]["addresses_file"] == str(tmp_path / "list.txt")
    assert settings.sources[0]["addresses"] == ["path"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[nightly", "is not TOML"),
        ('usage = "uk"\n', r"there is no part \[nightly\]"),
        ('[nightly]\narchive = "archive"\n', "nightly.db: Field required"),
        (f"{LEAST}every_hour = 3\n", "no setting 'nightly.every_hour'"),
        (f"{LEAST}[nightly.budget]\nmax_minutes = 0\n", "max_minutes: Input should be greater than 0"),
        (f'{LEAST}[[source]]\nkind = "folder"\n', "no setting 'source'"),
        (f'{LEAST}[[sources]]\nkind = "folder"\n', "source 1 has no name"),
        (f'{LEAST}[[sources]]\nkind="a"\nname="x"\n[[sources]]\nkind="b"\nname="x"\n', "two sources have the name 'x'"),
        (f"{LEAST}[limits]\nmax_pages = 3\n", "limits is set for reading, which looks elsewhere"),
        (LEAST.replace("x.db", "archive/x.db"), "nightly.db lies in nightly.archive"),
        (f'{LEAST}reports = "archive/reports"\n', "nightly.reports lies in nightly.archive"),
        (f'{LEAST}memory = "site/x"\n[nightly.site]\nout = "site"\n', "nightly.memory lies in nightly.site.out"),
        (f'{LEAST}[nightly.site]\nout = "archive/site"\n', "nightly.site.out lies in nightly.archive"),
        (f'{LEAST}[nightly.site]\nout = "."\n', "lies in nightly.site.out"),
        (f'{LEAST}[nightly.site]\nout = "s"\n[nightly.feeds]\nout = "s/f"\n', "nightly.feeds.out lies in nightly.site"),
        (f'{LEAST}reports = "f/r"\n[nightly.feeds]\nout = "f"\n', "nightly.reports lies in nightly.feeds.out"),
    ],
)
def test_what_is_wrong_is_told(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=said) as told:
        load(tmp_path, text)
    assert str(tmp_path / "matters.toml") in str(told.value) and told.value.remedy


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        Settings.load(tmp_path / "none.toml")


def test_nights_and_reading_may_be_set_in_one_file(tmp_path: Path) -> None:
    home = tmp_path / "archive"
    text = 'usage = "uk"\n[nightly]\narchive = "."\ndb = "../x.db"\nreports = "../r"\nhealth = "../h.json"\n'
    settings = load(home, f'{text}memory = "../m"\n[limits]\nmax_pages = 3\n')
    assert settings.nightly.archive.resolve() == home
    assert Config.load(home).limits.max_pages == 3 and Config.load(home).usage == "uk"
