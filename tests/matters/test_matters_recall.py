"""Threads that were kept are the threads that would be grown, and are grown again when anything of them changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.matters import follow, recall
from matters_arising.matters.passages import Passage, cut
from matters_arising.matters.threads import threads
from minutes_by_hand import Archive, archive, minutes

FORD = [
    ("2030-01-08", "# Ford at Tanner's Bank\nThe ford stones have shifted. {report}\n# Clock\nThe clock is slow."),
    ("2030-02-12", "# Ford at Tanner's Bank\nThe ford stones wait for a mason. {deferral}\n# Clock\nThe clock struck."),
    (
        "2030-03-12",
        "# Correspondence\nThe mason asks who owns the ford stones.\n# Clock\nThe clock was wound. {decision}",
    ),
]
# the last sentence turns to what is another thread
ASIDE = [
    ("2030-01-08", "# Seat by the pond\nThe oak seat by the pond has lost a slat. {report}"),
    ("2030-02-12", "# Seat by the pond\nA carpenter looked at the oak seat and its slat. {deferral}"),
    (
        "2030-03-12",
        "# Churchyard wall\nThe churchyard wall leans towards the lane and its coping is loose. {report}\n"
        "The carpenter has mended the oak seat by the pond with a new slat.",
    ),
    ("2030-04-09", "# Churchyard wall\nThe churchyard wall and its coping were pointed. {decision}"),
]


class Held(dict[str, str], recall.NoMemory):
    """A memory in hand."""

    def recall(self, digest: str) -> str:
        return self.get(digest, "")

    def keep(self, digest: str, held: str) -> None:
        self[digest] = held


@pytest.fixture
def grown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The bodies whose threads were grown."""
    bodies: list[str] = []

    def counted(passages: Sequence[Passage]) -> object:
        bodies.extend(sorted({passage.meeting.body for passage in passages}))
        return threads(passages)

    monkeypatch.setattr(recall, "threads", counted)
    return bodies


def _of(story: Sequence[tuple[str, str]], body: str) -> Archive:
    return archive(*(minutes(date, text, body=body) for date, text in story))


def _business(written: Archive) -> list[Passage]:
    return [passage for passage in cut(*written.parts()) if passage.business]


@pytest.mark.parametrize("story", [FORD, ASIDE])
def test_what_is_recalled_is_what_was_grown(story: Sequence[tuple[str, str]], grown: list[str]) -> None:
    passages, memory = _business(_of(story, "Elmbrook Parish Council")), Held()
    first = recall.recalled(passages, memory)
    again = recall.recalled(passages, memory)
    linked, evidence = threads(passages)
    assert first == again == (linked, evidence.near if evidence else ())
    assert grown == ["Elmbrook Parish Council"]


def test_a_piece_that_is_recalled_is_cut_from_its_passage(grown: list[str]) -> None:
    passages, memory = _business(_of(ASIDE, "Elmbrook Parish Council")), Held()
    recall.recalled(passages, memory)
    again, _ = recall.recalled(passages, memory)
    pieces = [passage for thread in again for passage in thread.passages if passage not in passages]
    assert any("carpenter has mended" in piece.text and "leans" not in piece.text for piece in pieces)


def test_only_the_body_that_met_is_followed_anew(grown: list[str]) -> None:
    memory = Held()
    ford, seat = _of(FORD, "Elmbrook Parish Council"), _of(ASIDE[:3], "Ousby Commons Committee")
    follow(*archive(ford, seat).parts(), memory=memory)
    assert sorted(grown) == ["Elmbrook Parish Council", "Ousby Commons Committee"]
    grown.clear()
    more = archive(ford, _of(ASIDE, "Ousby Commons Committee"))
    assert follow(*more.parts(), memory=memory) == follow(*more.parts())
    assert grown.count("Elmbrook Parish Council") == 1  # by the second, which has no memory
    assert grown.count("Ousby Commons Committee") == 2


@pytest.mark.parametrize("what", ["text", "title", "words", "item", "numbers", "start", "statements", "order"])
def test_whatever_changes_of_a_passage_is_grown_anew(what: str, grown: list[str]) -> None:
    passages, memory = _business(_of(FORD, "Elmbrook Parish Council")), Held()
    recall.recalled(passages, memory)
    one = passages[0]
    changed = {
        "text": replace(one, text=one.text + "!"),
        "title": replace(one, title="Fords"),
        "words": replace(one, words=(*one.words, "weir")),
        "item": replace(one, item="itm-other"),
        "numbers": replace(one, numbers=frozenset({"3/30"})),
        "start": replace(one, start=one.start + 1),
        "statements": replace(one, statements=(replace(one.statements[0], form="row"), *one.statements[1:])),
        "order": passages[1],
    }[what]
    now = [changed, *(passages[1:] if what != "order" else [passages[0], *passages[2:]])]
    recall.recalled(now, memory)
    assert len(grown) == 2


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([text for _, text in (*FORD, *ASIDE)]), min_size=1, max_size=7),
    st.integers(0, 6),
)
def test_followed_with_a_memory_of_an_earlier_night_is_as_without(texts: list[str], before: int) -> None:
    story = [(f"2030-{month:02}-09", text) for month, text in enumerate(texts, start=1)]
    memory = Held()
    follow(*_of(story[:before], "Elmbrook Parish Council").parts(), memory=memory)
    whole = _of(story, "Elmbrook Parish Council").parts()
    assert follow(*whole, memory=memory) == follow(*whole) == follow(*whole, memory=memory)
