"""What is told of one thread, of which a part may be another's."""

from __future__ import annotations

import pytest
from matters_arising.matters.absence import Absence
from matters_arising.matters.account import account_of, calendar_of
from matters_arising.matters.passages import cut
from matters_arising.matters.threads import Link, Thread
from minutes_by_hand import archive, minutes

ASKED = "# 4 Lych gate\nMr Orrin asked that the lych gate be painted. {proposal} It was agreed. {decision}"
PUT_OFF = "# 4 Lych gate\nThe painting was deferred to the next meeting. {deferral}"
MENDED = "# 5 Mill lane\nThe lamp in the lane has been mended. {report}"


def fate_of(last: str, link: Link) -> str:
    """The fate of a thread of two meetings, the second tied to it by `link`."""
    held = archive(minutes("2030-01-08", ASKED), minutes("2030-02-05", last))
    passages = [passage for passage in cut(*held.parts()) if passage.business]
    thread = Thread(tuple(passages), (Link("opens the thread", 1.0), link))
    calendars = {meeting.id: calendar_of(passages, [thread]) for meeting in held.meetings}
    return account_of(thread, calendars, set(), "Lych gate", Absence(*held.parts()), again=set()).fate


@pytest.mark.parametrize(
    ("reason", "score", "fate"),
    [
        ("heading: lych, gate", 0.7, "deferred"),
        ("words: paint, lych", 0.9, "deferred"),
        ("words: paint, next", 0.7, "open"),
        ("aside, words: paint, next", 0.7, "adopted"),
    ],
)
def test_a_meeting_that_may_be_anothers_neither_ends_nor_reopens_a_matter(reason: str, score: float, fate: str) -> None:
    assert fate_of(PUT_OFF, Link(reason, score)) == fate


def test_work_on_another_thing_does_not_carry_a_matter_out() -> None:
    assert fate_of(MENDED, Link("words: mill, lane", 0.95)) == "adopted"
    assert fate_of(MENDED.replace("lamp in the lane", "gate"), Link("words: mill, lane", 0.95)) == "carried out"
