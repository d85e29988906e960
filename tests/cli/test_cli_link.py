"""`matters link`, as a person or a script calls it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import toy_archive as toy
from matters_arising import corrections, flow
from matters_arising.stages import Stages

Answer = tuple[int, str, str]
Matters = Callable[..., Answer]
STAGES = replace(toy.STAGES, follow=Stages().follow)
FORUM = {
    f"2031-0{month}.txt": toy.minutes(
        f"2031-0{month}-05",
        "# Osier bed",
        f"The osier bed below the weir was agreed to be {verb}.",
        "# Band room",
        f"The band room roof slates were put off {when}.",
    )
    for month, verb, when in ((1, "surveyed", "once"), (2, "planted", "twice"), (3, "cut back", "again"))
}


@pytest.fixture
def matters(call: Matters, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Matters:
    """Call the command on a database of the forum's minutes; gives exit code, standard output, standard error."""
    monkeypatch.setenv("USER", "quill")
    run, correct = flow.run, corrections.correct
    monkeypatch.setattr(flow, "run", lambda *given, **named: run(*given, **{**named, "stages": STAGES, "jobs": 0}))
    monkeypatch.setattr(corrections, "correct", lambda *given: correct(*given, stages=STAGES))

    toy.lay(tmp_path / "archive", FORUM)
    assert call("run", "archive", "-q")[0] == 0
    return call


