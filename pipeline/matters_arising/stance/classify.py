"""Statements -> stances: collaborative, consultative or unilateral, where a clause says who decides and does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from matters_arising.ids import make_id
from matters_arising.models import Meeting, Segmented, Stance, Statement
from matters_arising.nlp.openings import Openings, as_printed, openings_of
from matters_arising.stance import roles, unasked
from matters_arising.stance.said import said
from matters_arising.vocab import StanceLabel

if TYPE_CHECKING:
    import numpy.typing as npt


class StanceJudge(Protocol):
    """What tells stances: the shipped judge (`nlp.judge.Judge`), or a model of the user's (`stance.saved`)."""

    @property
    def labels(self) -> tuple[str, ...]: ...
    @property
    def thresholds(self) -> npt.NDArray[Any]: ...
    @property
    def generator(self) -> str: ...
    def chances(self, segmented: Segmented) -> npt.NDArray[Any]: ...


def classify(segmented: Segmented, *, model: StanceJudge) -> tuple[Stance, ...]:
    """The stances of one document, in text order; at most one a statement, the most probable.

    Most statements have none. A label is given only from the model's threshold on, which for `unilateral`, an
    accusation, is set for precision, and where the rules beside it leave it (`said`).
    """
    if not segmented.statements:
        return ()
    meetings = {meeting.id: meeting for meeting in segmented.meetings}
    openings = openings_of(segmented)
    chances = model.chances(segmented)
    out = []
    for one in said(segmented, openings, chances, model.labels, model.thresholds, generator=model.generator):
        meeting = meetings[segmented.statements[one.row].meeting]
        stance = read_stance(one.label, one.row, segmented, meeting, openings)
        if one.generator == unasked.GENERATOR:
            whose = unasked.who_did_not_ask(segmented.statements[one.row].text, meeting.body)
            stance = replace(stance, holder=whose)
        out.append(replace(stance, confidence=round(one.chance, 4), generator=one.generator))
    return tuple(out)


def read_stance(label: StanceLabel, row: int, segmented: Segmented, meeting: Meeting, openings: Openings) -> Stance:
    """The statement in place `row` as a stance of one label, with the holder, partner, status and phase it prints.
    `openings` are those of the document."""
    said = openings.read(segmented.statements[row].text)
    before, statement = _before(segmented, row), segmented.statements[row]
    stance = _stance(label, statement, segmented, said=said, before=before, body=meeting.body)
    return replace(stance, date=meeting.date)


def _before(segmented: Segmented, row: int) -> str:
    """The heading and the two statements before, as far as the item goes."""
    item = segmented.statements[row].item
    title = next((one.title for one in segmented.items if one.id == item), "")
    near = [one.text for one in segmented.statements[max(0, row - 2) : row] if one.item == item]
    return " ".join([title, *near])


def _stance(
    label: StanceLabel, statement: Statement, segmented: Segmented, *, said: str, before: str, body: str
) -> Stance:
    whose = roles.holder(said, statement.speaker, label=label, body=body)
    with_whom = "" if label is StanceLabel.UNILATERAL else roles.with_whom(said, label=label, body=body)
    return Stance(
        id=make_id("stance", statement.id),
        label=label,
        document=segmented.document.path,
        meeting=statement.meeting,
        item=statement.item,
        statement=statement.id,
        start=statement.start,
        end=statement.end,
        page=statement.page,
        quote=segmented.document.text[statement.start : statement.end],
        date="",
        holder=as_printed(whose, [statement.text]),
        with_whom=as_printed(with_whom, [statement.text]),
        status=roles.status(statement.text),
        phase=roles.phase(statement.text, before=before, label=label),
    )
