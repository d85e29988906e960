from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matters_arising.matters.fate import FATES, cut_off, fate
from matters_arising.matters.tally import ALONE, EXPECTED, counted, stated, status_of, tally
from matters_arising.models import Event
from matters_arising.vocab import EventType, Outcome


def event(
    kind: str,
    *,
    explicit: bool = True,
    procedural: bool = False,
    quote: str = "",
    outcome: Outcome | None = None,
    confidence: float = 1.0,
) -> Event:
    return Event(
        "ev", EventType(kind), "a.md", "mtg", "", "", 0, 1, 1, quote, "2030-01-01",
        explicit=explicit, procedural=procedural, outcome=outcome, confidence=confidence,
    )  # fmt: skip


PUT_OFF = event("deferral")
HELD = event("deferral", explicit=False)
DECIDED = event("decision", outcome=Outcome.ADOPTED)
NOTED = event("decision", outcome=Outcome.NOTED)
LOST_CHANGE = event("decision", quote="An amendment to moor it was lost, one to six.", outcome=Outcome.REJECTED)


def test_one_meeting_counts_once_and_as_explicit_if_any_is() -> None:
    counted = tally([[PUT_OFF, PUT_OFF, HELD], [HELD, HELD]])
    assert (counted.explicit, counted.inferred) == (1, 1)


def test_a_streak_is_broken_by_any_other_outcome() -> None:
    assert tally([[PUT_OFF], [HELD], [DECIDED], [PUT_OFF], [PUT_OFF], [PUT_OFF], []]).streak == 3


def test_a_referral_is_no_deferral() -> None:
    assert tally([[event("referral")]]).streak == 0


def test_the_closing_of_the_meeting_is_no_deferral() -> None:
    assert tally([[event("deferral", procedural=True)]]).explicit == 0


def test_a_putting_off_less_likely_than_not_is_counted_nowhere() -> None:
    doubtful = event("deferral", confidence=0.45)
    counted = tally([[PUT_OFF], [doubtful], [PUT_OFF]])
    assert (counted.explicit, counted.streak) == (2, 1)
    assert status_of([doubtful, event("report")]) == "reported"
    assert fate([[doubtful]], title="", later_meetings=0, returns_within=3) == "open"


def test_a_putting_off_counts_alone_if_it_is_likely_and_after_another_if_it_is_a_little_less() -> None:
    likely, middling, doubtful = (event("deferral", confidence=c) for c in (ALONE, EXPECTED, EXPECTED - 0.01))

    def put_off(*meetings: Event) -> list[bool]:
        return [bool(kept) for kept in counted([[(one, 1.0)] for one in meetings])]

    assert put_off(likely, middling, middling) == [True, True, True]
    assert put_off(middling, likely, doubtful, middling) == [False, True, False, False]
    assert counted([[(middling, 1.0), (DECIDED, 1.0)]]) == [[DECIDED]]
    assert counted([[(likely, 0.9)], [(PUT_OFF, ALONE)]]) == [[], [PUT_OFF]]


@pytest.mark.parametrize(("confidence", "said"), [(0.9, "not found since"), (0.45, "open")])
def test_not_found_since_is_said_of_sure_marks_alone(confidence: float, said: str) -> None:
    proposed = event("proposal", confidence=confidence)
    assert fate([[proposed]], title="", later_meetings=9, returns_within=3) == said


appearances = st.lists(st.lists(st.sampled_from([PUT_OFF, HELD, DECIDED, event("report")]), max_size=4), max_size=12)


@given(appearances)
def test_counts_keep_the_rules_of_the_codebook(meetings: list[list[Event]]) -> None:
    counted = tally(meetings)
    put_off = [any(e.type is EventType.DEFERRAL for e in events) for events in meetings]
    assert counted.explicit + counted.inferred == sum(put_off)
    assert counted.explicit == sum(PUT_OFF in events for events in meetings)
    runs = "".join("x" if p else " " for p in put_off).split()
    assert counted.streak == max(map(len, runs), default=0)


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ([DECIDED, PUT_OFF], "deferred"),
        ([event("report"), DECIDED], "decided"),
        ([event("action"), event("referral")], "referred"),
        ([event("proposal"), event("action")], "actioned"),
        ([event("decision", procedural=True)], "discussed"),
        ([], "discussed"),
    ],
)
def test_how_a_matter_left_the_meeting(events: list[Event], status: str) -> None:
    assert status_of(events) == status


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("The item, deferred at three earlier meetings, was taken.", 3),
        ("It was held over for the second time.", 2),
        ("This has been deferred 4 times.", 4),
        ("The item was put back again. Mr Reed said that this was the fifth time; the Chair thought the fourth.", 5),
        ("The third time he asked, it was answered.", -1),
        ("It was deferred to the second meeting of May.", -1),
        ("It was deferred.", -1),
    ],
)
def test_what_the_minutes_themselves_say(text: str, times: int) -> None:
    assert stated(text) == times


