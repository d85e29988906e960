"""What became of promises: each class, each trap in finding the meeting meant, and what is never said."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.matters.echoes import Sayings
from matters_arising.matters.promises import Promise, promises
from matters_arising.matters.sights import Followed, Sight
from matters_arising.models import Event
from matters_arising.vocab import EventType, MeetingKind, Outcome
from minutes_by_hand import Archive, archive, minutes

BODY = "Elmbrook Parish Council"
_WHEN = re.compile(r"\b(?:to|until|by) (?P<when>(?:the |next |May|June|[0-9]).+?)[.]$")


def sitting(
    date: str,
    text: str = "",
    *,
    next_meeting: str = "",
    kind: MeetingKind = MeetingKind.ORDINARY,
    body: str = BODY,
    off: bool = False,
) -> Archive:
    """Minutes, which always deal with the hedge, too; what is put off or to be done says until when at its end."""
    alone = body if kind is MeetingKind.ORDINARY else f"{body} {kind}"  # so that no id is had twice in a day
    made = minutes(date, "" if off else f"{text}\n# Hedge\nThe hedge was cut. {{report}}", body=alone)
    notes = ("called off: flood",) if off else ()
    meeting = replace(made.meetings[0], body=body, next_meeting=next_meeting, kind=kind, notes=notes)
    return replace(made, meetings=[meeting], events=[_timed(event) for event in made.events])


def _timed(event: Event) -> Event:
    when = found["when"] if (found := _WHEN.search(event.quote)) else ""
    if event.type is EventType.DEFERRAL:
        return replace(event, until=when)
    return replace(event, due=when) if event.type is EventType.ACTION else event


def followed(whole: Archive) -> list[Followed]:
    """Items of one title are one matter, whatever the body."""
    meetings = {meeting.id: meeting for meeting in whole.meetings}
    sights: dict[str, list[Sight]] = defaultdict(list)
    for item in whole.items:
        own = tuple(event for event in whole.events if event.item == item.id)
        sights[item.title].append(Sight(meetings[item.meeting], item.title, 1, own))
    return [Followed(f"mat-{title}", title, tuple(of_one)) for title, of_one in sights.items()]


def judged(whole: Archive) -> list[Promise]:
    titles = {item.id: item.title for item in whole.items}

    def sayings(body: str) -> Sayings:
        own = {meeting.id for meeting in whole.meetings if meeting.body == body}
        return Sayings((said for said in whole.statements if said.meeting in own), titles)

    return promises(whole.meetings, followed(whole), sayings)


def only(*parts: Archive) -> Promise:
    """The one promise of these minutes."""
    (promise,) = judged(archive(*parts))
    return promise


def months(first: int, last: int, *, text: str = "", year: int = 2021) -> list[Archive]:
    """Meetings on the second Tuesday or so of each month, at which the weir is not named."""
    return [sitting(f"{year + (m - 1) // 12}-{(m - 1) % 12 + 1:02d}-12", text) for m in range(first, last + 1)]


OFF = "# Weir\nThe weir was deferred to the next meeting. {deferral}"
OFF_TO_MAY = "# Weir\nThe weir was deferred to the May meeting. {deferral}"
DONE = "# Weir\nThe weir tender was accepted. {decision}"
ERRAND = "# Weir\nThe Clerk to price the weir by 30 April. {action}"


# ---- the classes -------------------------------------------------------------------------------------------


def test_kept_is_decided_or_reported_at_the_meeting_named() -> None:
    for what in (DONE, "# Weir\nThe weir had been mended. {report}"):
        found = only(*months(1, 2), sitting("2021-03-12", OFF), sitting("2021-04-12", what), *months(5, 6))
        assert (found.state, found.due, found.months_late) == ("kept", "2021-04-12", None)
        assert found.found and found.found.date == "2021-04-12" and "weir" in found.found.quote
        assert (found.said.date, found.said.quote) == ("2021-03-12", "The weir was deferred to the next meeting.")
        assert (found.said.document, found.said.page) == ("elmbrook-parish-council/2021-03-12.md", 1)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("returned", "The ferryman had painted both landing stages and oiled the great winch."),
        ("kept", "The ferryman had painted both landing stages and priced some timber."),
        ("kept", "It came on Friday."),
    ],
)
def test_a_report_of_another_thing_under_the_heading_keeps_nothing(state: str, told: str) -> None:
    errand = "# Weir\nThe Clerk to price timber by the next meeting. {action}"
    found = only(*months(1, 2), sitting("2021-03-12", errand), sitting("2021-04-12", f"# Weir\n{told} {{report}}"))
    assert found.state == state


def test_slipped_is_put_off_again_and_late_until_it_is_dealt_with() -> None:
    again = "# Weir\nThe weir was put off once more. {deferral}"
    found = only(
        *months(1, 2),
        sitting("2021-03-12", OFF),
        sitting("2021-04-12", again),
        sitting("2021-05-12"),
        sitting("2021-07-12", DONE),
    )
    assert (found.state, found.why, found.months_late) == (
        "slipped",
        "put off again on 2021-04-12; dealt with on 2021-07-12",
        3,
    )
    assert found.found and found.found.quote == "The weir was put off once more."


def test_slipped_is_also_what_comes_back_only_later() -> None:
    found = only(*months(1, 2), sitting("2021-03-12", OFF), *months(4, 5), sitting("2021-06-12", DONE))
    assert (found.state, found.months_late) == ("slipped", 2)
    assert found.why == "not found in the minutes of 2021-04-12; found again in those of 2021-06-12"


def test_vanished_needs_as_many_later_minutes_as_the_body_lets_pass() -> None:
    found = only(*months(1, 2), sitting("2021-03-12", OFF), *months(4, 7))
    assert (found.state, found.since) == ("vanished", 3)
    assert found.why == "not found in the minutes of 2021-04-12 nor in those of the next 3 meetings"
    found = only(*months(1, 2), sitting("2021-03-12", OFF), *months(4, 6))
    assert found.state == "pending"


def test_a_body_to_which_things_return_after_long_has_to_be_waited_for() -> None:
    pond = "# Pond\nThe pond was looked at. {report}"
    slow = [sitting(f"{year}-{m:02d}-12", pond if m == 1 else "") for year in (2018, 2019, 2020) for m in range(1, 13)]
    found = only(*slow, *months(1, 2), sitting("2021-03-12", OFF), *months(4, 7))
    assert found.state == "vanished"  # the hedge, which is at each meeting, outweighs the pond
    rare = archive(*slow, *months(1, 2), sitting("2021-03-12", OFF), *months(4, 7))
    ponds = [matter for matter in followed(rare) if matter.title != "Hedge"]
    hedge = [replace(m, sights=m.sights[-7:]) for m in followed(rare) if m.title == "Hedge"]
    assert {p.state for p in promises(rare.meetings, [*ponds, *hedge], lambda _: Sayings((), {}))} == {"pending"}


def test_returned_is_there_without_business() -> None:
    for what in ("# Weir\nThe weir was spoken of.", "# Weir\nThe Clerk to ring about the weir. {action}"):
        found = only(*months(1, 2), sitting("2021-03-12", OFF), sitting("2021-04-12", what), *months(5, 12))
        assert found.state == "returned"


def test_a_formal_noting_keeps_nothing() -> None:
    noted = sitting("2021-04-12", DONE)
    noted = replace(noted, events=[replace(e, outcome=Outcome.NOTED) if e.outcome else e for e in noted.events])
    assert only(*months(1, 2), sitting("2021-03-12", OFF), noted).state == "returned"


def test_agreeing_to_put_off_again_is_no_business() -> None:
    again = sitting("2021-04-12", "# Weir\nIt was agreed to put it off. {deferral} {decision}")
    assert only(*months(1, 2), sitting("2021-03-12", OFF), again).state == "slipped"


def test_some_decided_and_some_put_off_is_left_at_that() -> None:
    both = sitting("2021-04-12", f"{DONE} The rail of the weir was put off. {{deferral}}")
    assert only(*months(1, 2), sitting("2021-03-12", OFF), both).state == "returned"


@pytest.mark.parametrize(
    "why",
    [
        "Only one price for the weir had come in. {report}",
        "The survey of the weir had not been received. {report}",
        "The price of the weir had been asked for. {report}",
    ],
)
def test_a_report_beside_a_putting_off_settles_nothing(why: str) -> None:
    again = f"# Weir\n{why} The weir was put off once more. {{deferral}}"
    start = [*months(1, 2), sitting("2021-03-12", OFF), sitting("2021-04-12", again)]
    found = only(*start)
    assert (found.state, found.why, found.months_late) == ("slipped", "put off again on 2021-04-12", None)
    third = only(*start, sitting("2021-05-12", again), sitting("2021-06-12", DONE))
    assert (third.why, third.months_late) == ("put off again on 2021-04-12; dealt with on 2021-06-12", 2)


def test_lateness_ends_where_the_matter_is_next_taken_up_and_not_put_off() -> None:
    again = sitting("2021-04-12", "# Weir\nThe weir was put off once more. {deferral}")
    noted = sitting("2021-05-12", "# Weir\nThe figures of the weir were noted. {noted}")
    found = only(*months(1, 2), sitting("2021-03-12", OFF), again, noted, sitting("2021-09-12", DONE))
    assert (found.why, found.months_late) == ("put off again on 2021-04-12; taken up on 2021-05-12", 1)


def test_a_report_that_something_is_wanting_keeps_nothing() -> None:
    wanting = sitting("2021-04-12", "# Weir\nThe plan of the weir was not yet signed off. {report}")
    assert only(*months(1, 2), sitting("2021-03-12", OFF), wanting).state == "returned"


@pytest.mark.parametrize("state", ["not complete.", "partially complete.", "in progress.", "ongoing."])
def test_nor_does_the_status_of_an_errand_that_is_not_done(state: str) -> None:
    stands = sitting("2021-04-12", f"# Weir\nThe Clerk to price the weir: {state} {{report}}")
    found = only(*months(1, 2), sitting("2021-03-12", OFF), stands)
    assert (found.state, found.why) == ("returned", "on 2021-04-12; nothing marked there settles it")


def test_nobody_is_late_with_what_will_not_be_done() -> None:
    for late in (4, 6):
        told = "# Weir\nThe Clerk to price the weir. - Not to be taken forward. {report}"
        dropped = sitting(f"2021-{late:02d}-12", told)
        found = only(*months(1, 2), sitting("2021-03-12", OFF), *months(4, late - 1), dropped)
        assert (found.state, found.why) == (
            "returned",
            f"on 2021-{late:02d}-12; it is said there that it will not be done",
        )


@pytest.mark.parametrize(
    "done",
    [
        "The weir had been mended at no cost to the parish.",
        "The repair of the weir was completed without delay.",
        "The rail that the late Mrs Coyne gave is on the weir.",
    ],
)
def test_a_report_of_a_thing_done_without_trouble_keeps_it(done: str) -> None:
    there = sitting("2021-04-12", f"# Weir\n{done} {{report}}")
    assert only(*months(1, 2), sitting("2021-03-12", OFF), there).state == "kept"


def test_a_list_of_those_present_speaks_of_nothing() -> None:
    off = "# Weir keeper\nThe weir keeper was deferred to the next meeting. {deferral}"
    for who in ("In attendance:", "Also present (2 members):", "Those present at the meeting were:"):
        there = sitting("2021-05-12", f"{who} Mr Stope (weir keeper), two others")
        assert only(*months(1, 2), sitting("2021-03-12", off), *months(4, 4), there, *months(6, 12)).state == "vanished"
    for said in (
        "Letters came for the weir keeper.",
        "Present state of affairs: the weir keeper is chosen.",
        "Members present asked for the weir keeper: he is ill.",
        "Officers attending to the weir keeper: he is well.",
    ):
        heard = sitting("2021-05-12", said)
        found = only(*months(1, 2), sitting("2021-03-12", off), *months(4, 4), heard, *months(6, 12))
        assert found.state == "unresolved"


def test_a_month_in_which_no_minutes_are_is_named_as_people_name_it() -> None:
    errand = "# Weir\nThe Clerk to price the weir by June 2021. {action}"
    found = only(*months(1, 2), sitting("2021-03-12", errand), *months(4, 5))
    assert (found.state, found.why) == ("pending", "the archive holds no minutes of it in or after 2021-06")


def test_pending_is_said_where_the_minutes_are_missing() -> None:
    found = only(*months(1, 2), sitting("2021-03-12", OFF_TO_MAY), *months(4, 4), *months(6, 12))
    assert (found.state, found.due) == ("pending", "")
    assert found.why == "the archive holds no minutes of it in 2021-05"
    assert only(*months(1, 2), sitting("2021-03-12", OFF)).state == "pending"


def test_unresolved_is_said_with_why() -> None:
    off = "# Weir\nThe weir was put off until the next Drainage Board meeting. {deferral}"
    found = only(*months(1, 2), sitting("2021-03-12", off), *months(4, 12))
    assert (found.state, found.due) == ("unresolved", "") and "another kind or body" in found.why


# ---- which meeting is meant --------------------------------------------------------------------------------


def test_a_special_meeting_is_not_the_next_meeting_but_may_settle_the_matter() -> None:
    start = [*months(1, 2), sitting("2021-03-12", OFF)]
    special = sitting("2021-03-20", kind=MeetingKind.SPECIAL)
    assert only(*start, special, sitting("2021-04-12", DONE)).due == "2021-04-12"
    settled = sitting("2021-03-20", DONE, kind=MeetingKind.SPECIAL)
    assert only(*start, settled, *months(4, 12)).state == "kept"


def test_what_is_said_at_a_special_kind_of_meeting_may_mean_the_next_of_its_kind() -> None:
    shops = [sitting(f"2021-{month:02d}-20", kind=MeetingKind.WORKSHOP) for month in range(1, 9)]
    said, then = (
        sitting("2021-03-20", OFF, kind=MeetingKind.WORKSHOP),
        sitting("2021-04-20", DONE, kind=MeetingKind.WORKSHOP),
    )
    alone = only(*shops[:2], said, then, *shops[4:])
    assert (alone.state, alone.due) == ("kept", "2021-04-20")
    both = only(*months(1, 12), *shops[:2], said, *shops[3:])
    assert both.state == "unresolved" and "its own kind" in both.why
    ordinary = only(*months(1, 3), said, sitting("2021-04-12", DONE), *months(5, 12))
    assert (ordinary.state, ordinary.due) == ("kept", "2021-04-12")


def test_an_annual_meeting_may_leave_it_to_the_ordinary_one() -> None:
    annual = sitting("2021-04-05", kind=MeetingKind.ANNUAL)
    found = only(*months(1, 2), sitting("2021-03-12", OFF), annual, sitting("2021-04-12", DONE))
    assert (found.state, found.due) == ("kept", "2021-04-12")


def test_two_meetings_of_one_day_are_one() -> None:
    annual = sitting("2021-04-12", DONE, kind=MeetingKind.ANNUAL)
    assert only(*months(1, 2), sitting("2021-03-12", OFF), annual, *months(4, 12)).state == "kept"
    same_day = sitting("2021-03-12", "# Weir\nThe weir was spoken of.", kind=MeetingKind.ANNUAL)
    found = only(*months(1, 2), sitting("2021-03-12", OFF), same_day, *months(4, 12))
    assert found.state == "unresolved"  # the other minutes of that day may be the later


def test_a_meeting_that_was_called_off_is_not_the_one_meant() -> None:
    found = only(
        *months(1, 2), sitting("2021-03-12", OFF), sitting("2021-04-12", off=True), sitting("2021-05-12", DONE)
    )
    assert (found.state, found.due) == ("kept", "2021-05-12")


def test_minutes_that_deal_with_nothing_are_not_judged_by() -> None:
    stub = replace(sitting("2021-04-12"), items=[], statements=[], events=[])
    assert only(*months(1, 2), sitting("2021-03-12", OFF), stub, *months(5, 12)).state == "pending"


def test_the_printed_date_of_the_next_meeting_finds_it_missing() -> None:
    off = sitting("2021-03-12", OFF, next_meeting="2021-03-26")
    found = only(*months(1, 2), off, *months(4, 12))
    assert found.state == "pending" and "2021-03-26" in found.why


def test_a_meeting_moved_by_some_days_is_the_one_printed() -> None:
    off = sitting("2021-03-12", OFF, next_meeting="2021-04-09")
    assert only(off, sitting("2021-04-12", DONE)).state == "kept"


def test_another_s_print_tells_of_a_missing_meeting() -> None:
    other = sitting("2021-02-12", next_meeting="2021-03-28")
    found = only(*months(1, 1), other, sitting("2021-03-12", OFF), *months(4, 12))
    assert found.state == "unresolved" and "2021-03-28" in found.why


def test_a_gap_longer_than_usual_may_hide_a_meeting() -> None:
    found = only(*months(1, 2), sitting("2021-03-12", OFF), *months(5, 12))
    assert (found.state, found.why) == ("unresolved", "minutes may be missing between 2021-03-12 and 2021-05-12")


def test_a_month_without_a_meeting_every_year_is_no_gap() -> None:
    before = [*months(1, 7, year=2020), *months(9, 12, year=2020)]
    found = only(*before, *months(1, 6), sitting("2021-07-12", OFF), sitting("2021-09-12", DONE))
    assert (found.state, found.due) == ("kept", "2021-09-12")


def test_too_few_meetings_show_no_rhythm() -> None:
    assert only(sitting("2021-03-12", OFF), sitting("2021-04-12", DONE)).state == "unresolved"


def test_the_month_named_may_be_next_year_s() -> None:
    found = only(
        *months(8, 10, year=2020),
        sitting("2020-11-12", OFF_TO_MAY),
        *months(12, 16, year=2020),
        sitting("2021-05-12", DONE),
    )
    assert (found.state, found.due) == ("kept", "2021-05-12")


def test_a_day_means_the_first_meeting_on_or_after_it() -> None:
    found = only(*months(1, 2), sitting("2021-03-12", ERRAND), *months(4, 4), sitting("2021-05-12", DONE))
    assert (found.state, found.due, found.kind) == ("kept", "2021-05-12", EventType.ACTION)
    gap = only(*months(1, 2), sitting("2021-03-12", ERRAND), *months(4, 4), *months(6, 12))
    assert gap.state == "unresolved"


def test_a_meeting_without_a_full_date_is_nowhere_in_the_order() -> None:
    start = [*months(1, 2), sitting("2021-03-12", OFF), *months(4, 12)]
    found = only(*start, sitting("2021-06", DONE))
    assert found.state == "unresolved" and "found again only in minutes of" in found.why
    found = only(*start, sitting("2021-04"))
    assert found.state == "unresolved" and "whose day is not known" in found.why
    assert only(*months(1, 2), sitting("2021-03", OFF_TO_MAY), *months(4, 12)).state == "unresolved"


# ---- what is never said ------------------------------------------------------------------------------------


def test_an_errand_due_by_a_day_does_not_slip() -> None:
    start = [*months(1, 2), sitting("2021-03-12", ERRAND), *months(4, 5)]
    assert only(*start, sitting("2021-08-12", DONE)).state == "returned"
    off = sitting("2021-05-12", "# Weir\nThe weir was put off. {deferral}")
    assert only(*start[:-1], off, *months(6, 12)).state == "returned"
    told = sitting("2021-03-12", "# Weir\nThe Clerk to report on the weir by the next meeting. {action}")
    told = replace(told, events=[replace(e, due="the next meeting") if e.due else e for e in told.events])
    late = only(*months(1, 2), told, *months(4, 5), sitting("2021-06-12", DONE))
    assert (late.state, late.months_late) == ("slipped", 2)


def test_nothing_vanished_that_another_passage_may_speak_of() -> None:
    heard = sitting("2021-05-12", "# Letters\nA resident wrote about the weir.")
    found = only(*months(1, 2), sitting("2021-03-12", OFF), *months(4, 4), heard, *months(6, 12))
    assert found.state == "unresolved" and "another passage may speak of it" in found.why
    sooner = sitting("2021-04-12", "# Letters\nA resident wrote about the weir.")
    found = only(*months(1, 2), sitting("2021-03-12", OFF), sooner, sitting("2021-05-12", DONE))
    assert found.state == "unresolved"


def test_minutes_of_no_body_that_is_known_are_not_judged() -> None:
    parts = archive(*months(1, 2), sitting("2021-03-12", OFF), *months(4, 12))
    nobody = replace(parts, meetings=[replace(meeting, body="") for meeting in parts.meetings])
    assert only(nobody).state == "unresolved"


def test_what_went_on_at_another_body_has_not_vanished() -> None:
    other = sitting("2021-05-03", DONE, body="Elmbrook Flood Group")
    found = only(*months(1, 2), sitting("2021-03-12", OFF), *months(4, 12), other)
    assert found.state == "unresolved" and "Elmbrook Flood Group" in found.why


@pytest.mark.parametrize("change", [{"confidence": 0.49}, {"procedural": True}])
def test_only_business_that_is_more_likely_than_not_is_a_promise(change: dict[str, object]) -> None:
    off = sitting("2021-03-12", OFF)
    off = replace(off, events=[replace(e, **change) if e.until else e for e in off.events])  # type: ignore[arg-type]
    assert judged(archive(*months(1, 2), off, *months(4, 12))) == []


def test_an_unsure_mark_of_business_keeps_nothing() -> None:
    unsure = sitting("2021-04-12", DONE)
    unsure = replace(unsure, events=[replace(e, confidence=0.4) if e.outcome else e for e in unsure.events])
    assert only(*months(1, 2), sitting("2021-03-12", OFF), unsure).state == "returned"


def test_an_action_without_a_due_is_judged_nothing() -> None:
    assert judged(archive(*months(1, 2), sitting("2021-03-12", "# Weir\nThe Clerk to price the weir. {action}"))) == []


def test_one_matter_one_meeting_one_time_is_one_promise() -> None:
    off = sitting("2021-03-12", f"{OFF} The rail was put off to the next meeting. {{inferred}}")
    found = only(*months(1, 2), off, sitting("2021-04-12", DONE))
    assert found.said.quote == "The weir was deferred to the next meeting."


def test_the_most_overdue_comes_first() -> None:
    bank = "# Bank\nThe bank is deferred to the May meeting. {deferral}"
    whole = archive(*months(1, 2), sitting("2021-03-12", OFF), sitting("2021-04-12", bank), *months(5, 9))
    assert [(one.title, one.state, one.since) for one in judged(whole)] == [
        ("Weir", "vanished", 5),
        ("Bank", "vanished", 4),
    ]


# ---- whatever the archive ----------------------------------------------------------------------------------

_TEXTS = [
    "",
    OFF,
    OFF_TO_MAY,
    DONE,
    ERRAND,
    "# Weir\nThe weir was spoken of.",
    f"{DONE}\n# Bank\nThe bank was put off to the next meeting. {{deferral}}",
]
_archives = st.lists(st.sampled_from(_TEXTS), min_size=2, max_size=14)


def _monthly(texts: Sequence[str], *, printed: bool = False) -> list[Archive]:
    days = [f"{2020 + m // 12}-{m % 12 + 1:02d}-12" for m in range(len(texts) + 1)]
    return [sitting(days[m], text, next_meeting=days[m + 1] if printed else "") for m, text in enumerate(texts)]


@settings(max_examples=60, deadline=None)
@given(_archives, _archives)
def test_what_was_kept_is_never_called_vanished_as_minutes_are_added(texts: list[str], more: list[str]) -> None:
    whole = _monthly([*texts, *more])
    before = {one.event: one.state for one in judged(archive(*whole[: len(texts)]))}
    after = {one.event: one.state for one in judged(archive(*whole))}
    assert all(after[event] != "vanished" for event, state in before.items() if state == "kept")


@settings(max_examples=40, deadline=None)
@given(_archives, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(texts: list[str], dice: random.Random) -> None:
    parts = _monthly(texts)
    shuffled = dice.sample(parts, len(parts))
    assert judged(archive(*shuffled)) == judged(archive(*parts))


@settings(max_examples=60, deadline=None)
@given(_archives)
def test_nothing_is_judged_while_the_minutes_of_its_meeting_are_missing(texts: list[str]) -> None:
    parts = _monthly(texts, printed=True)
    for promise in judged(archive(*parts)):
        rest = archive(*(part for part in parts if part.meetings[0].date != promise.due))
        left = {one.event: one.state for one in judged(rest)}
        if promise.kind is EventType.DEFERRAL and promise.due:
            assert left[promise.event] in ("pending", "unresolved")


@pytest.mark.parametrize("later", [months(4, 7), [*months(4, 5), sitting("2021-06-12", DONE)]])
@pytest.mark.parametrize(
    ("said", "confidence", "counted", "words"),
    [
        (OFF, 0.9, True, "put off until"),
        (OFF, 0.8, False, "perhaps put off until"),
        (ERRAND.replace("30 April", "the May meeting"), 0.75, True, "due"),
        (ERRAND.replace("30 April", "the May meeting"), 0.65, False, "due"),
    ],
)
def test_slipped_and_vanished_are_said_only_of_what_is_sure_enough(
    later: list[Archive], said: str, confidence: float, counted: bool, words: str
) -> None:
    made = sitting("2021-03-12", said)
    made = replace(
        made,
        events=[replace(e, confidence=confidence) if "weir" in e.quote else e for e in made.events],
    )
    found = only(*months(1, 2), made, *later, *months(8, 12))
    assert (found.counted, found.words) == (counted, words)
    if counted:
        assert found.state in ("slipped", "vanished")
    else:
        assert (found.state, found.months_late, found.since) == ("unresolved", None, 0)
        assert found.why.endswith("not sure enough")


def test_a_putting_off_that_follows_another_accuses_sooner() -> None:
    again = "# Weir\nThe weir was deferred to the May meeting. {deferral}"
    second = sitting("2021-04-12", again)
    second = replace(second, events=[replace(e, confidence=0.75) if "weir" in e.quote else e for e in second.events])
    made = archive(*months(1, 2), sitting("2021-03-12", OFF), second, *months(5, 9))
    assert {(p.until, p.state, p.counted) for p in judged(made)} == {
        ("the next meeting", "slipped", True),
        ("the May meeting", "vanished", True),
    }


@pytest.mark.parametrize(("confidence", "state"), [(0.9, "slipped"), (0.72, "slipped"), (0.6, "returned")])
def test_put_off_again_is_said_only_of_what_the_ledger_would_count(confidence: float, state: str) -> None:
    again = sitting("2021-04-12", "# Weir\nThe weir was put off once more. {deferral}")
    unsure = replace(again, events=[replace(event, confidence=confidence) for event in again.events])
    found, *_ = judged(archive(*months(1, 2), sitting("2021-03-12", OFF), unsure, *months(5, 6)))
    assert found.state == state
