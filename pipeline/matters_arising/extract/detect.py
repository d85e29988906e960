"""Statements -> events: the judge says which acts a statement reports, its words say who, why and until when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from matters_arising.dates import parse
from matters_arising.extract import errands, putting_off, roles, votes, waiting
from matters_arising.extract.moved import motion_above
from matters_arising.extract.outcomes import outcome
from matters_arising.extract.reason_codes import reason_code
from matters_arising.extract.reasons import reason_in
from matters_arising.extract.routine import is_procedural
from matters_arising.extract.said import is_put_off, said
from matters_arising.extract.scenes import Scene, scenes_of
from matters_arising.extract.targets import target
from matters_arising.extract.twice import told_again
from matters_arising.extract.until import term_in, term_of_heading
from matters_arising.ids import make_id
from matters_arising.models import Event, Segmented, Statement
from matters_arising.nlp.judge import Judge
from matters_arising.nlp.openings import as_printed
from matters_arising.nlp.people import doer, meant_by_pronoun
from matters_arising.nlp.rules import event_rules, hits
from matters_arising.nlp.usage import speaks_of_putting_off
from matters_arising.vocab import EventType

_YEAR = re.compile(r"(?:19|20)\d\d")
_NOMINATES = re.compile(r"^[^:.;]{3,40}:.*\b[Nn]ominat")
_LIKEWISE = re.compile(r"\W*(?:Nor|Neither)\b")
_NEAR = 4  # statements over which a report goes on
_BRIEF = 5  # words: "All in favour."
_SHORT = 16  # words: a longer sentence behind is a matter of its own


def extract(segmented: Segmented, *, model: Judge) -> tuple[Event, ...]:
    """The events of one document, in text order: what its statements are said to be (`said`), with the attributes that
    the text gives. `Event.confidence` is the probability.
    """
    if not segmented.statements:
        return ()
    scenes = scenes_of(segmented)
    found = said(segmented, scenes, model.chances(segmented), model.labels, model.thresholds, generator=model.generator)
    events = [
        read_event(EventType(one.label), scenes[one.row], segmented, confidence=one.chance, generator=one.generator)
        for one in found
    ]
    again = told_again(events, segmented.statements)
    return tuple(event for event in events if event.id not in again)


def read_event(
    kind: EventType, scene: Scene, segmented: Segmented, *, confidence: float = 1.0, generator: str = ""
) -> Event:
    """A statement as an event of one type, with the attributes that it and its neighbours print."""
    statement = scene.statement
    first = motion_above(scene) if kind in _SETTLES else statement
    end = scene.end if kind is EventType.REPORT else statement.end
    event = Event(
        id=make_id("ev", statement.id, kind),
        type=kind,
        document=segmented.document.path,
        meeting=statement.meeting,
        item=statement.item,
        statement=statement.id,
        start=first.start,
        end=end,
        page=first.page,
        quote=segmented.document.text[first.start : end],
        date=scene.meeting.date,
        procedural=is_procedural(kind, scene),
        confidence=round(confidence, 4),
        generator=generator,
    )
    filled = _FILL[kind](event, scene)
    beside = [one.text for one in (statement, *scene.earlier, *scene.later[:1])]
    return replace(filled, actor=as_printed(filled.actor, beside), owner=as_printed(filled.owner, beside))


def _proposal(event: Event, scene: Scene) -> Event:
    earlier = scene.said_earlier
    before = earlier[0] if earlier else ""
    moved, seconder = roles.mover_and_seconder(scene.said, before=before, after=scene.said_after)
    label = roles.before_moved_text(scene.statement.text, scene.before)
    named = moved or (label if scene.openings.names(label) else "")
    said_by = roles.speaks(scene.statement.text)
    named = named or (said_by if scene.openings.is_on_roll(said_by) else "")
    named = named or _sender(scene) or roles.resolution_by(scene.said, earlier)
    # an office before the name of who is put up for it moves nothing
    who = "" if _NOMINATES.search(scene.statement.text) else _who(scene)
    return replace(event, actor=named or who, seconder=seconder)


def _decision(event: Event, scene: Scene) -> Event:
    text = scene.statement.text
    # a vote is printed under its motion, and before the next one
    below = takewhile(lambda one: one.form != "motion" and not roles.opens_motion(one.text), scene.later)
    vote = votes.vote_below([scene.statement, *below])
    if not vote and scene.earlier and scene.statement.form != "motion" and len(scene.before.split()) <= _BRIEF:
        vote = votes.votes(scene.before)  # "All in favour." and then what was settled
    after = scene.after if scene.statement.form == "motion" else ""
    return replace(
        event,
        actor=roles.decider(text) or roles.listed_by([one.text for one in scene.earlier]),
        outcome=outcome(f"{text} {after}"),
        votes=vote,
    )


def _deferral(event: Event, scene: Scene) -> Event:
    own, text = putting_off.without_sums(scene.statement.text), _whole(scene)
    said = scene.openings.read(text)
    until = term_in(text, lambda when: _has_been(when, scene)) or term_of_heading(" ".join(scene.headings))
    # The reason may stand in the sentence before or after, never in a heading: that names the matter.
    # "Nor was the lease." goes with the sentence before it, and shares what stands before both.
    earlier = scene.earlier[1:] if _LIKEWISE.match(text) else scene.earlier
    reason = reason_in(_reasoned(scene), _prose(earlier), _prose(scene.later))
    return replace(
        event,
        actor=roles.decider(said) or doer(said) or meant_by_pronoun(said, scene.said_earlier),
        until=until,
        until_date=_resolve(until, scene),
        reason=reason,
        reason_code=reason_code(reason),
        explicit=putting_off.is_said(own)
        or is_put_off(scene)
        or (scene.usage == "american" and waiting.is_noted_as_tabled(own))
        or waiting.says_that_it_waits(own)
        or any(rule.explicit and speaks_of_putting_off(rule, own, scene.usage) for rule in hits(own, event_rules())),
    )


def _whole(scene: Scene) -> str:
    """A putting-off with the line behind it, where it is itself no more than the name of what that line puts off."""
    text = scene.statement.text
    bare = scene.statement.form == "heading" or (not _puts_off(text) and _puts_off(scene.after))
    if bare and len(scene.after.split()) <= _SHORT:
        return f"{text.rstrip(' -–')} - {scene.after}" if scene.after else text
    return text


def _reasoned(scene: Scene) -> str:
    """The words of a putting-off that may say why: those below a heading that names what they put off."""
    named = scene.statement.form == "heading" and _puts_off(scene.after)
    return scene.after if named else _whole(scene)


def _prose(beside: Sequence[Statement]) -> str:
    """The nearest statement on one side; nothing where that is a heading."""
    return beside[0].text if beside and beside[0].form != "heading" else ""


def _puts_off(text: str) -> bool:
    return any(rule.name.startswith("deferral") for rule in hits(text, event_rules()))


def _referral(event: Event, scene: Scene) -> Event:
    said = scene.said
    return replace(event, actor=roles.decider(said) or doer(said), target=target(scene.statement.text))


def _action(event: Event, scene: Scene) -> Event:
    said = replace(scene.statement, text=scene.said)
    owner = scene.whose or errands.owner(said, scene.said_earlier, scene.said_after)
    return replace(event, actor=owner, owner=owner, due=errands.due(scene.statement, scene.after))


def _report(event: Event, scene: Scene) -> Event:
    said, earlier = scene.said, scene.said_earlier
    named = roles.reporter(said) or _sender(scene) or _who(scene)
    named = named or roles.listed_by([one.text for one in scene.earlier]) or roles.reported_by(earlier[:_NEAR])
    if not named and scene.headings and roles.lacks_subject(said):
        named = roles.speaks_to(scene.headings[0])
    return replace(event, actor=named)


def _sender(scene: Scene) -> str:
    return roles.sender(scene.said, scene.headings[0] if scene.headings else "")


def _who(scene: Scene) -> str:
    """Who speaks or acts in a statement: named, or meant by its pronoun."""
    said = scene.said
    return scene.statement.speaker or doer(said) or meant_by_pronoun(said, scene.said_earlier)


_SETTLES = (EventType.DECISION, EventType.DEFERRAL)  # what may be told by a line of one word below a motion
_FILL = {
    EventType.PROPOSAL: _proposal,
    EventType.DECISION: _decision,
    EventType.DEFERRAL: _deferral,
    EventType.REFERRAL: _referral,
    EventType.ACTION: _action,
    EventType.REPORT: _report,
}


def _has_been(when: str, scene: Scene) -> bool:
    """Whether a printed time was over when the meeting was held: that of a letter, or of what was done before."""
    date = parse(when, order=scene.order) or (year.group() if (year := _YEAR.fullmatch(when.strip())) else "")
    return bool(date and scene.meeting.date) and date < scene.meeting.date[: len(date)]


def _resolve(until: str, scene: Scene) -> str:
    """The date that `until` means: a printed date, or the date these minutes print for the next meeting."""
    if not until:
        return ""
    if "next meeting" in until.lower() and scene.meeting.next_meeting:
        return scene.meeting.next_meeting
    return parse(until, order=scene.order, base=scene.meeting.date)
