"""Statements read back for a judge, and which documents of a large archive are judged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import toy_archive as toy
from matters_arising.config import Hints
from matters_arising.flow import run
from matters_arising.models import Segmented
from matters_arising.store import Store, open_store
from matters_arising.store.candidates import candidates, drawn
from matters_arising.store.read import read_segmented


class ToyJudge:
    """Sure of a stance where something is done together, and keeps what it was shown."""

    labels = ("collaborative",)

    def __init__(self) -> None:
        self.shown: list[Segmented] = []

    def chances(self, segmented: Segmented) -> Any:
        self.shown.append(segmented)
        return np.array([[0.75 if "together" in one.text else 0.125] for one in segmented.statements])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("candidates")
    root = toy.lay(folder / "archive")
    other = toy.minutes("2022-05-01", "# Quay", "The Harbour Board will dredge it alone.", body="Harbour Board")
    (root / "other.txt").write_text(other)
    with open_store(folder / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        yield opened


def test_a_document_comes_back_as_it_was_taken_apart(store: Store, tmp_path: Path) -> None:
    found = read_segmented(store, "2022-03.txt")
    text = toy.FILES["2022-03.txt"]
    source = next(one for one in toy.find(toy.lay(tmp_path), config=None) if one.path == "2022-03.txt")
    once = toy.segment(toy.read(source, limits=toy.ToyConfig().limits), hints=Hints())  # type: ignore[arg-type]
    assert (found.document.text, found.document.sha256) == (text, once.document.sha256)
    assert (found.items, found.statements) == (once.items, once.statements)
    assert [(one.id, one.body, one.date) for one in found.meetings] == [
        (one.id, one.body, one.date) for one in once.meetings
    ]


def test_candidates_are_of_current_minutes_with_what_the_judge_thinks(store: Store) -> None:
    judge = ToyJudge()
    found = candidates(store, judge)
    assert [one.document.path for one in judge.shown] == sorted(one.document.path for one in judge.shown)
    assert "2022-04 draft.txt" not in {one.document for one in found.statements}
    assert found.judged == found.whole == sum(len(one.statements) for one in judge.shown)
    sure = [one for one in found.statements if one.hint["collaborative"] > 0.5]
    assert [(one.text, one.heading, one.body, one.date, one.document) for one in sure] == [
        (
            "The Forum and the Trust will do it together.",
            "Crisis care review",
            "Ambleton Forum",
            "2022-04-27",
            "2022-04.txt",
        )
    ]
    assert sure[0].before == ("The review was put off once more.", "Some words here.")


def test_only_documents_of_the_bodies_asked_for_are_judged(store: Store) -> None:
    judge, heard = ToyJudge(), []
    found = candidates(store, judge, body="harbour", on_progress=lambda *each: heard.append(each))
    assert [one.text for one in found.statements] == ["The Harbour Board will dredge it alone."]
    assert (found.judged, found.whole, heard) == (1, 1, [(1, 1, "other.txt")])


def test_of_a_large_archive_whole_documents_are_drawn() -> None:
    sizes = {
        "Guild": {f"g{i}.txt": 10 for i in range(50)},
        "Ward": {f"w{i}.txt": 10 for i in range(4)},
        "Trust": {"t.txt": 900},
    }
    found = drawn(sizes, 150, seed=0)
    assert found == sorted(found)
    assert sum(path[0] == "w" for path in found) == 4 and "t.txt" in found
    assert sum(path[0] == "g" for path in found) in (5, 6)
    assert drawn(sizes, 150, seed=0) == found != drawn(sizes, 150, seed=1)
    assert len(drawn(sizes, 10_000, seed=0)) == 55


def test_a_small_archive_is_judged_whole_and_a_large_one_in_part(store: Store) -> None:
    found = candidates(store, ToyJudge(), most=2)
    assert 0 < found.judged < found.whole
