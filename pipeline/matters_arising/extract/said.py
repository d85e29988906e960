"""What each statement of a document is said to be: the judge's opinion, where its form and its place leave it that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from matters_arising.extract import (
    answered,
    assent,
    bidden,
    consent,
    earlier_errands,
    elected,
    enacting,
    led,
    listed,
    moved,
    of_others,
    of_record,
    postponing,
    putting_off,
    referring,
    results,
    status,
    suggesting,
    undecided,
    undone,
    waiting,
    wanted,
    wished,
)
from matters_arising.extract.earlier_errands import Part
from matters_arising.extract.news import is_no_news
from matters_arising.extract.order import is_next_step, is_of_this_meeting
from matters_arising.extract.outstanding import is_outstanding, is_pursued, is_unanswered
from matters_arising.extract.routine import APPROVING, is_correction, is_procedural
from matters_arising.extract.scenes import Scene
from matters_arising.extract.settled import closes_matter, is_closed, is_settled
from matters_arising.extract.stamps import is_stamp
from matters_arising.extract.told import (
    is_event_put_off,
    is_history,
    is_of_an_earlier_meeting,
    is_of_another_body,
    is_only_status,
)
from matters_arising.models import Segmented
from matters_arising.nlp.rules import event_rules, hits
from matters_arising.nlp.usage import only_hands_in, tables
from matters_arising.vocab import EventType, Section

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# Of the motions that `postponing` knew in real minutes and in near misses of our own, so many were right; of the
# errands that `earlier_errands` knew in real minutes all were, but those were no more than eighteen.
BY_FORM = 0.85
ROUTINE = 0.7  # below it, of what looks like routine of a meeting and was marked as nothing, half is none
_ACTION_ROW = "rule:action-row/1"
# below such a heading, that there is no news is what became of the matter
_ARISING = re.compile(r"\barising\b|\b(?:old|unfinished|outstanding|previous) |\bprogress\b", re.IGNORECASE)
CLOSED = "rule:matter-closed/1"
LEFT_UNDONE = "rule:left-undone/1"
_NO_ACTION = re.compile(r"\W*no action(?: (?:was )?taken)?(?: (?:at this time|tonight))?\W*", re.IGNORECASE)
_LISTED = re.compile(r"\b(?:resolution|ordinance|by-?law|bill|motion)s?\b", re.IGNORECASE)
_FIRST_READING = re.compile(r"\b(?:first|1st) reading\b", re.IGNORECASE)
# no news under the heading of a report or of a subject that every agenda has is no matter's; under any other it is
_LIVE = (Section.OTHER, Section.MATTERS_ARISING)
_ENDINGS = frozenset({EventType.DECISION, EventType.DEFERRAL})  # as which a line below a moved text may end it
_BIDDING = frozenset({EventType.ACTION, EventType.DEFERRAL, EventType.REFERRAL})


@dataclass(frozen=True, slots=True)
class Said:
    """That a statement, by its place in the document, is an event of one type: how likely, and who says so."""

    row: int
    label: str
    chance: float
    generator: str


def said(
    segmented: Segmented,
    scenes: Sequence[Scene],
    chances: npt.NDArray[np.floating[Any]],
    labels: Sequence[str],
    thresholds: Sequence[float] | npt.NDArray[np.floating[Any]],
    *,
    generator: str,
) -> Iterator[Said]:
    """What each statement is said to be, in text order, from the probabilities of a judge: `chances` has a row for each
    statement and a column for each of `labels`, which are given from `thresholds` on.

    Form outweighs a judge that doubts (`by_form`), and what a judge cannot see keeps some labels away: no deferral is
    what only says "tabled" where that may mean handed in, is sent to another place on the same agenda, is told of an
    earlier meeting (`told`), or is likelier settled by the same statement (`settled`); what an entry of a consent
    agenda asks for is adopted, and no proposal, and a text that is moved is put, and not settled (`moved`): what looks
    settled in it is what is put. An act of the routine of any meeting is said only where it is likely.
    """
    deciding = labels.index(EventType.DECISION) if EventType.DECISION in labels else -1
    consented = consent.entries(segmented)
    for row, scene in enumerate(scenes):
        entry = scene.statement.id in consented
        for column, label in enumerate(labels):
            one = Said(row, label, float(chances[row, column]), generator)
            if label == EventType.PROPOSAL and deciding >= 0 and moved.is_only_moved(scene):
                one = replace(one, chance=max(one.chance, float(chances[row, deciding])))
            form = by_form(label, scene, entry=entry) if one.chance < BY_FORM else ""
            if form:
                one = Said(row, label, BY_FORM, form)
            if one.chance < thresholds[column] or is_ruled_out(label, scene, entry=entry):
                continue
            decided = deciding >= 0 and one.chance < chances[row, deciding]
            if label == EventType.DEFERRAL and decided and is_settled(scene.statement.text):
                continue
            if one.chance >= ROUTINE or not is_procedural(EventType(label), scene):
                yield one


def by_form(label: str, scene: Scene, *, entry: bool) -> str:
    """The form by which a statement is what the label says, whatever a judge thinks of it; empty where there is none.

    A motion to put off that is carried is a deferral (`postponing`), as is what is left for now (`waiting`) or was not
    settled (`undecided`). What begins "Voted, that" or with the body as who acts (`enacting`), ends with the result of
    a vote (`results`), says that all agree (`assent`) or who was chosen (`elected`), answers an application
    (`answered`), or is an entry of a consent agenda is a decision, as is a line that says how the text moved above it
    ended, unless it was put off (`moved`). What a table sets beside somebody and a time is an action, and what a list
    of actions says whose it is (`listed`); an earlier errand that is printed again with the word that it is done, or
    how it stands (`status`), is a report. Entries are what the line that leads their list makes of them (`led`), what
    somebody was asked to do is an action (`bidden`), what would be good to do (`wished`) or somebody suggests
    (`suggesting`) a proposal, and what is sent to another body to be dealt with a referral (`referring`).
    """
    text = scene.statement.text
    if label in _ENDINGS and label == moved.ends_as(scene):
        return moved.GENERATOR
    if label == EventType.DEFERRAL and (form := _defers(scene)):
        return form
    if label == EventType.DECISION and entry:
        return consent.GENERATOR
    if label == scene.led:
        return led.GENERATOR
    if label == EventType.DECISION and (form := _decides(scene)):
        return form
    if label == EventType.ACTION and scene.statement.owner and scene.statement.due:
        return _ACTION_ROW
    if label == EventType.ACTION and scene.whose:
        return listed.GENERATOR
    if label == EventType.PROPOSAL and wished.is_wished(text):
        return wished.GENERATOR
    if label == EventType.ACTION and bidden.is_bidden(text):
        return bidden.GENERATOR
    if label == EventType.PROPOSAL and suggesting.is_suggested(text):
        return suggesting.GENERATOR
    if label == EventType.REFERRAL and referring.is_referred(text, by=scene.meeting.body):
        return referring.GENERATOR
    if label == EventType.REPORT and scene.part is Part.LEFT:
        return status.GENERATOR
    if label == EventType.REPORT and scene.part in (Part.DONE, Part.TOLD):
        return earlier_errands.GENERATOR
    return ""


def _defers(scene: Scene) -> str:
    """The form by which the words of a statement put something off; empty where they do not."""
    text = scene.statement.text
    if is_put_off(scene):
        return postponing.GENERATOR
    if waiting.is_left_waiting(text, tabling=scene.usage == "american"):
        return waiting.GENERATOR
    if undecided.is_undecided(text):
        return undecided.GENERATOR
    return LEFT_UNDONE if _is_left_undone(scene) else ""


def _decides(scene: Scene) -> str:
    """The form by which the words of a statement settle something; empty where they have none. A title may end with
    words of a result that are the name of a matter ("Donation - refused"), but counts no votes."""
    text, title = scene.statement.text, scene.statement.form == "heading"
    if enacting.is_enacted(text):
        return enacting.GENERATOR
    if results.is_count(text) if title else results.is_result(text):
        return results.GENERATOR
    if answered.is_answer(text, scene.before, scene.headings):
        return answered.GENERATOR
    if assent.is_assent(text):
        return assent.GENERATOR
    if closes_matter(text):
        return CLOSED
    return elected.GENERATOR if elected.is_elected(text) else ""


def is_ruled_out(label: str, scene: Scene, *, entry: bool) -> bool:
    """Whether a statement is not what the label says, whatever a judge thinks of it: `entry` says that it is one of a
    consent agenda, which proposes nothing."""
    if label == scene.leads or (label == EventType.PROPOSAL and (entry or elected.only_calls(scene.statement.text))):
        return True
    return _puts_nothing_off(label, scene) or _is_not_done_here(label, scene)


def is_put_off(scene: Scene) -> bool:
    """Whether a statement is a motion that puts a thing off, or says in so many words that one was put off."""
    later = [one.text for one in scene.later]
    return postponing.is_put_off(scene.statement.text, later, tabling=scene.usage == "american")


def _is_left_undone(scene: Scene) -> bool:
    """Whether all that is printed below a listed resolution is that nothing was done. Its first reading is no vote."""
    if not _NO_ACTION.fullmatch(scene.statement.text):
        return False
    listed_as = " ".join((scene.item.number if scene.item else "", *scene.headings[:1]))
    return bool(_LISTED.search(listed_as)) and not _FIRST_READING.search(listed_as)


def _puts_nothing_off(label: str, scene: Scene) -> bool:
    """Whether what looks like a deferral is work that is not done yet, a report that was tabled in the sense of handed
    in, only another place on the same agenda, told of an earlier meeting, a title, or no more than wanted."""
    if label != EventType.DEFERRAL:
        return False
    text, heading = scene.statement.text, scene.headings[0] if scene.headings else ""
    plain = not (putting_off.is_said(text) or tables(text))
    earlier_business = any(map(_ARISING.search, scene.headings))
    return (
        (is_outstanding(text) and plain)
        or (is_pursued(text, scene.after) and plain)
        or putting_off.is_only_money(text, heading)
        or is_closed(text)
        or is_of_this_meeting(text)
        or (is_next_step(text) and not putting_off.is_said(text))
        or wanted.is_title(text)
        or (wanted.is_only_wanted(text) and not is_put_off(scene))
        or is_of_an_earlier_meeting(text, held=scene.meeting.date, order=scene.order)
        or is_history(text, scene.before, heading)
        or undone.came_to_nothing(text, [one.text for one in scene.later])
        or is_of_another_body(text, scene.before, own=scene.meeting.body)
        or is_event_put_off(text)
        or (is_only_status(text) and not earlier_business)
        or (is_unanswered(text) and plain and not earlier_business)
        or (is_no_news(text) and not earlier_business and scene.section not in _LIVE)
        or only_hands_in(hits(text, event_rules()), text, scene.usage)
        or (tables(heading) and scene.usage != "american" and not putting_off.is_said(text))
    )


def _is_not_done_here(label: str, scene: Scene) -> bool:
    """Whether an act is told of another time or only of a case, and so is none of this meeting's: in an earlier errand
    with its status, in an aside on an earlier year, in a resolution that the agenda has ready, in a text that is moved,
    in an office that somebody holds or what another body approved, in the words that a correction gives to earlier
    minutes, or in the stamp on each page that these were approved. That the minutes are corrected is this meeting's:
    its motion and decision."""
    if is_stamp(scene.statement.text):
        return True
    if scene.part is Part.STATE or (scene.part in (Part.ERRAND, Part.DONE, Part.LEFT) and label in _BIDDING):
        return True
    if of_record.is_aside(scene.statement.text) or of_record.is_only_if(scene.before):
        return label != EventType.REPORT
    if label == EventType.DECISION and (
        moved.is_only_moved(scene)
        or assent.is_only_yes(scene.statement.text)
        or of_others.settles_nothing_here(scene.statement.text, scene.headings)
    ):
        return True
    return label not in APPROVING and is_correction(scene)
