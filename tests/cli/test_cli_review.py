"""`matters review` and `matters correct`, as a person calls them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import toy_archive as toy
from matters_arising import corrections, flow
from matters_arising.stages import Stages
from matters_arising.stance.returns import read_labels

Answer = tuple[int, str, str]
Matters = Callable[..., Answer]
STAGES = replace(toy.STAGES, follow=Stages().follow)
FORUM = {
    f"2031-0{month}.txt": toy.minutes(
        f"2031-0{month}-05",
        "# Band room",
        f"The band room roof slates were put off {when}.",
        "The ward and the band will mend it together.",
    )
    for month, when in ((1, "once"), (2, "perhaps"), (3, "again"))
}


@pytest.fixture
def matters(call: Matters, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Matters:
    """Call the command on a database of the forum's minutes; gives exit code, standard output, standard error."""
    run, claims = flow.run, corrections.correct_claims
    monkeypatch.setattr(flow, "run", lambda *given, **named: run(*given, **{**named, "stages": STAGES, "jobs": 0}))
    monkeypatch.setattr(corrections, "correct_claims", lambda *given, **named: claims(*given, **named, stages=STAGES))

    toy.lay(tmp_path / "archive", FORUM)
    assert call("run", "archive", "-q")[0] == 0
    return call


def sheet(matters: Matters, *options: str) -> list[dict[str, str]]:
    code, _, err = matters("review", "--out", "s.csv", "--force", *options)
    assert code == 0, err
    return list(csv.DictReader(io.StringIO(Path("s.csv").read_text("utf-8-sig"), newline="")))


