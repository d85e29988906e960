"""A text that is moved is put to the meeting: what ends it is printed behind it or below it, or not at all."""

import numpy as np
import pytest
from matters_arising.documents import read
from matters_arising.extract import extract
from matters_arising.extract.moved import only_moves
from matters_arising.ids import sha256_of
from matters_arising.models import Event, Source
from matters_arising.nlp.judge import Judge
from matters_arising.segment import segment
from matters_arising.vocab import EventType, Outcome

LABELS = tuple(EventType)
HEAD = """Town of Harlow Creek
Regular Meeting of Council, March 9, 2031, at 7:00 p.m.

Call to Order by Mayor Tolland
Present: Mayor Ines Tolland, Councillor Abe Quill, Councillor Rita Sorrel

1. Roller
"""


def judge(**leaning: float) -> Judge:
    """A judge that finds in every statement the events that it is given."""
    flat = np.ones(len(LABELS), dtype=np.float32)
    bias = np.asarray([leaning.get(label.value, -9.0) for label in LABELS], dtype=np.float32)
    none = np.zeros((0, len(LABELS)), dtype=np.float32)
    return Judge("events", "t", LABELS, (), frozenset(), {}, none, bias, flat, flat * 0, flat * 0.5)


def found(text: str, **leaning: float) -> list[Event]:
    """What is found below the heading of an item in minutes that print `text` there."""
    printed = f"{HEAD}{text}\n\n2. Ditch\nThe ditch is full.\n"
    data = printed.encode()
    events = extract(segment(read(Source("harlow/2031-03-09.txt", data, sha256_of(data)))), model=judge(**leaning))
    at, end = printed.index("1. Roller") + len("1. Roller"), printed.index("2. Ditch")
    return [event for event in events if at < event.start < end]


def kinds(events: list[Event]) -> list[tuple[EventType, str]]:
    return [(event.type, spaced(event.quote)) for event in events]


def spaced(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("ending", ["LOST.", "DEFEATED.", "NEGATIVED.", "NOT CARRIED"])
@pytest.mark.parametrize(
    "moved",
    [
        "QUILL - That we agree to buy the roller.",
        "Further to Resolution 4 we agree to amend the lease of the roller.",
        "Moved by Councillor Quill that the town accept the tender for the roller.",
        "That the Council agrees to buy the roller.",
    ],
)
def test_a_motion_that_is_lost_is_decided_by_its_line_and_not_by_its_own_words(moved: str, ending: str):
    decided = [event for event in found(f"{moved}\n{ending}", decision=1.0) if event.type is EventType.DECISION]
    told = [
        (spaced(event.quote).removeprefix("QUILL - "), event.outcome) for event in decided if event.quote != "QUILL -"
    ]
    assert told == [(f"{moved.removeprefix('QUILL - ')} {ending}", Outcome.REJECTED)]


def test_a_line_that_ends_a_motion_is_quoted_with_it_and_who_seconded_and_voted():
    text = "Quill moved to sell the roller.\nSorrel seconded.\nAyes: 3, Nays: 0\nThe motion carried."
    decided = [event for event in found(text, decision=1.0) if event.quote.endswith("The motion carried.")]
    assert [spaced(event.quote) for event in decided] == [spaced(text)]


def test_what_is_said_between_a_motion_and_a_line_like_its_end_parts_them():
    text = "Quill moved to sell the roller.\nSorrel has seen a better one at the quarry for less.\nAgreed."
    (told,) = (spaced(event.quote) for event in found(text, decision=1.0) if event.quote.endswith("Agreed."))
    assert told == "Sorrel has seen a better one at the quarry for less. Agreed."


def test_what_was_settled_after_another_motion_had_ended_is_not_quoted_with_that():
    text = "Quill moved to sell the roller.\nCarried.\nThe lease was approved."
    told = [spaced(event.quote) for event in found(text, decision=1.0)]
    assert "The lease was approved." in told
    assert "Quill moved to sell the roller. Carried." in told


def test_a_line_that_names_what_was_settled_stands_alone():
    text = "The roller is old.\nThe sale was agreed."
    assert "The sale was agreed." in [event.quote for event in found(text, decision=1.0)]


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("TABLED.", EventType.DEFERRAL),
        ("Tabled", EventType.DEFERRAL),
        ("DEFERRED.", EventType.DEFERRAL),
        ("LAID OVER", EventType.DEFERRAL),
        ("LOST.", EventType.DECISION),
        ("WITHDRAWN.", EventType.DECISION),
        ("CARRIED.", EventType.DECISION),
        ("BYLAW CARRIED.", EventType.DECISION),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_line_of_one_word_below_a_motion_ends_it_whatever_the_judge_thinks(ending: str, kind: EventType, gap: str):
    text = f"Moved by Councillor Quill, seconded by Councillor Sorrel, that it be sold.{gap}{ending}"
    events = found(text)
    assert kinds(events) == [(kind, spaced(text))]
    assert events[0].generator == "rule:moved-text/1"


def test_a_motion_without_an_outcome_is_put_as_surely_as_it_looked_settled():
    events = found("QUILL - Further to Resolution 4 we agree to amend the lease of the roller.", decision=1.0)
    assert [event.type for event in events if "we agree" in event.quote] == [EventType.PROPOSAL]


@pytest.mark.parametrize(
    "settled",
    [
        "Councillor Quill moved that the roller be bought, and it was agreed.",
        "Moved by Councillor Quill that the roller be bought. Carried, 3-0.",
        "The motion to buy the roller was moved by Quill and supported by all.",
        "It was agreed that we accept the roller.",
        "We agree to share the roller with the club.",
    ],
)
def test_what_is_settled_in_the_same_words_is_a_decision(settled: str):
    assert EventType.DECISION in {event.type for event in found(settled, decision=1.0)}


def test_what_a_resolving_line_leads_is_settled():
    events = found("It was resolved:\n\nThat we accept the roller.", decision=1.0)
    assert (EventType.DECISION, "That we accept the roller.") in kinds(events)


def test_a_paper_that_is_tabled_where_that_means_handed_in_is_not_put_off():
    text = HEAD.replace("March 9, 2031", "9 March 2031").replace("Town of Harlow Creek", "Harlow Parish Council")
    text = text.replace("Call to Order by Mayor", "Apologies: Cllr").replace("Mayor ", "Cllr ")
    data = f"{text}Proposed by Cllr Quill that the roller be sold.\nTABLED.\n".encode()
    events = extract(segment(read(Source("harlow/2031-03-09.txt", data, sha256_of(data)))), model=judge())
    assert events == ()


def test_a_name_that_is_nobodys_there_moves_nothing():
    assert only_moves("QUILL: That we agree to buy it.", there={"quill"})
    assert not only_moves("ROLLER: That we agree to buy it.", there={"quill"})
    assert not only_moves("That we agree to buy it.", "It was resolved by Quill:", there={"quill"})


def test_a_proposed_thing_in_a_list_is_nothing_moved():
    assert not only_moves("Proposed extension at the mill", ended_below=True)
    assert only_moves("Cllr Orr proposed that the mill be let.")
