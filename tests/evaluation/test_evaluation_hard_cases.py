"""The minimal pairs are pairs, and the tally counts what is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from matters_arising.errors import UsageError
from matters_arising.evaluation.hard_cases import as_minutes, load_pairs, right, tally
from matters_arising.models import Event, Segmented
from matters_arising.vocab import EventType

PAIRS = Path(__file__).parents[2] / "corpus" / "hard_cases.jsonl"
LINE = (
    '{"id": "x", "turns": "deferral", "usage": "us", "rule": "r", "heading": "7. Skate park", "before": "",'
    ' "after": "Next.", "a": {"text": "It was put off.", "types": ["deferral:explicit"]},'
    ' "b": {"text": "It was put up.", "types": %s}}\n'
)


def said(segmented: Segmented, word: str) -> list[Event]:
    """A deferral wherever a word stands."""
    statements = [statement for statement in segmented.statements if word in statement.text]
    return [
        Event("e", EventType.DEFERRAL, "d", "m", "i", one.id, one.start, one.end, 1, one.text, "") for one in statements
    ]


def test_there_are_at_least_three_hundred_and_each_turns_on_something() -> None:
    pairs = load_pairs(PAIRS)
    assert len(pairs) >= 300
    assert len({pair.id for pair in pairs}) == len(pairs)
    assert {pair.usage for pair in pairs} >= {"uk", "ie", "us", "ca"}


def test_every_passage_reads_as_minutes() -> None:
    for pair in load_pairs(PAIRS):
        for side in (pair.one, pair.other):
            segmented, start, end = as_minutes(side, pair.usage)
            assert any(one.start < end and one.end > start for one in segmented.statements), pair.id


def test_right_is_found_on_one_side_and_not_on_the_other(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text(LINE % "[]", encoding="utf-8")
    (pair,) = load_pairs(tmp_path / "p.jsonl")
    assert right(pair, lambda segmented: said(segmented, "off"))
    assert not right(pair, lambda segmented: said(segmented, "put"))
    assert not right(pair, lambda segmented: said(segmented, "never"))
    assert not right(pair, lambda segmented: said(segmented, "Next")), "the sentence after is not judged"
    assert tally([pair], lambda segmented: said(segmented, "off")) == {"deferral": (1, 1)}


def test_sides_that_agree_are_no_pair(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text(LINE % '["deferral:inferred"]', encoding="utf-8")
    with pytest.raises(UsageError, match="both sides agree"):
        load_pairs(tmp_path / "p.jsonl")


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text((LINE % "[]") + '{"id": 3}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"p\.jsonl:2"):
        load_pairs(tmp_path / "p.jsonl")
