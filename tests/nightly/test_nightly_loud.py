"""What a person must hear of: sources out of reach, folders that are empty, counts that fall."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import pytest
from matters_arising.fetch import Fetched
from matters_arising.nightly.outcome import Outcome
from matters_arising.nightly.report import Told
from nights_by_hand import Nights, kinds

IF_RIGHT = "if that is right: matters nightly --accept"
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
    assert (report.exit_code, kinds(report), report.measure) == (Outcome.UNREACHABLE, ["unreachable"], False)
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
    assert (report.exit_code, kinds(report)) == (Outcome.UNREACHABLE, [kind])
    assert (report.missing, report.withdrawn) == ((f"clerk/{DATES[0]}.txt",), False)
    assert filled.canonical() == before
    report = filled.pass_one(fetch=answering(Fetched("Clerk", unchanged=9, complete=True)))
    assert report.withdrawn and kinds(report) == ["drop", "drop", "drop"]
    assert report.warnings[0].text == f"documents: 9, 10 on 2031-05-05T02:00:00+00:00; {IF_RIGHT}"


def test_a_fetch_that_breaks_withdraws_nothing(filled: Nights) -> None:
    def fetch(*_: Any) -> Any:
        raise RuntimeError("no network")

    (filled.archive / "clerk" / f"{DATES[0]}.txt").unlink()
    report = filled.pass_one(fetch=fetch)
    assert (report.exit_code, kinds(report), report.withdrawn) == (Outcome.UNREACHABLE, ["unreachable"], False)
    report = filled.pass_one(fetch=answering())  # a source that says nothing
    assert (report.exit_code, kinds(report)) == (Outcome.LOUD, ["unreachable", "source gone"])


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
    assert report.warnings[0].text == f"source Clerk lists 7 files, 10 on 2031-05-05T02:00:00+00:00; {IF_RIGHT}"
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
    assert report.warnings[0].text == f"events: 10, 20 on 2031-05-05T02:00:00+00:00; {IF_RIGHT}"


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


def test_files_that_cannot_be_had_and_then_leave_the_list_are_no_shorter_list(filled: Nights) -> None:
    failing = Fetched("Clerk", unchanged=10, failed=("a: empty", "b: empty", "c: empty"), complete=True)
    assert filled.pass_one(fetch=answering(failing)).exit_code == Outcome.UNREAD
    report = filled.pass_one(fetch=answering(Fetched("Clerk", unchanged=10, complete=True)))
    assert (report.exit_code, kinds(report)) == (Outcome.WELL, [])


def test_a_server_that_fails_for_a_night_has_not_taken_files_off_its_list(filled: Nights) -> None:
    failing = Fetched("Clerk", unchanged=6, failed=("a: 503", "b: 503", "c: 503", "d: 503"), complete=True)
    report = filled.pass_one(fetch=answering(failing))
    assert (report.exit_code, kinds(report)) == (Outcome.UNREAD, [])


def test_a_broken_file_that_its_source_no_longer_lists_is_said_to_be_kept(filled: Nights) -> None:
    filled.come("2030-11-10", failing=True)
    filled.pass_one()
    assert not any("no longer lists it" in note for note in filled.pass_one().notes)
    (filled.incoming / "2030-11-10.txt").unlink()
    for _ in range(2):
        report = filled.pass_one()
        assert report.exit_code == Outcome.UNREAD
        [note] = [note for note in report.notes if "no longer lists it" in note]
        assert note.startswith("clerk/2030-11-10.txt: could not be read") and str(filled.archive) in note
    (filled.archive / "clerk" / "2030-11-10.txt").unlink()
    assert filled.pass_one().exit_code == Outcome.WELL


def test_a_source_that_lists_nothing_that_fits_is_told_and_the_night_is_a_measure(filled: Nights) -> None:
    doubted = Fetched("Clerk", unchanged=10, complete=True, doubt="the page has 4 links, none fits `links`")
    report = filled.pass_one(fetch=answering(doubted))
    assert (report.exit_code, kinds(report), report.measure) == (Outcome.LOUD, ["doubt"], True)
    assert report.warnings[0].text == "source Clerk: the page has 4 links, none fits `links`"


def test_a_database_that_is_older_than_the_last_report_is_told_once(filled: Nights) -> None:
    kept = filled.db.read_bytes()
    filled.come("2030-11-10")
    filled.pass_one()
    for left in filled.folder.glob("x.db*"):
        left.unlink()
    filled.db.write_bytes(kept)
    report = filled.pass_one()
    assert (report.exit_code, kinds(report), report.measure) == (Outcome.LOUD, ["older"], True)
    assert report.warnings[0].text.startswith("the database is older than the report of 2031-05-06")
    assert "told again" in report.warnings[0].text
    assert filled.pass_one().exit_code == Outcome.WELL


def test_a_database_that_was_made_anew_is_told(filled: Nights) -> None:
    for left in filled.folder.glob("x.db*"):
        left.unlink()
    report = filled.pass_one()
    assert kinds(report) == ["older"] and "subscription begins anew" in report.warnings[0].text
    assert filled.pass_one().exit_code == Outcome.WELL


def test_alerts_that_are_set_where_no_night_looks_are_told_each_night(filled: Nights) -> None:
    (filled.archive / "matters.toml").write_text('[[alerts.subscriptions]]\nname = "desk"\n')
    for _ in range(2):
        report = filled.pass_one()
        assert (report.exit_code, kinds(report), report.measure) == (Outcome.LOUD, ["alerts"], True)
        assert "archive/matters.toml has [alerts], and no night looks there" in report.warnings[0].text
    filled.sources += "[alerts]\nleast = 0.8\n"
    assert filled.pass_one(alert=lambda *_: Told()).exit_code == Outcome.WELL
