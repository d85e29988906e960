"""Errands printed again with a word that says how they stand: no fresh errand, whether done or not."""

import numpy as np
import pytest
from matters_arising.extract import extract
from matters_arising.extract.earlier_errands import Part
from matters_arising.extract.status import statuses
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


def minutes(text: str, *blocks: Block) -> Segmented:
    """Minutes whose statements are parted by " | " and by lines; a line that begins "Action" is one."""
    plain, statements = text.replace(" | ", " "), []
    at = 0
    for line in text.split("\n"):
        for said in filter(None, line.split(" | ")):
            start = plain.index(said, at)
            at = start + len(said)
            form = "action" if said.startswith("Action") else "sentence"
            statements.append(Statement(f"st-{len(statements)}", "mtg", "", start, at, 1, said, form))  # type: ignore[arg-type]
    document = Document("a/b.txt", "0" * 64, "text/plain", plain, (Span(0, len(plain)),), blocks)
    meeting = Meeting(
        "mtg", "Ambleton Club", "2031-05-06", MeetingKind.ORDINARY, MeetingStatus.UNKNOWN, "a/b.txt", 0, len(plain)
    )
    return Segmented(document, (meeting,), (), tuple(statements))


def told(text: str) -> dict[str, Part]:
    taken = minutes(text)
    found = statuses(taken)
    return {one.text: found[one.id].part for one in taken.statements if one.id in found}


ERRAND = "Action 4: Mr Oakes to order a chain."


@pytest.mark.parametrize(
    ("state", "part"),
    [
        ("Complete.", Part.DONE),
        ("Completed - it came in May.", Part.DONE),
        ("Not complete. | Mr Oakes was away.", Part.LEFT),
        ("Partially complete.", Part.LEFT),
        ("In progress", Part.LEFT),
        ("Not to be taken forward.", Part.LEFT),
        ("No longer required; the old one was found.", Part.LEFT),
        ("Ongoing.", None),
        ("Complete:", None),
        ("Complete the form by May.", None),
        ("Closed session", None),
        ("The chain was ordered.", None),
    ],
)
def test_the_line_below_a_marked_errand_says_how_it_stands(state: str, part: Part | None) -> None:
    assert told(f"{ERRAND}\n\n{state}").get(ERRAND) is part


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("DONE Mr Oakes to order a chain", Part.DONE),
        ("[Done] Mr Oakes to order a chain", Part.DONE),
        ("Mr Oakes will order a chain. done", Part.DONE),
        ("Mr Oakes to order a chain - not done", Part.LEFT),
        ("Mr Oakes to order a chain. | (DONE)", Part.DONE),
        ("[TQ] Order a chain. | done", Part.DONE),
        ("Mr Oakes to order a chain - ongoing", None),
        ("Mr Oakes to order a chain - to be done", None),
        ("The mending of the chain is done", None),
    ],
)
def test_so_does_a_word_on_its_line(line: str, part: Part | None) -> None:
    assert told(line).get(line.split(" | ", maxsplit=1)[0]) is part


def test_unmarked_errands_need_a_list_of_several_with_their_word():
    one, two, three = "Mr Oakes to order a chain.", "Ms Lowe to fit it.", "Ms Lowe to ask the ferryman."
    assert not told(f"{one}\n\nComplete")
    found = told(f"{one}\n\nComplete\n\n{two}\n\nIn progress\n\n{three}\n\nOngoing")
    assert [found[said] for said in (one, two, three)] == [Part.DONE, Part.LEFT, Part.LEFT]


def test_a_word_over_a_list_says_nothing_of_the_errand_above_it():
    errands = [f"Action {number}: Mr Oakes to mend oar {number}." for number in range(1, 5)]
    listed = "\n\n".join(["Complete", *errands[:2], "Not complete", *errands[2:]])
    assert not told(listed)


def test_a_cell_of_its_row_says_how_an_errand_stands():
    text = "Action: Mr Oakes to order a chain\tMr Oakes\tNot complete"
    cells = tuple(Span(text.index(cell), text.index(cell) + len(cell)) for cell in text.split("\t"))
    taken = minutes(text.split("\t", maxsplit=1)[0], Block(0, len(text), "row", cells=cells))
    whole = Segmented(
        Document("a/b.txt", "0" * 64, "text/plain", text, (Span(0, len(text)),), taken.document.blocks),
        taken.meetings,
        (),
        taken.statements,
    )
    (found,) = statuses(whole).values()
    assert (found.part, text[: found.end]) == (Part.LEFT, text)


def test_what_is_printed_with_its_status_is_reported_with_it_and_is_no_fresh_errand():
    taken = minutes(f"{ERRAND}\n\nNot complete. | Mr Oakes will order it in May.\n\nAction 5: Ms Lowe to fit it.")
    events = extract(taken, model=judge(action=9.0, deferral=9.0))
    assert [(event.type.value, event.quote) for event in events if event.type is not EventType.DEFERRAL] == [
        ("report", f"{ERRAND}\n\nNot complete."),
        ("action", "Mr Oakes will order it in May."),
        ("action", "Action 5: Ms Lowe to fit it."),
    ]
    assert next(event.quote for event in events if event.type is EventType.DEFERRAL) == "Mr Oakes will order it in May."


def test_the_word_done_is_no_part_of_a_name():
    (event,) = extract(minutes("DONE Oakes to order a chain"), model=judge())
    assert event.actor == "Oakes"
