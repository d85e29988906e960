"""What a person must hear of: sources out of reach, folders that are empty, counts that fall."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import pytest
from matters_arising.fetch import Fetched
from matters_arising.nightly.outcome import Outcome
from nights_by_hand import Nights, kinds

DATES = tuple(f"2030-{month:02}-10" for month in range(1, 11))


def answering(*fetched: Fetched) -> Callable[..., Any]:
    return lambda *_: fetched


@pytest.fixture
def filled(nights: Nights) -> Nights:
    nights.come(*DATES)
    assert nights.pass_one().exit_code == Outcome.WELL
    return nights


def test_a_source_out_of_reach_is_told_and_the_rest_is_read(filled: Nights) -> None:
    other = filled.folder / "other"
    other.mkdir()
    filled.sources += '[[sources]]\nkind = "folder"\nname = "Trust"\npath = "other"\n'
    (other / "a.txt").write_text((filled.incoming / f"{DATES[0]}.txt").read_text().replace(DATES[0], "2030-12-01"))
    filled.incoming.rename(filled.folder / "away")
    report = filled.pass_one()
    assert (report.exit_code, kinds(report), report.measure) == (Outcome.LOUD, ["unreachable"], False)
    assert "source Clerk could not be reached: there is no folder" in report.warnings[0].text
    assert report.after and report.after.documents == 11
    assert filled.canonical() == filled.rebuilt()


@pytest.mark.parametrize(
    ("fetched", "kind"),
    [
        (Fetched("Clerk", reached=False, note="the host does not answer"), "unreachable"),
        (Fetched("Clerk", unchanged=4, complete=False, note="page 2 is missing"), "incomplete"),
    ],
)
def test_nothing_is_withdrawn_unless_every_source_was_read_to_its_end(
    filled: Nights, fetched: Fetched, kind: str
) -> None:
    before = filled.canonical()
    (filled.archive / "clerk" / f"{DATES[0]}.txt").unlink()
    report = filled.pass_one(fetch=answering(fetched), accept=True)
    assert (report.exit_code, kinds(report)) == (Outcome.LOUD, [kind])
    assert (report.missing, report.withdrawn) == ((f"clerk/{DATES[0]}.txt",), False)
    assert filled.canonical() == before
    report = filled.pass_one(fetch=answering(Fetched("Clerk", unchanged=9, complete=True)))
    assert report.withdrawn and kinds(report) == ["drop", "drop", "drop"]
    assert report.warnings[0].text == "documents: 9, 10 on 2031-05-05T02:00:00+00:00"


def test_a_fetch_that_breaks_withdraws_nothing(filled: Nights) -> None:
    def fetch(*_: Any) -> Any:
        raise RuntimeError("no network")

    (filled.archive / "clerk" / f"{DATES[0]}.txt").unlink()
    report = filled.pass_one(fetch=fetch)
    assert (report.exit_code, kinds(report), report.withdrawn) == (Outcome.LOUD, ["unreachable"], False)
    assert kinds(filled.pass_one(fetch=answering())) == ["unreachable", "source gone"]  # a source that says nothing


@pytest.mark.parametrize("how", ["empty", "missing"])
def test_an_empty_or_missing_archive_withdraws_nothing_and_nothing_is_put_there(how: str, filled: Nights) -> None:
    before = filled.canonical()
    shutil.rmtree(filled.archive)
    if how == "empty":
        filled.archive.mkdir()
    for accept in (False, True):
        report = filled.pass_one(accept=accept)
        assert (report.exit_code, kinds(report)) == (Outcome.LOUD, ["archive"])
        assert f"the archive's folder is {how}" in report.warnings[0].text
        assert report.sources == () and report.run is None
        assert filled.canonical() == before
        assert not filled.archive.exists() or not list(filled.archive.iterdir())


def test_of_an_empty_watched_folder_nothing_is_concluded(filled: Nights) -> None:
    before = filled.canonical()
    for file in filled.incoming.iterdir():
        file.unlink()
    report = filled.pass_one()
    assert kinds(report) == ["incomplete"] and "it lists nothing now, and listed 10 before" in report.warnings[0].text
    assert filled.canonical() == before


def test_a_first_night_without_any_minutes_says_so(nights: Nights) -> None:
    report = nights.pass_one()
    assert (report.exit_code, kinds(report)) == (Outcome.LOUD, ["archive"])
    assert "there is nothing to read in it" in report.warnings[0].text and nights.archive.is_dir()


def test_many_missing_files_stay_until_a_person_says_that_it_is_right(filled: Nights) -> None:
    before = filled.canonical()
    for date in DATES[:3]:
        (filled.archive / "clerk" / f"{date}.txt").unlink()
        (filled.incoming / f"{date}.txt").unlink()
    report = filled.pass_one()
    assert (report.exit_code, kinds(report), report.withdrawn) == (Outcome.LOUD, ["shrunk", "missing"], False)
    assert "3 of 10 files are missing from the archive" in report.warnings[1].text
    assert report.warnings[0].text == "source Clerk lists 7 files, 10 on 2031-05-05T02:00:00+00:00"
    assert filled.canonical() == before
    assert kinds(filled.pass_one()) == ["shrunk", "missing"]  # not once, but until it is said
    report = filled.pass_one(accept=True)
    assert (report.exit_code, report.withdrawn, report.measure) == (Outcome.WELL, True, True)
    assert "accepted: documents: 7, 10 on 2031-05-05T02:00:00+00:00" in report.notes
    assert filled.pass_one().exit_code == Outcome.WELL


def test_a_drop_of_what_is_found_is_told_though_every_file_is_there(filled: Nights) -> None:
    filled.come(*DATES, words="There was a long talk.")  # the same files, half of the events
    report = filled.pass_one()
    assert (report.exit_code, kinds(report)) == (Outcome.LOUD, ["drop"])
    assert report.warnings[0].text == "events: 10, 20 on 2031-05-05T02:00:00+00:00"


def test_a_drop_within_the_bound_is_none(filled: Nights) -> None:
    filled.text += "[nightly.loud]\ndrop = 50\n"
    filled.come(*DATES, words="There was a long talk.")
    assert filled.pass_one().exit_code == Outcome.WELL


def test_a_source_that_is_no_longer_asked_is_told(filled: Nights) -> None:
    filled.sources = ""
    report = filled.pass_one()
    assert kinds(report) == ["source gone"] and "source Clerk was read on 2031-05-05" in report.warnings[0].text


def test_more_files_that_cannot_be_read_are_told_once(filled: Nights) -> None:
    filled.come("2030-11-10", failing=True)
    report = filled.pass_one()
    assert (report.exit_code, kinds(report), report.measure) == (Outcome.LOUD, ["unread"], True)
    assert report.warnings[0].text == "1 file could not be read, 0 on 2031-05-05T02:00:00+00:00"
    assert filled.pass_one().exit_code == Outcome.UNREAD


def test_a_file_that_could_not_be_had_is_no_night_that_went_well(filled: Nights) -> None:
    report = filled.pass_one(fetch=answering(Fetched("Clerk", unchanged=9, failed=("x: 404",), complete=True)))
    assert report.exit_code == Outcome.UNREAD


def test_what_a_folder_hides_is_not_withdrawn(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    import toy_archive as toy
    from matters_arising.sources import Unreadable

    def find(root: Any, *, config: Any) -> Any:
        yield Unreadable("clerk/", "it may not be read", "give read permission on the folder")
        yield from (one for one in toy.find(root, config=config) if not one.path.startswith("clerk/"))

    nights.come(*DATES)
    nights.pass_one()
    report = nights.pass_one(stages=replace(toy.STAGES, find=find))
    assert report.missing == () and report.after and report.after.documents == 10
