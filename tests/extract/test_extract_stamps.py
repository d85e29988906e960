"""Lines that decide nothing of a matter, and votes that are printed twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matters_arising.extract import extract
from matters_arising.models import Event
from matters_arising.vocab import EventType
from test_extract_detect import judge, segmented

_ANY = judge(decision={"w:over": 9.0})
DECIDES = replace(_ANY, bias=_ANY.bias * 0 + 4)


def decided(*lines: str) -> list[Event]:
    """The decisions that a judge to whom all is one finds in lines that are neither votes nor labels."""
    taken = segmented(*lines)
    formed = tuple(replace(s, form="vote") if s.text.startswith("VOTE") else s for s in taken.statements)
    found = [e for e in extract(replace(taken, statements=formed), model=DECIDES) if e.type is EventType.DECISION]
    return [e for e in found if not e.quote.startswith("VOTE") and e.quote != "DECISION:"]


@pytest.mark.parametrize("stamp", ["APPROVED NOVEMBER 18, 2031", "Approved 4 May 2031 comments of the"])
def test_the_stamp_that_minutes_were_approved_decides_nothing(stamp: str) -> None:
    assert not decided(stamp)


def test_what_was_approved_is_decided_whatever_date_it_has() -> None:
    assert decided("Approved 4 May 2031 lease of the hut.", "Approved the lease from 4 May 2031.")


def test_a_time_with_nothing_beside_it_is_of_the_next_meeting_and_procedural() -> None:
    assert [e.procedural for e in decided("2pm (AEST) on Tuesday 26th May.")] == [True]
    assert [e.procedural for e in decided("The fair is on Tuesday 26th May.")] == [False]


VOTE = "VOTE: 5/0 AYES: ASH, ROOK"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("MOTION: APPROVED 1st: ASH", VOTE, "DECISION:", "LEASE OF HUT APPROVED."), ["LEASE OF HUT APPROVED."]),
        (("MOTION: APPROVED 1st: ASH", VOTE, "DECISION: LEASE APPROVED."), ["DECISION: LEASE APPROVED."]),
        (("MOTION: APPROVED 1st: ASH", VOTE), ["MOTION: APPROVED 1st: ASH"]),
        (
            ("MOTION: APPROVED 1st: ASH", VOTE, "MOTION: APPROVED 1st: ROOK", "DECISION: LEASE APPROVED."),
            ["MOTION: APPROVED 1st: ASH", "MOTION: APPROVED 1st: ROOK", "DECISION: LEASE APPROVED."],
        ),
    ],
)
def test_a_vote_that_is_printed_twice_is_one_decision(lines: tuple[str, ...], told: list[str]) -> None:
    assert [event.quote for event in decided(*lines)] == told
