"""`matters onboard`, as a person calls it: the whole way, on minutes of our own with the shipped models."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from matters_arising.export.onboarding import adopting
from matters_arising.store import open_store
from matters_arising.store.read import every

Answer = tuple[int, str, str]
Matters = Callable[..., Answer]
HEAD = """# Ambleton Parish Council

Minutes of the ordinary meeting held on {day} in the Reading Room

**Present:** Cllr R. Stubbs (Chair), Cllr P. Oakes, Cllr M. Finch. **In attendance:** J. Reed (Clerk)

## 1. Apologies
Apologies were received from Cllr Whin.

"""
FIRST = """## 2. Footpath by the weir
Cllr Oakes proposed that the footpath by the weir be closed for repairs. Cllr Finch seconded. RESOLVED: that the
footpath be closed in May.

## 3. Lamp in Kiln Lane
The lamp in Kiln Lane was deferred to the next meeting because the quotation had not arrived.
Clerk to ask for a second quotation.

## 4. Play area
The Council will meet the school to plan the play area together.

## 5. Date of next meeting
Wednesday 2 April 2031.
"""
SECOND = """## 2. Lamp in Kiln Lane
It was AGREED to buy the lamp. Clerk to place the order by 30 April.

## 3. Footpath by the weir
The Clerk reported that the footpath had been closed as agreed in March.

## 4. Bus shelter
Cllr Finch suggested that residents be asked for their views on the bus shelter. It was agreed to defer this item.
"""


@pytest.fixture
def folder(call: Matters) -> Path:
    """A folder of two minutes and one text that is none; `call` stands in the folder above."""
    place = Path("minutes")
    place.mkdir()
    (place / "2031-03-05 minutes.md").write_text(HEAD.format(day="Wednesday 5 March 2031") + FIRST, encoding="utf-8")
    (place / "2031-04-02 minutes.txt").write_text(HEAD.format(day="Wednesday 2 April 2031") + SECOND, encoding="utf-8")
    (place / "recipe.txt").write_text(
        "Boil the beetroot in salted water until it is soft. Serve cold.\n", encoding="utf-8"
    )
    return place


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def _fill(path: Path, rows: list[dict[str, str]], verdicts: list[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "verdict": verdict} for row, verdict in zip(rows, verdicts, strict=True))


@pytest.mark.long
def test_from_a_folder_to_what_to_expect_and_on_to_the_run(call: Matters, folder: Path) -> None:
    code, out, err = call("onboard", "minutes", "--questions", "9")
    assert code == 0, err
    assert "3 of 3 files read" in out and "Ambleton Parish Council, 2031-03-05" in out
    assert "look: taken for something other than minutes" in out
    assert "British (usage = 'uk')" in out and "28 days, 1 gap, by the next meeting that the minutes name" in out

    place = Path("onboard-minutes")
    rows = _rows(place / "sheet.csv")
    assert 5 <= len(rows) <= 9 and len({row["label"] for row in rows}) >= 4
    assert call("onboard", "minutes")[0] == 2
    assert call("onboard", "minutes", "--answers", str(place / "sheet.csv"))[0] == 7

    _fill(place / "sheet.csv", rows, ["right", "wrong", "unsure", "whim", *["right"] * (len(rows) - 4)])
    code, out, err = call("onboard", "minutes", "--answers", str(place / "sheet.csv"))
    assert code == 0 and out.startswith(f"{len(rows) - 2} of {len(rows)} answers"), err
    assert "Horvitz and Thompson" in out and "left out: row 5, “" in err and "”: 'whim' is no verdict" in err
    assert not (place / "manifest.csv").exists()
    assert "  cp -n onboard-minutes/matters.toml minutes    #" in err and "manifest.csv" not in err
    told = json.loads(call("onboard", "minutes", "--answers", str(place / "sheet.csv"), "--json")[1])
    assert sum(one["answered"] for one in told if one["label"]) == len(rows) - 2

    database = str(place / "matters.db")
    assert call("correct", str(place / "sheet.csv"), "--db", database, "--partial")[0] == 0
    (folder / "matters.toml").write_bytes((place / "matters.toml").read_bytes())
    err = call("onboard", "minutes", "--answers", str(place / "sheet.csv"))[2]
    assert "cp" not in err.split() and "minutes has a matters.toml of its own: take over by hand" in err
    (folder / "late.txt").write_text("Beetroot keeps for a week in vinegar.\n", encoding="utf-8")
    code, out, err = call("run", "minutes", "--db", database, "--jobs", "1")
    assert code == 0 and "does not apply" not in err, err
    with open_store(Path(database)) as store:
        assert len(every(store, "SELECT 1 FROM documents")) == 4
        said = every(store, "SELECT generator FROM events UNION ALL SELECT generator FROM stances")
        assert any(row["generator"].startswith("correction") for row in said)


def test_what_cannot_be_is_said_before_anything_is_read(call: Matters, folder: Path) -> None:
    assert "lies in the folder" in call("onboard", "minutes", "--out", "minutes/new")[2]
    assert "no folder" in call("onboard", "nowhere")[2]
    code, _, err = call("onboard", "minutes", "--answers", "sheet.csv")
    assert code == 2 and "no draw" in err
    assert not Path("onboard-minutes").exists()


def test_of_a_folder_without_files_nothing_is_left_behind(call: Matters, folder: Path) -> None:
    Path("empty").mkdir()
    assert call("onboard", "empty")[0] != 0
    assert not Path("onboard-empty").exists()


def test_proposals_never_go_over_the_folders_own_files(tmp_path: Path) -> None:
    folder, place = tmp_path / "minutes", tmp_path / "found"
    folder.mkdir()
    (folder / "manifest.csv").write_text("document,body\nmay.txt,Forum\n")
    told = adopting(folder, place, ["matters.toml", "manifest.csv"])
    assert f"cp -n {place}/matters.toml {folder}" in told
    assert f"{folder} has a manifest.csv of its own: take over by hand what it lacks of {place}/manifest.csv" in told
    assert adopting(folder, place, ["manifest.csv"]).count("\n") == 1 and adopting(folder, place, []) == ""
