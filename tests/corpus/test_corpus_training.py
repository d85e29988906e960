"""The texts with marks written into them, as they are learned from."""

import re
from datetime import date
from pathlib import Path

import pytest
from matters_arising.evaluation.inline import unmark

TEXTS = sorted(
    path for path in (Path(__file__).parents[2] / "corpus" / "training").rglob("*") if path.suffix in (".md", ".txt")
)


def test_there_are_texts() -> None:
    assert len(TEXTS) > 400


@pytest.mark.parametrize("folder", sorted({path.parent for path in TEXTS}), ids=lambda path: path.name)
def test_marks_are_well_formed_and_each_names_its_meeting(folder: Path) -> None:
    for path in sorted(path for path in TEXTS if path.parent == folder):
        text, gold = unmark(path.read_text(encoding="utf-8"), document=path.name)
        assert gold.marks, path
        assert gold.body, path
        assert date(1750, 1, 1) < date.fromisoformat(gold.date) < date(2027, 1, 1), path
        assert not re.search(r"\[\[|\]\]|\w\|\|\w|<!--\s*body", text), path
        assert all(len(mark["quote"].split()) < 150 and "\n\n" not in mark["quote"] for mark in gold.marks), path


def test_no_body_meets_in_two_of_the_whole_minutes() -> None:
    whole = [path for path in TEXTS if path.parent.name.startswith(("whole-", "further-"))]
    bodies = [unmark(path.read_text(encoding="utf-8"), document=path.name)[1].body for path in whole]
    assert len(bodies) == len(set(bodies)) > 350