def life(matters: Matters, words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(matters("timeline", words, "--json", "-q")[1])
    return found


def listed(matters: Matters) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(matters("link", "list", "--json", "-q")[1])
    return found


def ids(matters: Matters) -> list[str]:
    lines = matters("export", "--table", "matters", "--format", "jsonl", "-q")[1].splitlines()
    return sorted(json.loads(line)["matter"] for line in lines)


def test_a_cut_by_matter_and_date_is_written_followed_and_listed(matters: Matters, tmp_path: Path) -> None:
    bed = life(matters, "osier bed")["matter"]
    code, out, _ = matters("link", "cut", f"{bed}@2031-02-05", f"{bed}@2031-03-05", "--note", "another bed")
    assert code == 0
    head, one, other = out.splitlines()
    assert head.startswith("cut: lnk-") and head.endswith("line 1 of matters.db.overrides.jsonl")
    assert f"{bed}  2 meetings: 2031-01-05, 2031-02-05" in one and "1 meeting: 2031-03-05" in other
    assert len(ids(matters)) == 3
    [row] = listed(matters)
    assert (row["applies"], row["state"], row["by"], row["note"]) == (True, "applies", "quill", "another bed")
    assert row["one"][0]["quote"] == "The osier bed below the weir was agreed to be planted."
    code, out, _ = matters("link", "list")
    assert code == 0 and out.splitlines()[0] == f"cut  {row['id']}  line 1: applies"
    assert "not “The osier bed below the weir was agreed to be cut back.”  2031-03.txt" in out


def test_a_pin_by_events_joins_and_is_given_as_reason(matters: Matters) -> None:
    bed, band = life(matters, "osier bed"), life(matters, "band room")
    ends = [one["appearances"][1]["events"][0]["id"] for one in (bed, band)]
    assert matters("link", "pin", *ends, "--by", "R. Moss", "-q") == (0, "", "")
    assert ids(matters) == [bed["matter"]]
    assert "linked: pinned by a person (1.00)" in matters("timeline", bed["matter"], "-v")[1]


def test_matters_are_merged_split_and_left_as_they_were(matters: Matters) -> None:
    before = ids(matters)
    assert matters("link", "merge", *before, "-q")[0] == 0 and len(ids(matters)) == 1
    [row] = listed(matters)
    assert matters("link", "undo", row["id"], "-q")[0] == 0 and ids(matters) == before
    assert listed(matters)[0]["state"] == "taken back in line 2"
    code, out, _ = matters("link", "split", before[0], "--at", "2031-02-05")
    assert code == 0 and "1 meeting: 2031-01-05" in out and "2 meetings: 2031-02-05, 2031-03-05" in out
    code, _, err = matters("link", "undo", row["id"])
    assert code == 7 and "is taken back already" in err
    assert matters("link", "undo", "lnk-none")[0] == 7


def test_a_contradiction_is_refused_and_says_how_to_go_on(matters: Matters) -> None:
    bed = life(matters, "osier bed")["matter"]
    ends = f"{bed}@2031-02-05", f"{bed}@2031-03-05"
    matters("link", "pin", *ends)
    code, _, err = matters("link", "cut", *ends)
    assert code == 2 and "this cut, which would be line 2, contradicts line 1 (pin lnk-" in err
    assert "take it back first: matters link undo lnk-" in err and len(listed(matters)) == 1


@pytest.mark.parametrize(
    ("mention", "code", "words"),
    [
        ("mat-none@2031-01-05", 7, "there is no matter, event or stance mat-none"),
        ("ev-none", 7, "name a mention as `matters timeline` prints them: MATTER@DATE, or the id of an event"),
        ("{bed}@2031-09-05", 7, "does not come up at 2031-09-05 — it does at 2031-01-05, 2031-02-05, 2031-03-05"),
        ("{bed}", 2, "may mean several mentions; choose one:\n  {bed}@mtg-"),
        ("{bed}@2031-01-05", 2, "are the same words of one mention"),
    ],
)
def test_what_is_not_clear_is_told(matters: Matters, mention: str, code: int, words: str, tmp_path: Path) -> None:
    bed = life(matters, "osier bed")["matter"]
    found, out, err = matters("link", "pin", f"{bed}@2031-01-05", mention.format(bed=bed))
    assert (found, out) == (code, "") and words.format(bed=bed) in err
    assert not (tmp_path / "matters.db.overrides.jsonl").exists()


def test_a_split_needs_something_before_it_and_a_mention_of_that_matter(matters: Matters) -> None:
    bed, band = life(matters, "osier bed"), life(matters, "band room")
    code, _, err = matters("link", "split", bed["matter"], "--at", "2031-01-05")
    assert code == 2 and "nothing comes before it" in err
    other = band["appearances"][1]["events"][0]["id"]
    code, _, err = matters("link", "split", bed["matter"], "--at", other)
    assert code == 2 and f"is no mention of {bed['matter']}, but of {band['matter']}" in err


def test_two_mentions_of_one_date_are_told_apart_by_their_meetings(matters: Matters, tmp_path: Path) -> None:
    for number in (1, 2):
        text = "# Osier bed\nThe osier bed below the weir that the {} has was agreed to be seen. OSR/2031/0077"
        body, other = ("Ambleton Board", "Ostham Panel")[:: 1 if number == 1 else -1]
        lines = text.format(other).splitlines()
        (tmp_path / "archive" / f"extra{number}.txt").write_text(toy.minutes("2031-04-05", *lines, body=body))
    matters("run", "archive", "-q")
    both = [
        one for one in life(matters, "ambleton board ostham panel 0077")["appearances"] if one["date"] == "2031-04-05"
    ]
    assert len(both) == 2
    matter = life(matters, "ambleton board ostham panel 0077")["matter"]
    code, _, err = matters("link", "cut", f"{matter}@2031-04-05", f"{matter}@{both[0]['meeting']}")
    assert code == 2 and all(f"{matter}@{one['meeting']}  2031-04-05  {one['body']}" in err for one in both)
    assert matters("link", "cut", *(f"{matter}@{one['meeting']}" for one in both))[0] == 0


def test_pairs_are_exported_as_training_rows(matters: Matters, tmp_path: Path) -> None:
    bed, band = (life(matters, words)["matter"] for words in ("osier bed", "band room"))
    matters("link", "pin", f"{bed}@2031-01-05", f"{bed}@2031-02-05")
    matters("link", "split", band, "--at", "2031-02-05")
    matters("link", "cut", f"{bed}@2031-01-05", f"{band}@2031-01-05")
    matters("link", "undo", listed(matters)[2]["id"])
    rows = [json.loads(line) for line in matters("link", "export", "-q")[1].splitlines()]
    assert [row["label"] for row in rows] == ["join", "separate", "separate"]
    assert (rows[0]["one_quote"], rows[0]["other_document"]) == (
        "The osier bed below the weir was agreed to be surveyed.",
        "2031-02.txt",
    )
    assert {row["other_quote"] for row in rows[1:]} == {
        "The band room roof slates were put off twice.",
        "The band room roof slates were put off again.",
    }
    assert matters("link", "export", "--out", "pairs.jsonl", "-q")[:2] == (0, "")
    assert len((tmp_path / "pairs.jsonl").read_text().splitlines()) == 3
    assert matters("link", "export", "--out", "no/such.jsonl")[0] == 2


def test_a_file_named_in_the_settings_is_kept_with_the_archive_and_not_read_as_minutes(
    matters: Matters, tmp_path: Path
) -> None:
    (tmp_path / "archive" / "matters.toml").write_text('overrides = "corrections.jsonl"\n')
    (tmp_path / "archive" / "corrections.jsonl").write_text("<<<<<<< ours\n")
    code, _, err = matters("run", "archive")
    assert code == 0 and "line 1 of the corrections is left out: it is no JSON" in err
    bed = life(matters, "osier bed")["matter"]
    code, out, err = matters("link", "cut", f"{bed}@2031-01-05", f"{bed}@2031-02-05")
    assert code == 0 and out.splitlines()[0].endswith("archive/corrections.jsonl")
    assert "line 1 of the corrections is left out" in err
    code, out, _ = matters("link", "list")
    assert code == 0 and "line 2: applies" in out and "line 1 is left out: it is no JSON" in out
    (tmp_path / "archive" / "corrections.jsonl").write_text("")
    assert "the file has changed since the matters were followed" in matters("link", "list")[2]


def test_where_there_is_nothing_it_is_said(matters: Matters) -> None:
    code, out, err = matters("link", "list")
    assert (code, out) == (7, "") and "there are no corrections" in err
    assert matters("link", "export", "-q") == (0, "", "")
    assert matters("link", "list", "--db", "none.db")[0] == 5
