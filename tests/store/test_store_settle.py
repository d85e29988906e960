"""Versions of one meeting, public ids, and the matter of a stance."""

from __future__ import annotations

from itertools import permutations

from matters_arising.models import Event, Meeting, Mention, Stance
from matters_arising.store.settle import matters_of_stances, public_ids, superseded
from matters_arising.vocab import EventType, MeetingKind, MeetingStatus, StanceLabel


def meeting(document: str, status: str = "", *, length: int = 100, date: str = "2022-03-09", kind: str = "") -> Meeting:
    return Meeting(
        id="mtg-1",
        body="Ambleton Forum",
        date=date,
        kind=MeetingKind(kind),
        status=MeetingStatus(status),
        document=document,
        start=0,
        end=length,
    )


def same(one: str, other: str, *, whole: bool = False) -> bool:
    """By the first letter; as a whole only where both say so."""
    return one[0] == other[0] and (not whole or ("whole" in one and "whole" in other))


def documents(gives_way: dict[Meeting, Meeting]) -> dict[str, str]:
    return {goes.document: stays.document for goes, stays in gives_way.items()}


def test_approved_wins_then_unknown_then_the_longer_whatever_the_order() -> None:
    versions = [
        meeting("a draft", "draft", length=900),
        meeting("a approved", "approved"),
        meeting("a undated", "", length=300),
        meeting("another thing", "draft"),
    ]
    for order in permutations(versions):
        assert documents(superseded(order, lambda m: m.document, same)) == {
            "a draft": "a approved",
            "a undated": "a approved",
            "another thing": "a approved",
        }
    drafts = [meeting("a short", "draft", length=10), meeting("a long", "draft", length=20)]
    assert documents(superseded(drafts, lambda m: m.document, same)) == {"a short": "a long"}


def test_other_text_date_or_kind_is_another_meeting() -> None:
    several = [
        meeting("a"),
        meeting("b"),
        meeting("a later", date="2022-04-09"),
        meeting("a special", kind="special"),
        meeting("a without date", date=""),
        meeting("a without date either", date=""),
    ]
    assert superseded(several, lambda m: m.document, same) == {}


def test_a_kind_that_only_one_version_tells_parts_no_meeting() -> None:
    versions = [
        meeting("a approved, whole", "approved", kind="ordinary"),
        meeting("a whole draft", "draft", length=900),
        meeting("a short one of the same evening", "draft"),
        meeting("a committee", "draft", kind="committee"),
        meeting("a special", "draft", kind="special"),
        meeting("a annual", "approved", kind="annual"),
        meeting("b of another text", "draft"),
    ]
    for order in permutations(versions):
        assert documents(superseded(order, lambda m: m.document, same)) == {
            "a whole draft": "a approved, whole",
        }


def test_minutes_of_no_told_kind_are_a_version_of_a_rare_meeting_where_nearly_all_is_the_same() -> None:
    versions = [
        meeting("a special, whole", "approved", kind="special"),
        meeting("a whole draft", "draft"),
        meeting("a ordinary, whole", "approved", kind="ordinary"),
        meeting("a ordinary draft", "draft", kind="ordinary"),
        meeting("b annual, whole", "approved", kind="annual"),
        meeting("b whole draft", "draft"),
        meeting("c special", "approved", kind="special"),
        meeting("c of the same evening"),
    ]
    for order in permutations(versions):
        assert documents(superseded(order, lambda m: m.document, same)) == {
            "a whole draft": "a ordinary, whole",
            "a ordinary draft": "a ordinary, whole",
            "b whole draft": "b annual, whole",
        }


def test_minutes_dated_by_the_month_alone_give_way_to_the_day_in_it() -> None:
    versions = [
        meeting("a month", "approved", length=900, date="2022-03"),
        meeting("a day", "draft", date="2022-03-09"),
        meeting("another", date="2022-03"),
        meeting("a year", date="2022"),
        meeting("b day", date="2022-04-09"),
        meeting("b month", date="2022-03"),
    ]
    for order in permutations(versions):
        assert documents(superseded(order, lambda m: m.document, same)) == {"a month": "a day", "another": "a day"}


def test_two_meetings_in_one_file_are_two() -> None:
    first, second = meeting("a"), meeting("a", length=50)
    assert superseded([first, second], lambda m: m.document, same) == {}


def test_every_meeting_has_an_id_of_its_own_and_the_one_that_stands_the_natural_one() -> None:
    draft, approved, other = (
        meeting("a draft", "draft", length=900),
        meeting("a", "approved"),
        meeting("b", "draft"),
    )
    for order in permutations([draft, approved, other]):
        ids = public_ids(order, {draft: approved})
        assert ids[approved] == "mtg-1"
        assert len(set(ids.values())) == 3
        assert ids == public_ids([draft, approved, other], {draft: approved})


def test_a_stance_is_of_the_matter_of_its_statement_else_of_its_item_else_of_none() -> None:
    place = {"document": "a", "meeting": "m", "start": 0, "end": 1, "page": 1, "quote": "x", "date": ""}

    def event(name: str, statement: str, item: str) -> Event:
        return Event(id=name, type=EventType.DECISION, statement=statement, item=item, **place)  # type: ignore[arg-type]

    def stance(name: str, statement: str, item: str) -> Stance:
        return Stance(id=name, label=StanceLabel.UNILATERAL, statement=statement, item=item, **place)  # type: ignore[arg-type]

    def mention(matter: str, item: str) -> Mention:
        return Mention(matter, "m", "", "", "a", item, 0, 1, "x", "decided", "", 1.0)

    found = matters_of_stances(
        [
            stance("s1", "st1", "i1"),
            stance("s2", "st9", "i2"),
            stance("s3", "st9", "i1"),
            stance("s4", "st9", ""),
        ],
        [event("e1", "st1", "i1"), event("e2", "st2", "i1")],
        [mention("A", "i1"), mention("B", "i1"), mention("C", "i2")],
        {"e1": "A", "e2": "B"},
    )
    assert found == {"s1": "A", "s2": "C"}
