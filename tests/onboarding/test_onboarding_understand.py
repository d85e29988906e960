"""What is said of a few documents, and the settings that are proposed."""

from __future__ import annotations

import csv
import doctest
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from matters_arising.config import Config
from matters_arising.models import AgendaItem, Document, Meeting, Segmented, Span, Statement
from matters_arising.onboarding import understand as module
from matters_arising.onboarding.propose import manifest, settings
from matters_arising.onboarding.understand import Read, Understood, understand
from matters_arising.vocab import Jurisdiction, MeetingKind, MeetingStatus

BRITISH = "Cllr Reed chaired. Apologies were received. The programme of the parish council, 4 May 2031, cost £40."
AMERICAN = "Call to Order on May 4, 2031. Trustee Wu moved; roll call: AYES 5, NAYS 0. The township program went on."


def _segmented(
    path: str,
    *,
    body: str = "Ambleton Forum",
    date: str = "2031-05-04",
    then: str = "",
    items: Sequence[tuple[str, str]] = (("1.", "Welcome"), ("2.", "Osier bed")),
    lines: Sequence[tuple[int, str]] = (
        (0, "Ms Moss opened."),
        (1, "It was deferred."),
        (1, "It was resolved to wait."),
    ),
    text: str = "",
) -> Segmented:
    """Minutes by hand: `lines` are statements, each with the place of its item, -1 for none."""
    meeting = Meeting("mtg-1", body, date, MeetingKind.ORDINARY, MeetingStatus.DRAFT, path, 0, 99, next_meeting=then)
    return Segmented(
        Document(path, "ab12", "text/plain", text or BRITISH, (Span(0, 99),), ()),
        (meeting,),
        tuple(AgendaItem(f"item-{n}", "mtg-1", number, title, 0, 9) for n, (number, title) in enumerate(items)),
        tuple(
            Statement(f"st-{n}", "mtg-1", f"item-{of}" if of >= 0 else "", 0, 9, 1, said)
            for n, (of, said) in enumerate(lines)
        ),
    )


def _understood(*taken: Segmented, note: str = "", files: Sequence[str] = ()) -> Understood:
    read = [Read(one.document.path, "read", note, one) for one in taken]
    return understand(read, paths=files or [one.document.path for one in taken], roles=[])


def _wrong(segmented: Segmented, **named: str) -> tuple[str, ...]:
    return _understood(segmented, **named).shown[0].wrong  # type: ignore[arg-type]


def test_what_looks_wrong_is_named_and_what_looks_right_is_not() -> None:
    assert _wrong(_segmented("a.txt")) == ()
    assert _wrong(_segmented("a.txt", body="", date="")) == ("no body", "no date")
    assert _wrong(_segmented("2031-05-04.txt", date="")) == ("no date; the file's name has 2031-05-04",)
    assert _wrong(_segmented("a.txt", date="2031-05")) == ("the date is not whole (2031-05)",)
    assert "the file's name has 2031-05-11" in _wrong(_segmented("2031-05-11.txt"))[0]
    assert _wrong(_segmented("a.txt", items=(), lines=[(-1, "It rained.")] * 3)) == ("no items",)
    assert _wrong(_segmented("kiln-committee.txt")) == (
        "the file's name speaks of a committee, the body that was read does not",
    )
    assert _wrong(_segmented("kiln-committee.txt", body="Kiln Committee")) == ()
    assert _wrong(_segmented("a.txt", items=(), lines=())) == ("no statements in all",)
    one_item = [(0, "It rained.")] * 10 + [(1, "It snowed.")] * 4
    assert _wrong(_segmented("a.txt", lines=one_item)) == ("one item holds 71% of its statements",)
    loose = [(-1, "It rained.")] * 8 + [(0, "It rained.")] * 4 + [(1, "It snowed.")] * 4
    assert _wrong(_segmented("a.txt", lines=loose)) == ("8 of 16 statements stand under no item",)
    assert _wrong(_segmented("a.txt"), note="page 3 has no text layer") == (
        "read with a note: page 3 has no text layer",
    )


def test_a_document_that_was_not_read_says_why() -> None:
    [shown] = understand([Read("a.pdf", "needs-ocr", "install tesseract", None)], paths=["a.pdf"], roles=[]).shown
    assert shown.wrong == ("scanned, not read: install tesseract",) and shown.statements == 0


def test_items_by_the_way_they_are_numbered() -> None:
    numbers = [("1.", "Welcome"), ("2.", "Finance"), ("2.1", "Grants"), ("", "Osier bed"), ("3.", "Close")]
    found = _understood(_segmented("a.txt", items=numbers), _segmented("b.txt", items=numbers[:1])).patterns
    assert [(one.form, one.items, one.documents) for one in found] == [("1.", 4, 2), ("", 1, 1), ("1.1", 1, 1)]
    assert found[0].examples == ("1. Welcome", "2. Finance", "3. Close")


@pytest.mark.parametrize(
    ("texts", "usage", "sure"),
    [
        ([BRITISH] * 3, Jurisdiction.UK, "clear"),
        ([AMERICAN] * 3, Jurisdiction.US, "clear"),
        ([f"{AMERICAN} Northern Ontario."] * 3, Jurisdiction.CA, "clear"),
        ([BRITISH, BRITISH, AMERICAN], Jurisdiction.UK, "mixed"),
        ([BRITISH, "It rained.", "It snowed."], Jurisdiction.UK, "mixed"),
        (["It rained."], Jurisdiction.UNKNOWN, ""),
    ],
)
def test_the_usage_is_proposed_only_where_documents_agree(
    texts: list[str], usage: Jurisdiction, sure: str, tmp_path: Path
) -> None:
    found = _understood(*(_segmented(f"{n}.txt", text=text) for n, text in enumerate(texts)))
    assert (found.usage.usage, found.usage.sure) == (usage, sure)
    (tmp_path / "matters.toml").write_text(settings(found), encoding="utf-8")
    assert Config.load(tmp_path).usage == (usage if sure == "clear" else Jurisdiction.UNKNOWN)


