"""Proposals asked of a filled database: only current minutes, by words, body and fate; persons only when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import toy_archive as toy
from matters_arising.errors import UsageError
from matters_arising.flow import run
from matters_arising.store import Store, open_store
from matters_arising.store.proposals import proposals_of

LATER = {
    f"2023-{month:02}.txt": toy.minutes(f"2023-{month:02}-04", f"# {title}", f"The {title.lower()} was agreed.")
    for month, title in enumerate(("Bins", "Hedges", "Lamps", "Drains", "Swings"), start=1)
}
PUT = {
    "2022-12.txt": toy.minutes("2022-12-07", "# The ford", "R. Moss proposed a lantern of tinned copper at the ford."),
    "2022-12 draft.txt": toy.minutes(
        "2022-12-07", "# The ford", "R. Moss proposed a lantern of tinned copper at the ford.", status="draft"
    ),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("proposals")
    root = toy.lay(folder / "archive", {**toy.FILES, **PUT, **LATER})
    with open_store(folder / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        yield opened


def test_proposals_come_with_fates_quotes_and_places(store: Store) -> None:
    ford, crisis = proposals_of(store).judged
    assert (ford.fate, ford.since.meetings if ford.since else 0) == ("not found again", 5)
    assert (ford.said.document, ford.said.page, ford.title) == ("2022-12.txt", 1, "The ford")
    assert (crisis.fate, crisis.body) == ("put off", "Ambleton Forum")
    assert crisis.answer is not None and crisis.answer.document == "2022-04.txt", "not the draft that gave way"


def test_a_later_draft_that_gave_way_says_nothing(store: Store, tmp_path: Path) -> None:
    later = {"d.txt": toy.minutes("2023-01-04", "# Bins", "Bins were agreed.", "The copper lantern.", status="draft")}
    root = toy.lay(tmp_path / "archive", {**PUT, **LATER, **later})
    with open_store(tmp_path / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        (ford,) = proposals_of(opened).judged
    assert ford.fate == "not found again"


def test_they_are_asked_for_by_words_body_and_fate(store: Store) -> None:
    def found(**wanted: str) -> list[str]:
        return [one.title for one in proposals_of(store, **wanted).judged]

    assert found(query="tinned lanterns") == ["The ford"] and found(query="crisis review") == ["Crisis care review"]
    assert found(query="lantern swings") == [] and found(body="parish") == []
    assert found(fate="put off", body="ambleton") == ["Crisis care review"]
    one = proposals_of(store).judged[0]
    assert found(query=one.matter) == found(query=one.said.mark) == ["The ford"]
    with pytest.raises(UsageError, match="there is no fate “lost”"):
        found(fate="lost")


def test_persons_are_named_only_when_asked_for(store: Store) -> None:
    assert {one.proposer for one in proposals_of(store).judged} == {""}
    assert {one.proposer for one in proposals_of(store, people=True).judged} == {"R. Moss"}


def test_what_is_less_likely_than_not_is_counted_and_not_judged(tmp_path: Path) -> None:
    text = toy.minutes("2022-12-07", "# The ford", "R. Moss perhaps proposed a lantern.")
    root = toy.lay(tmp_path / "archive", {"a.txt": text})
    with open_store(tmp_path / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        assert (proposals_of(opened).judged, proposals_of(opened).doubtful) == ((), 1)
