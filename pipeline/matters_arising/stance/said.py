"""What stance each statement is said to have: the judge's opinion, where its form and who is named leave it that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from matters_arising.models import Segmented
from matters_arising.nlp.openings import Openings
from matters_arising.stance import hearing, sharing, unasked
from matters_arising.stance.within import Household, stays_within
from matters_arising.vocab import StanceLabel

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

AnyChance = TypeVar("AnyChance", float, "npt.NDArray[np.float64]")
# Of what the forms of `unasked` say in marked minutes and in archives that were read for it, all of two dozen were
# right; of our own statements, written to be hard, so were ten of ten
BY_FORM = 0.85
# Where no word says that a thing is done together, the odds that it is are so many times less than the judge thinks: in
# marked archives, of what he gave a half or more, two in three were shared with such a word and two in five without
DOUBT = 3.0


@dataclass(frozen=True, slots=True)
class Said:
    """That a statement, by its place in the document, has a stance: how likely, and who says so."""

    row: int
    label: StanceLabel
    chance: float
    generator: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement and the one before it in its item, as they are to be asked for names, and whose minutes these are."""

    text: str
    before: str
    household: Household


def clause_of(row: int, segmented: Segmented, openings: Openings, household: Household) -> Clause:
    """The statement in place `row` of a document."""
    one = segmented.statements[row]
    before = next((other.text for other in segmented.statements[max(0, row - 1) : row] if other.item == one.item), "")
    return Clause(openings.read(one.text), openings.read(before), household)


def households_of(segmented: Segmented) -> dict[str, Household]:
    """Who belongs to the body of each meeting, by the meeting's id."""
    return {meeting.id: Household(meeting.body, meeting.participants) for meeting in segmented.meetings}


def said(
    segmented: Segmented,
    openings: Openings,
    chances: npt.NDArray[np.floating[Any]],
    labels: Sequence[str],
    thresholds: Sequence[float] | npt.NDArray[np.floating[Any]],
    *,
    generator: str,
) -> Iterator[Said]:
    """The stance of each statement that has one, in text order, from the probabilities of a judge: `chances` has a row
    for each statement and a column for each of `labels`, which are given from `thresholds` on. Where several are, the
    most probable is said.

    That nobody was asked is said by its form, whatever the judge thinks of it, and is no other stance. Shared work
    that no word says to be done together is less likely than the judge thinks, and what is ruled out is not said.
    """
    households = households_of(segmented)
    for row, statement in enumerate(segmented.statements):
        household = households[statement.meeting]
        if StanceLabel.UNILATERAL in labels and is_by_form(statement.text, household):
            column = labels.index(StanceLabel.UNILATERAL)
            judged = float(chances[row, column])
            by = unasked.GENERATOR if judged < BY_FORM else generator
            if max(judged, BY_FORM) >= thresholds[column]:
                yield Said(row, StanceLabel.UNILATERAL, max(judged, BY_FORM), by)
            continue
        sure = [column for column in range(len(labels)) if chances[row, column] >= thresholds[column]]
        if not sure:
            continue
        clause = clause_of(row, segmented, openings, household)
        left = []
        for column in sure:
            label, chance = StanceLabel(labels[column]), float(chances[row, column])
            if is_doubtful(label, clause):
                chance = doubted(chance)
            if chance >= thresholds[column] and not is_ruled_out(label, clause):
                left.append(Said(row, label, chance, generator))
        if left:
            yield max(left, key=lambda one: one.chance)


def is_by_form(text: str, household: Household) -> bool:
    """Whether a statement is of what was done alone by its form."""
    return unasked.is_unasked(text, household.body)


def is_ruled_out(label: StanceLabel, clause: Clause) -> bool:
    """Whether a statement has not the stance, whatever a judge thinks of it: where all stays within the body, and where
    its form is one in which nothing is shared, or in which others are heard as at any meeting."""
    if stays_within(label, clause.text, clause.before, clause.household):
        return True
    if label is StanceLabel.COLLABORATIVE:
        return sharing.shares_nothing(clause.text)
    return label is StanceLabel.CONSULTATIVE and hearing.is_routine(clause.text)


def is_doubtful(label: StanceLabel, clause: Clause) -> bool:
    """Whether the judge is to be doubted: no word says that it is done together."""
    return label is StanceLabel.COLLABORATIVE and not sharing.is_plain(clause.text)


def doubted(chance: AnyChance) -> AnyChance:
    """How likely a stance is where the judge is to be doubted."""
    return chance / (chance + DOUBT * (1 - chance))