def hand_in(matters: Matters, rows: list[dict[str, str]], *options: str) -> Answer:
    with Path("s.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return matters("correct", "s.csv", "--by", "quill", *options)


def test_the_least_certain_stands_first_and_what_accuses_where_that_is_asked(matters: Matters) -> None:
    rows = sheet(matters)
    assert [row["label"] for row in rows] == ["deferral"] * 3 + ["collaborative"] * 3
    assert rows[0]["quote"].endswith("perhaps.") and rows[0]["rests_on_it"].startswith("part of")
    harm = sheet(matters, "--order", "harm")
    assert [row["quote"].split()[-1] for row in harm[:3]] == ["once.", "again.", "perhaps."]
    counted = sheet(matters, "--kind", "matter-count")
    assert [row["quote"].split()[-1] for row in counted] == ["once.", "again."]
    assert "one of 2 meetings" in counted[0]["rests_on_it"]
    assert len(sheet(matters, "--kind", "stance", "--count", "2")) == 2
    assert matters("review", "--out", "s.csv")[0] == 2
    assert matters("review", "--out", "t.csv", "--body", "nobody")[0] == 7
    assert matters("review", "--out", "t.csv", "--kind", "whim")[0] == 2
    assert matters("review", "--out", "t.csv", "--order", "whim")[0] == 2


def test_a_sheet_is_taken_told_listed_and_taken_back(matters: Matters) -> None:
    before = matters("export", "--table", "events", "-q")[1]
    rows = sheet(matters)
    rows[1]["verdict"], rows[2]["verdict"], rows[3]["verdict"] = "wrong", "unsure", "consultative"
    code, out, err = hand_in(matters, rows)
    assert code == 0 and out.startswith("2 corrections written down, 1 unsure, 3 without a verdict"), err
    assert "after: not said" in out and "correction by quill" in out
    assert hand_in(matters, rows)[1].startswith("0 corrections written down, 2 there already")
    assert rows[1]["claim_id"] not in matters("export", "--table", "events", "-q")[1]
    assert not {row["claim_id"] for row in sheet(matters)} & {rows[1]["claim_id"], rows[3]["claim_id"]}
    listed = json.loads(matters("correct", "--list", "--json", "-q")[1])
    assert [(one["claimed"], one["said"], one["applies"]) for one in listed] == [
        ("deferral", "", True),
        ("collaborative", "consultative", True),
    ]
    assert listed[0]["changed"][0]["before"].startswith("deferral")
    assert "no collaborative, but consultative" in matters("correct", "--list")[1]
    for one in listed:
        assert matters("correct", "--undo", one["id"])[0] == 0
    assert matters("export", "--table", "events", "-q")[1] == before
    code, _, err = matters("correct", "--undo", listed[0]["id"])
    assert code == 7 and "taken back already" in err
    assert "taken back in line 3" in matters("correct", "--list")[1]


def test_what_was_taken_back_comes_again_only_where_that_is_asked(matters: Matters) -> None:
    rows = sheet(matters)
    rows[0]["verdict"], rows[1]["verdict"] = "wrong", "wrong"
    assert hand_in(matters, rows)[1].startswith("2 corrections written down")
    first = json.loads(matters("correct", "--list", "--json", "-q")[1])[0]
    assert matters("correct", "--undo", first["id"])[0] == 0
    once = matters("export", "--table", "events", "-q")[1]
    code, out, err = hand_in(matters, rows)
    assert code == 0 and out.startswith("0 corrections written down, 1 there already, 4 without a verdict"), err
    assert "was taken back on 2" in out and "(line 3) and is not written again; say --again" in out
    assert matters("export", "--table", "events", "-q")[1] == once
    assert hand_in(matters, rows, "--again")[1].startswith("1 correction written down, 1 there already")
    assert matters("export", "--table", "events", "-q")[1] != once
    assert hand_in(matters, rows)[1].startswith("0 corrections written down, 2 there already")


def test_a_row_that_cannot_be_understood_costs_the_sheet_or_itself(matters: Matters) -> None:
    rows = sheet(matters)
    rows[0]["verdict"], rows[1]["verdict"] = "whim", "wrong"
    code, _, err = hand_in(matters, rows)
    assert (
        code == 2
        and "row 2, “The band room" in err
        and "nothing was taken" in err
        and not Path("matters.db.corrections.jsonl").exists()
    )
    code, out, err = hand_in(matters, rows, "--partial")
    assert code == 0 and "left out: row 2, “The band room" in err and out.startswith("1 correction written down")
    assert matters("correct")[0] == 2 and matters("correct", "s.csv", "--list")[0] == 2


def test_a_file_named_in_the_settings_is_used(matters: Matters) -> None:
    Path("archive/matters.toml").write_text('corrections = "said.jsonl"\n')
    assert "there is no file of corrections" in matters("run", "archive")[2]
    rows = sheet(matters)
    rows[0]["verdict"] = "right"
    assert hand_in(matters, rows)[0] == 0
    assert Path("archive/said.jsonl").exists() and not Path("matters.db.corrections.jsonl").exists()
    assert json.loads(matters("correct", "--list", "--json", "-q")[1])[0]["applies"]


def test_what_people_said_is_written_for_training(matters: Matters) -> None:
    assert matters("correct", "--export-labels", "l.jsonl")[0] == 7
    rows = sheet(matters)
    rows[1]["verdict"], rows[3]["verdict"], rows[4]["verdict"] = "report", "wrong", "right"
    assert hand_in(matters, rows)[0] == 0
    assert "1 event\n" in matters("correct", "--export-labels", "l.jsonl")[2]
    found = read_labels(Path("l.jsonl"))
    assert [(one.label, one.annotator) for one in found] == [("none", "quill"), ("collaborative", "quill")]
    assert found[0].text == "The ward and the band will mend it together." and found[0].heading == "Band room"
    [event] = [json.loads(line) for line in Path("l.events.jsonl").read_text().splitlines()]
    assert (event["claimed"], event["label"], event["by"]) == ("deferral", "report", "quill")
    assert matters("correct", "--export-labels", "l.jsonl")[0] == 2, "labels are not replaced unasked"
    assert matters("correct", "--export-labels", "l.jsonl", "--force", "-q")[0] == 0


def test_what_was_left_out_just_below_the_threshold_is_asked_about(matters: Matters) -> None:
    assert "written: near.csv, 4 rows" in matters("review", "--missed", "--count", "4", "--out", "near.csv")[2]
    rows = list(csv.DictReader(io.StringIO(Path("near.csv").read_text(encoding="utf-8-sig"))))
    assert {row["label"] for row in rows} == {"report"}
    assert [row["confidence"] for row in rows] == sorted((row["confidence"] for row in rows), reverse=True)
    assert all("Left out so far" in row["claim"] for row in rows)