@pytest.mark.parametrize(
    ("meetings", "later", "expected"),
    [
        ([[event("proposal")]], 1, "open"),
        ([[event("proposal")]], 9, "not found since"),
        ([[PUT_OFF]], 1, "deferred"),
        ([[PUT_OFF]], 9, "not found since"),
        ([[PUT_OFF], [DECIDED]], 9, "adopted"),
        ([[DECIDED, event("action")]], 1, "adopted"),
        ([[DECIDED, event("action")]], 9, "not found since"),
        ([[event("decision", outcome=Outcome.REJECTED)]], 9, "rejected"),
        ([[event("decision", outcome=Outcome.WITHDRAWN)]], 0, "withdrawn"),
        ([[DECIDED], [event("report", quote="The gate has been mended.")]], 9, "carried out"),
        ([[event("report", quote="The gate has been mended.", confidence=0.4)]], 9, "open"),
        ([[event("proposal")], [event("report", quote="The smell has gone.")]], 9, "open"),
        ([[event("action")], []], 9, "open"),
        ([[DECIDED], [event("report", quote="The gate has not been mended.")]], 1, "adopted"),
        ([[DECIDED], [event("report", quote="The Clerk to get the gate repaired. In progress.")]], 1, "adopted"),
        (
            [[DECIDED], [event("report", quote="The Clerk to get the gate repaired. Partially completed.")]],
            1,
            "adopted",
        ),
        ([[DECIDED], [event("decision", quote="Members resolved not to go ahead with the landing.")]], 1, "rejected"),
        ([[event("decision", quote="Agreed that there would be no new landing at Oxreach.")]], 9, "rejected"),
        ([[event("decision", quote="Resolved not to proceed with the landing for now.")]], 9, "open"),
        ([[event("decision", quote="Decided not to proceed with the landing meantime.")]], 9, "open"),
        ([[event("decision", quote="Resolved not to pursue an objection.", outcome=Outcome.REJECTED)]], 9, "open"),
        ([[event("decision", quote="Agreed ten signs but not a barrier.", outcome=Outcome.REJECTED)]], 9, "open"),
        ([[event("decision", quote="Voted against it, but for a sign.", outcome=Outcome.REJECTED)]], 9, "rejected"),
        ([[event("decision", quote="Agreed that there would be no change at the landing.")]], 9, "adopted"),
        ([[event("decision", quote="Resolved not to pursue an appeal.")]], 9, "adopted"),
        ([[event("decision", quote="The boards will not be taken any further.")]], 9, "rejected"),
        ([[event("decision", quote="Resolved to take no further action.")]], 9, "rejected"),
        ([[event("decision", quote="Agreed not to take any further action on this matter.")]], 9, "rejected"),
        ([[event("decision", quote="Agreed to take no further action on the drains.")]], 9, "adopted"),
        ([[NOTED]], 1, "open"),
        ([[NOTED]], 9, "open"),
        ([[DECIDED], [NOTED]], 1, "adopted"),
        ([[DECIDED], [PUT_OFF], [NOTED]], 1, "open"),
        ([[event("decision", quote="There was much support for the idea.", outcome=Outcome.ADOPTED)]], 9, "open"),
        ([[LOST_CHANGE]], 9, "open"),
        ([[DECIDED, LOST_CHANGE]], 9, "adopted"),
        ([[LOST_CHANGE, DECIDED]], 9, "adopted"),
        ([[event("referral")]], 0, "referred"),
        ([[]], 9, "open"),
        ([], 9, "open"),
    ],
)
def test_fates(meetings: list[list[Event]], later: int, expected: str) -> None:
    assert fate(meetings, title="Ferry landing", later_meetings=later, returns_within=4) == expected
    assert expected in FATES


def test_no_news_of_what_was_there_before_counts_from_less_on() -> None:
    none = event("deferral", explicit=False, quote="Ferry landing - nothing further to report.", confidence=EXPECTED)
    told = event("deferral", explicit=False, quote="The landing waits for a price.", confidence=EXPECTED)
    report = event("report")
    for meetings, kept in (([[none]], [0]), ([[report], [none]], [1, 1]), ([[report], [told]], [1, 0])):
        assert [len(one) for one in counted([[(each, 1.0) for each in one] for one in meetings])] == kept


def test_what_goes_on_an_agenda_counts_from_less_on_where_the_matter_was_there_before() -> None:
    placed = event("deferral", quote="Clerk to place on the June agenda.", confidence=EXPECTED)
    asked = event("deferral", quote="He asked that it go on the June agenda.", confidence=EXPECTED)
    report = event("report")
    for meetings, kept in (([[placed]], [0]), ([[report], [placed]], [1, 1]), ([[report], [asked]], [1, 0])):
        assert [len(one) for one in counted([[(each, 1.0) for each in one] for one in meetings])] == kept