def test_what_is_tabled_is_quoted() -> None:
    lines = [(0, "The clerk tabled the report."), (0, "There was nothing on the table.")]
    assert _understood(_segmented("a.txt", lines=lines)).usage.tabled == (("a.txt", "The clerk tabled the report."),)


def test_the_rhythm_is_not_that_of_the_few_documents_that_were_read() -> None:
    read = [_segmented("a.txt", date="2031-01-08", then="2031-02-05"), _segmented("b.txt", date="2033-01-05")]
    names = [f"2031-{month:02}-0{month % 2 + 1} minutes.txt" for month in range(1, 7)]
    by_minutes, by_names = _understood(*read, files=names).rhythm
    assert (by_minutes.of, by_minutes.median, by_minutes.gaps) == ("Ambleton Forum", 28, 1)
    assert (by_names.of, by_names.median, by_names.gaps) == ("the folder", 30, 5)
    assert "all bodies together" not in by_names.source
    *_, mixed = _understood(*read, _segmented("c.txt", body="Kiln Committee"), files=names).rhythm
    assert "of all bodies together" in mixed.source


def test_dates_that_only_the_minutes_tell_count_where_no_file_of_their_year_is_unknown() -> None:
    named = [f"{year}-{month:02}-11 minutes.txt" for year in (2031,) for month in range(1, 6)]
    read = [_segmented(f"minutes_2032_{month:02}.txt", date=f"2032-{month:02}-11") for month in range(1, 5)]
    every = [*named, *(one.document.path for one in read)]
    (rhythm,) = _understood(*read, files=every).rhythm
    assert (rhythm.gaps, rhythm.median) == (8, 31) and "in the minutes" in rhythm.source
    (rhythm,) = _understood(*read, files=[*every, "minutes_2032_05.txt"]).rhythm
    assert rhythm.gaps == 4 and "in the minutes" not in rhythm.source
    (rhythm,) = _understood(*read, files=[*every, "unknown.txt"]).rhythm
    assert rhythm.gaps == 4
    recipe = Read("recipe.txt", "not-minutes", "", None)
    found = understand(
        [recipe, *(Read(one.document.path, "read", "", one) for one in read)], paths=[*every, "recipe.txt"], roles=[]
    )
    assert found.rhythm[0].gaps == 8


def test_words_recur_in_documents_and_not_in_one() -> None:
    twice = ("a.txt", "b.txt")
    other = _segmented("c.txt", items=[("1.", "Kiln")], lines=[(0, "It was held over.")])
    found = understand(
        [Read(one.document.path, "read", "", one) for one in (*map(_segmented, twice), other)],
        paths=twice,
        roles=[*((path, "Chair") for path in twice), ("a.txt", "Chair"), ("a.txt", "Clerk")],
    ).lexicon
    assert found.roles == (("Chair", 2),) and found.bodies == (("Ambleton Forum", 3),)
    assert found.headings == (("osier bed", 2), ("welcome", 2))
    assert found.putting_off == (("deferred", 2),) and ("resolved", 2) in found.deciding


def test_the_manifest_has_what_the_minutes_do_not_tell_and_is_taken_as_it_is(tmp_path: Path) -> None:
    found = _understood(
        _segmented("in, order.txt"),
        _segmented("x/no body.txt", body=""),
        _segmented("x/2031-05-11 no date.txt", date=""),
    )
    rows = list(csv.DictReader(io.StringIO(manifest(found))))
    assert [(row["document"], row["body"], row["date"]) for row in rows] == [
        ("x/no body.txt", "", "2031-05-04"),
        ("x/2031-05-11 no date.txt", "Ambleton Forum", "2031-05-11"),
    ]
    (tmp_path / "manifest.csv").write_text(manifest(found), encoding="utf-8")
    (tmp_path / "matters.toml").write_text(settings(found), encoding="utf-8")
    hints = Config.load(tmp_path).hints_for("x/2031-05-11 no date.txt")
    assert (hints.body, hints.date, hints.status) == ("Ambleton Forum", "2031-05-11", MeetingStatus.DRAFT)


def test_where_the_minutes_tell_all_there_is_no_manifest() -> None:
    found = _understood(_segmented("a.txt"))
    assert manifest(found) == "" and "manifest.csv beside it" not in settings(found)


def test_names_in_minutes_set_nothing(tmp_path: Path) -> None:
    hostile = 'Forum"\nusage = "us"\x00\x7f \u202e[limits]\rmax_pages = 1'
    found = _understood(_segmented('a "b\n.txt', body=hostile), _segmented("b.txt", body="", text="It rained."))
    (tmp_path / "matters.toml").write_text(settings(found), encoding="utf-8")
    config = Config.load(tmp_path)
    assert (config.usage, config.documents, config.limits) == (Jurisdiction.UNKNOWN, (), Config().limits)


def test_doctests() -> None:
    done = doctest.testmod(module)
    assert done.attempted and not done.failed
