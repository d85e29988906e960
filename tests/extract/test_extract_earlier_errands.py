"""Errands of an earlier meeting, printed again with their state: what is done is no fresh errand."""

import numpy as np
import pytest
from matters_arising.extract import extract
from matters_arising.extract.earlier_errands import Part, parts
from matters_arising.models import Block, Document, Meeting, Segmented, Span, Statement
from matters_arising.nlp.judge import Judge
from matters_arising.vocab import EventType, MeetingKind, MeetingStatus

LABELS = tuple(EventType)


def judge(**bias: float) -> Judge:
    """A judge that finds in every statement the events that it is given."""
    flat = np.ones(len(LABELS), dtype=np.float32)
    leaning = np.asarray([bias.get(label.value, -9.0) for label in LABELS], dtype=np.float32)
    none = np.zeros((0, len(LABELS)), dtype=np.float32)
    return Judge("events", "t", LABELS, (), frozenset(), {}, none, leaning, flat, flat * 0, flat * 0.5)


def minutes(text: str) -> Segmented:
    """Minutes whose statements are parted by " | " and by lines; bullets are no part of a statement."""
    plain, statements = text.replace(" | ", " "), []
    at = 0
    for line in text.split("\n"):
        for said in line.split(" | "):
            bare = said.strip().removeprefix("- ")
            if bare:
                start = plain.index(bare, at)
                at = start + len(bare)
                statements.append(Statement(f"st-{len(statements)}", "mtg", "", start, at, 1, bare))
    document = Document("a/b.txt", "0" * 64, "text/plain", plain, (Span(0, len(plain)),), (Block(0, 1, "paragraph"),))
    meeting = Meeting(
        "mtg", "Ambleton Club", "2031-05-06", MeetingKind.ORDINARY, MeetingStatus.UNKNOWN, "a/b.txt", 0, len(plain)
    )
    return Segmented(document, (meeting,), (), tuple(statements))


def told(text: str) -> dict[str, Part]:
    taken = minutes(text)
    found = parts(taken)
    return {one.text: found[one.id] for one in taken.statements if one.id in found}


LEAD = "These were the actions at the last meeting:\n\n"


@pytest.mark.parametrize(
    ("entry", "errand", "state"),
    [
        ("- Mr Oakes to order a chain. | Chain ordered and paid for.", Part.ERRAND, Part.TOLD),
        ("- Ms Lowe to be invited. | Invited and attending.", Part.ERRAND, Part.TOLD),
        ("- Mr Oakes to write to the ferryman. | A letter has been sent - CLOSED.", Part.ERRAND, Part.DONE),
        ("- Mr Oakes to write to the ferryman. | See item 9 - CLOSED.", Part.DONE, Part.STATE),
        ("- Mr Oakes to write to the ferryman, done - CLOSED.", Part.DONE, None),
        ("- Mr Oakes to write to the ferryman (complete, as per list)", Part.DONE, None),
        ("- Mr Oakes to order a chain. | Chain not ordered.", None, None),
        ("- Mr Oakes to order a chain. | Ordered, but still awaited.", None, None),
        ("- Mr Oakes to order a chain - ONGOING", None, None),
        ("- Mr Oakes to order a chain. | A visit is arranged for May.", None, None),
        ("- Mr Oakes to order a chain, to be completed.", None, None),
        ("- Mr Oakes to tell the ferryman when the chain is complete.", None, None),
        ("- Mr Oakes to order a chain (mostly complete)", None, None),
        ("- Mr Oakes to order a chain.", None, None),
        ("- Mr Oakes to order a chain. | The garden is open.", None, None),
    ],
)
def test_an_entry_is_done_by_the_state_behind_its_errand(entry: str, errand: Part | None, state: Part | None) -> None:
    found = told(LEAD + entry)
    said = entry.removeprefix("- ").split(" | ")
    assert (found.get(said[0]), found.get(said[-1]) if len(said) > 1 else None) == (errand, state)


@pytest.mark.parametrize(
    ("lead", "counts"),
    [
        ("Past Actions", True),
        ("Updates of outstanding action points:", True),
        ("Action log", True),
        ("Matters arising", False),
        ("Summary of actions from the meeting", False),
        ("There was no action at the last meeting.", False),
        ("The warden will report on actions from the last meeting.", False),
    ],
)
def test_a_sentence_tells_of_an_errand_where_the_list_is_one_of_earlier_actions(lead: str, *, counts: bool) -> None:
    assert bool(told(f"{lead}\n\n- Mr Oakes to order a chain. | Chain ordered.")) is counts


def test_under_matters_arising_a_word_of_state_is_asked_for():
    assert told("4. Matters arising\n\na) Mr Oakes to order a chain - done.")
    assert not told("4. Matters arising\n\n5. Mr Oakes to order a chain - done.")


@pytest.mark.parametrize(
    "below",
    ["Chain\n\nMr Oakes to order a chain. | Chain ordered.", "5. Mr Oakes to order a chain. | Chain ordered."],
)
def test_a_list_ends_where_its_marks_do(below: str) -> None:
    assert list(told(f"{LEAD}- Ms Lowe to be invited. | Invited.\n\n{below}")) == ["Ms Lowe to be invited.", "Invited."]


def test_what_is_done_is_reported_and_promised_by_nobody():
    entries = ("A1 Mr Oakes to order a chain. | Chain ordered.", "A2 Ms Lowe to fit it.", "A3 Ms Lowe to ask - CLOSED.")
    events = extract(minutes("\n".join([LEAD, *(f"- {entry}" for entry in entries)])), model=judge(action=9.0))
    assert [(event.type.value, event.quote) for event in events[1:]] == [
        ("action", "Chain ordered."),
        ("report", "Chain ordered."),
        ("action", "A2 Ms Lowe to fit it."),
        ("report", "A3 Ms Lowe to ask - CLOSED."),
    ]


def test_the_word_closed_alone_decides_nothing():
    events = extract(
        minutes(f"{LEAD}- A1 Mr Oakes to order a chain. | See item 9 - CLOSED."), model=judge(decision=9.0)
    )
    assert not [event for event in events if event.quote == "See item 9 - CLOSED."]
