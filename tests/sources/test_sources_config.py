"""Settings of an archive, and words for what is wrong with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matters_arising.config import Config, Hints, Limits
from matters_arising.errors import UsageError
from matters_arising.vocab import Jurisdiction, MeetingKind, MeetingStatus


def load(tmp_path, toml: str = "", manifest: str = "", **settings) -> Config:
    (tmp_path / "matters.toml").write_text(toml, encoding="utf-8")
    if manifest:
        (tmp_path / "manifest.csv").write_text(manifest, encoding="utf-8-sig")
    return Config.load(tmp_path, **settings)


def test_an_archive_without_settings_has_the_usual_ones(tmp_path):
    assert Config.load(tmp_path) == Config()
    assert Config().hints_for("any.pdf") == Hints()
    assert Config().limits == Limits()


def test_settings_hints_and_bounds(tmp_path):
    config = load(
        tmp_path,
        'usage = "us"\n[limits]\nmax_pages = 5\n[[documents]]\ndocument = "planning/*"\nbody = "Planning '
        'Panel"\nkind = "committee"\n',
        'document,body,date,status\nplanning/a.pdf,"Panel, the",2019-05,Draft\n\nb.pdf,,2020-01-31,\n',
        limits=["max_seconds=3"],
    )
    us = Jurisdiction.US
    assert config.usage is us
    assert (config.limits.max_pages, config.limits.max_seconds) == (5, 3.0)
    assert config.hints_for("planning/a.pdf") == Hints(
        body="Panel, the", date="2019-05", kind=MeetingKind.COMMITTEE, status=MeetingStatus.DRAFT, usage=us
    )
    assert config.hints_for("planning/z/c.pdf").body == "Planning Panel"
    assert config.hints_for("b.pdf") == Hints(date="2020-01-31", usage=us)
    assert config.hints_for("other.pdf") == Hints(usage=us)


def test_a_model_of_stances_is_found_from_the_archives_folder(tmp_path):
    assert load(tmp_path, 'stances = "../our model"').stances == tmp_path / "../our model"
    assert load(tmp_path, f'stances = "{tmp_path}/here"').stances == tmp_path / "here"


def test_what_is_said_of_one_documents_english_outranks_what_is_said_of_all(tmp_path):
    config = load(
        tmp_path,
        'usage = "us"\n[[documents]]\ndocument = "guests/*"\nusage = "uk"\n',
        "document,usage\nguests/b.txt,CA\n",
    )
    said = [config.hints_for(path).usage for path in ("a.txt", "guests/a.txt", "guests/b.txt")]
    assert said == ["us", "uk", "ca"]


def test_a_named_manifest_replaces_the_archives_own(tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("document,body\na.pdf,Theirs\n")
    (tmp_path / "manifest.csv").write_text("document,body\na.pdf,Ours\n")
    assert Config.load(tmp_path).hints_for("a.pdf").body == "Ours"
    assert Config.load(tmp_path, manifest=other).hints_for("a.pdf").body == "Theirs"
    with pytest.raises(UsageError, match="no such manifest"):
        Config.load(tmp_path, manifest=tmp_path / "none.csv")


def test_a_single_files_settings_are_those_of_its_folder(tmp_path):
    load(tmp_path, 'usage = "ca"')
    (tmp_path / "m.txt").write_text("x")
    assert Config.load(tmp_path / "m.txt").usage == "ca"


@pytest.mark.parametrize(
    ("toml", "line", "said"),
    [
        ('usage = "fr"', 1, "usage 'fr': it is one of uk, us, ca"),
        ('[[documents]]\ndocument = "a"\nusage = "england"', 3, "usage 'england': it is one of uk, us, ca"),
        ("\nusge = 'uk'", 2, "no setting 'usge'"),
        ("[limits]\nmax_bytes = 5\nmax_page = 3", 3, "no setting 'limits.max_page'"),
        ("[limits]\nmax_pages = 'many'", 2, "limits.max_pages"),
        ("[limits]\nmax_pages = 0", 2, "greater than 0"),
        ('[[documents]]\ndocument = "a"\n\n[[documents]]\ndocument = "b"\ndate = "7 May"', 6, "'7 May' is no date"),
        ('[[documents]]\ndocument = "a"\ndate = "2019-02-30"', 3, "day is out of range"),
        ('[[documents]]\nbody = "a"', 1, "document"),
        ("usage = ", 1, "is not TOML"),
    ],
)
def test_faults_in_matters_toml_name_the_line(tmp_path, toml, line, said):
    with pytest.raises(UsageError) as caught:
        load(tmp_path, toml)
    assert said in str(caught.value)
    assert "matters.toml" in str(caught.value) and f"line {line}" in str(caught.value)


@pytest.mark.parametrize(
    ("manifest", "line", "said"),
    [
        ("document,boddy\na,b\n", 1, "no column of a manifest: 'boddy'"),
        ("document,date,date\na,,\n", 1, "twice a column 'date'"),
        ("body\nx\n", 1, "no column 'document'"),
        ("document,date\na.pdf,2019-05-07\nb.pdf,2019-13\n", 3, "month must be in 1..12"),
        ("document,date\na.pdf,May\n", 2, "'May' is no date"),
        ("document,kind\na.pdf,party\n", 2, "kind 'party'"),
        ("document,status\na.pdf,final\n", 2, "status 'final'"),
        ("document,usage\na.pdf,american\n", 2, "usage 'american': it is one of uk, us, ca"),
        ("document,body\na.pdf,x,y\n", 2, "3 cells under 2 columns"),
        ("document,body\n,x\n", 2, "document"),
        ('document,body\n"a.pdf,x\n', 2, "is not CSV"),
    ],
)
def test_faults_in_the_manifest_name_the_line(tmp_path, manifest, line, said):
    with pytest.raises(UsageError) as caught:
        load(tmp_path, manifest=manifest)
    assert said in str(caught.value)
    assert f"manifest.csv, line {line}" in str(caught.value)


def test_files_that_are_no_text_are_told(tmp_path):
    (tmp_path / "manifest.csv").write_bytes(b"document\n\xff\xfe.pdf\n")
    with pytest.raises(UsageError, match="save it as UTF-8 CSV"):
        Config.load(tmp_path)


@pytest.mark.parametrize(
    ("pair", "said"), [("max_pages", "no bound"), ("max_foo=1", "max_foo"), ("max_pages=x", "max_pages")]
)
def test_faults_in_bounds_given_by_hand(tmp_path, pair, said):
    with pytest.raises(UsageError, match=said):
        Config.load(tmp_path, limits=[pair])


@given(st.dates())
def test_every_date_and_its_parts_are_dates(day):
    for text in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        assert Hints(date=text).date == text