def test_what_may_be_another_matter_does_not_tell_that_this_one_is_done() -> None:
    done = replace(event("report", quote="The gate has been mended."), statement="st")
    told = [
        fate([[DECIDED], [done]], title="Gate", later_meetings=1, returns_within=4, strange=of)
        for of in ({"st"}, {"x"})
    ]
    assert told == ["adopted", "carried out"]


@pytest.mark.parametrize(
    ("quote", "outcome"),
    [
        ("Mrs Orrin withdrew her amendment.", Outcome.WITHDRAWN),
        ("The amendment was carried, four to two.", Outcome.AMENDED),
        ("Motion to close debate. Carried.", Outcome.ADOPTED),
        ("It was agreed to suspend standing orders.", Outcome.ADOPTED),
        ("It was agreed to invite the engineer to the next meeting.", Outcome.ADOPTED),
        ("Agreed that the clerk should write to the county.", Outcome.ADOPTED),
        ("Mr Quill withdrew his objection to the boards.", Outcome.WITHDRAWN),
        ("The motion to deny the licence was defeated.", Outcome.REJECTED),
    ],
)
def test_what_ends_something_beside_it_does_not_end_the_matter(quote: str, outcome: Outcome) -> None:
    beside = event("decision", quote=quote, outcome=outcome)
    assert fate([[beside]], title="Ferry landing", later_meetings=0, returns_within=4) == "open"
    assert fate([[DECIDED], [beside]], title="Ferry landing", later_meetings=0, returns_within=4) == "adopted"


def test_the_loss_of_a_motion_to_leave_a_thing_as_it_is_rejects_nothing() -> None:
    put = event("proposal", quote="Mr Quill moved that the landing remain as it is.")
    lost = event("decision", quote="Lost, two to five.", outcome=Outcome.REJECTED)
    assert fate([[put, lost]], title="Ferry landing", later_meetings=0, returns_within=4) == "open"
    other = replace(put, quote="Mr Quill moved that the landing be paved.")
    assert fate([[other, lost]], title="Ferry landing", later_meetings=0, returns_within=4) == "rejected"


def test_a_matter_of_asking_is_settled_by_the_decision_to_ask() -> None:
    asked = event("decision", quote="It was agreed to invite the engineer.", outcome=Outcome.ADOPTED)
    assert fate([[asked]], title="Invitation of the engineer", later_meetings=0, returns_within=4) == "adopted"


def test_a_vote_on_a_motion_to_ask_settles_nothing_and_takes_up_again_what_was_turned_down() -> None:
    asking = [
        event("proposal", quote="Ms Orr moved to ask again for offers of hulls."),
        replace(DECIDED, quote="Passed 3-2."),
    ]
    lost = event("decision", quote="The motion failed, 1-4.", outcome=Outcome.REJECTED)

    def came_to(*meetings: list[Event]) -> str:
        return fate(meetings, title="Ferry lease", later_meetings=0, returns_within=3)

    assert came_to(asking) == "open"
    assert came_to([lost]) == "rejected"
    assert came_to([lost], asking) == "open"
    assert came_to([DECIDED], asking) == "adopted"
    assert came_to(asking, [lost]) == "rejected"


def test_a_matter_that_is_itself_a_change_is_rejected_with_it_but_not_by_a_change_to_its_motion() -> None:
    agreed = [event("decision", quote="That the amendment to the ferry rules be adopted.", outcome=Outcome.ADOPTED)]
    lost, of_motion, carried = (
        [event("decision", quote=quote, outcome=Outcome.REJECTED)]
        for quote in (
            "The amendment of the rules was rejected, six against one.",
            "An amendment to the motion was lost, six to one.",
            "An amendment was lost, six to one. The motion was carried.",
        )
    )
    found = [
        fate([agreed, last], title="Amendment to the ferry rules", later_meetings=0, returns_within=4)
        for last in (lost, of_motion, carried)
    ]
    assert found == ["rejected", "adopted", "adopted"]


def test_a_decision_to_put_off_is_no_adoption_when_the_matter_only_comes_up_again() -> None:
    off = [replace(one, statement="st-1") for one in (PUT_OFF, DECIDED)]
    assert fate([off, [event("report")]], title="Ferry landing", later_meetings=0, returns_within=4) == "open"


@given(appearances, st.integers(0, 30), st.integers(1, 12))
def test_nothing_is_said_to_be_gone_within_the_bodys_own_rhythm(
    meetings: list[list[Event]], later: int, within: int
) -> None:
    found = fate(meetings, title="", later_meetings=later, returns_within=within)
    assert found in FATES
    assert found != "not found since" or later > within


@given(st.lists(st.integers(1, 12), max_size=60))
def test_the_cut_off_lies_beyond_nearly_all_returns(gaps: list[int]) -> None:
    limit = cut_off(gaps)
    assert limit >= 3
    assert sum(gap > limit for gap in gaps) <= 0.05 * len(gaps)
