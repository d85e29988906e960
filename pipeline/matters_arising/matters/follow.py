"""The whole archive's meetings -> matters and their mentions, the same whatever the order of arrival."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from matters_arising.matters.absence import Absence
from matters_arising.matters.account import Calendar, account_of, calendar_of, matter_id, mentions_of
from matters_arising.matters.across import Trait, traits
from matters_arising.matters.agenda import of_items
from matters_arising.matters.correct import Corrected, corrected
from matters_arising.matters.headings import names_nothing
from matters_arising.matters.others import Kept, Tied, recut, tied
from matters_arising.matters.overrides import Placed, Told
from matters_arising.matters.passages import Cuts, Key, Passage, cuts
from matters_arising.matters.recall import Memory, NoMemory, digest_of, recalled
from matters_arising.matters.standing import form_lines, only_recites
from matters_arising.matters.threads import Evidence, Near, Thread, threads
from matters_arising.matters.titles import Titles
from matters_arising.matters.together import put_together
from matters_arising.matters.words import stems
from matters_arising.models import AgendaItem, Event, Matter, Meeting, Mention, Statement
from matters_arising.segment.folders import home, homes_of

_TALKED_ABOUT = 8  # content words of a passage that is more than an entry


@dataclass(frozen=True, slots=True)
class Perhaps:
    """Two matters that may be one, and were left two: by what, and how likely by that alone, 0 to 1."""

    matter: str
    other: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Followed:
    """The matters of an archive, their mentions, and the matter of each event, by id.

    A matter has one mention a meeting, the stretch that says most. Every event that stands in a passage of business
    belongs to one matter. `told` says of each correction whether it applies, `places` where else each matter stands:
    document, start, end and matter of each of its passages. `perhaps` are matters that may be one. `beyond` are further
    bodies that have to be followed with these: where there are any, the rest is empty.
    """

    matters: tuple[Matter, ...]
    mentions: tuple[Mention, ...]
    matter_of: dict[str, str]
    told: tuple[Told, ...] = ()
    places: tuple[tuple[str, int, int, str], ...] = ()
    perhaps: tuple[Perhaps, ...] = ()
    beyond: frozenset[str] = frozenset()


def follow(
    meetings: Iterable[Meeting],
    items: Iterable[AgendaItem],
    statements: Iterable[Statement],
    events: Iterable[Event],
    overrides: Sequence[Placed] = (),
    *,
    memory: Memory = NoMemory(),  # noqa: B008 - it holds nothing
    homes: Collection[str] | None = None,
) -> Followed:
    """Link what was dealt with at each meeting into matters, first within each body, then across bodies.

    Takes the current minutes of every meeting (no draft beside the approved). A mere entry (a payment, a letter
    received) that nothing is marked of and that does not come back makes no matter. Minutes whose body or date is
    unknown are followed by themselves, since nothing says where they stand among others, but for folders in which no
    minutes name a body: each is taken for one body's. Marks on form lines, which a body prints at nearly every meeting,
    belong to no matter. `overrides` are what people said against the links; what they speak of makes a matter even
    where nothing is marked of it. `memory` has the threads of bodies whose minutes are as they were, and keeps those of
    the others; what is found is the same with it and without. Where it knows of bodies that are not given, what is
    found is what would be found of these bodies were all given; `homes` are then the folders of all minutes that name a
    body, and corrections want all.
    """
    meetings, items, statements, events = list(meetings), list(items), list(statements), list(events)
    empty = form_lines(meetings, items, statements, events)
    events = [event for event in events if event.id not in empty]
    spoken_of = {place.document for o in overrides for s in (*o.one, *o.other) for place in s.places}
    cut = cuts(meetings, items, statements, events, (kept.rests for kept in memory.others.values()))
    if beyond := recut(memory.others, cut.weight):
        return Followed((), (), {}, beyond=beyond)
    named = homes_of(meetings) if homes is None else homes
    grown = _grown(_series(of_items(cut.passages, items), named), spoken_of, memory)
    corrections = corrected(grown.threads, grown.evidence, grown.routine, overrides)
    kept = [
        place
        for place, thread in enumerate(corrections.threads)
        if _worth_following(thread) or corrections.is_judged(thread)
    ]
    own = [] if overrides else _traits([grown.threads[place] for place in kept], memory.others)
    found = None if overrides else tied(own, memory.others)
    if found and found.beyond:
        return Followed((), (), {}, beyond=found.beyond)
    if found:
        _keep(memory, cut, grown, own, found)
    together = put_together(kept, corrections, found.ties if found else None)
    return _followed(together, corrections, grown, Absence(meetings, items, statements, events))


def _followed(together: Sequence[Thread], corrections: Corrected, grown: _Grown, absence: Absence) -> Followed:
    """What is told of the threads: matters with their mentions, but for those that only recite a form."""
    where = {passage.key: matter_id(thread.passages[0]) for thread in together for passage in thread.passages}
    told = tuple(_told(corrections, where))
    perhaps = tuple(_perhaps(grown.near, where, _cut(corrections, told)))
    returned, again = _returned(together), _perhaps_again(together, perhaps)
    titles, recited = Titles(together), _recited(together, corrections)
    matters: list[Matter] = []
    mentions: list[Mention] = []
    for thread in (one for one in together if matter_id(one.passages[0]) not in recited):
        matter = account_of(thread, grown.calendars, returned, titles.of(thread.passages), absence, again=again)
        matters.append(matter)
        mentions.extend(mentions_of(thread, matter))
    matter_of = {event: mention.matter for mention in mentions for event in mention.events}
    return Followed(
        tuple(sorted(matters, key=lambda m: (m.body, m.first_date, m.id))),
        tuple(sorted(mentions, key=lambda m: (m.date, m.document, m.start, m.end, m.matter))),
        matter_of,
        told,
        tuple(
            (document, start, end, matter)
            for (_, _, document, start, end), matter in where.items()
            if matter not in recited
        ),
        tuple(one for one in perhaps if recited.isdisjoint((one.matter, one.other))),
    )


def _traits(threads: Sequence[Thread], others: Mapping[str, Kept]) -> list[Trait]:
    bodies = {thread.passages[0].meeting.body for thread in threads}
    return traits(threads, bodies | {body for body, kept in others.items() if kept.traits})


def _keep(memory: Memory, cut: Cuts, grown: _Grown, own: Iterable[Trait], found: Tied) -> None:
    """Keep of each body what tells whether it would be followed otherwise."""
    of_body: dict[str, list[Trait]] = defaultdict(list)
    for trait in own:
        of_body[trait.body].append(trait)
    for body, rests in cut.rests.items():
        bonds, digests = found.bonds.get(body, ()), tuple(grown.digests[body])
        memory.keep_body(body, Kept(rests, tuple(of_body[body]), bonds, found.names, digests))


def _series(passages: Iterable[Passage], named: Collection[str]) -> dict[tuple[str, str], list[Passage]]:
    """The passages of each body. A folder in which nothing names a body is one body's; other minutes whose body is
    unknown are by themselves, each document, and so are those without a date."""
    series: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in passages:
        meeting, place = passage.meeting, home(passage.meeting.document)
        alone = meeting.document if not meeting.date or place in named else f"{place}/"
        series[meeting.body, "" if meeting.body and meeting.date else alone].append(passage)
    return series


@dataclass(frozen=True, slots=True)
class _Grown:
    """The threads of all bodies, each with the evidence of its body where that is needed; what no thread holds; the
    passages of threads that may be one; the calendar of each meeting's body; the hashes of its threads."""

    threads: list[Thread] = field(default_factory=list)
    evidence: list[Evidence | None] = field(default_factory=list)
    routine: list[Passage] = field(default_factory=list)
    near: list[tuple[Key, Key, Near]] = field(default_factory=list)
    calendars: dict[str, Calendar] = field(default_factory=dict)
    digests: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def _grown(series: Mapping[tuple[str, str], Sequence[Passage]], spoken_of: Set[str], memory: Memory) -> _Grown:
    """Grow the threads of each body, or recall them; corrections need the evidence of those `spoken_of`."""
    grown = _Grown()
    for (body, _), passages in sorted(series.items()):
        business = [passage for passage in passages if passage.business]
        if any(passage.meeting.document in spoken_of for passage in passages):
            linked, known = threads(business)
            near = known.near if known else ()
        else:
            known = None
            linked, near = recalled(business, memory)
            grown.digests[body].append(digest_of(business))
        calendar = calendar_of(passages, linked)
        grown.near.extend((business[one.one].key, business[one.other].key, one) for one in near)
        grown.calendars.update(dict.fromkeys((passage.meeting.id for passage in passages), calendar))
        grown.threads.extend(linked)
        grown.evidence.extend([known] * len(linked))
        grown.routine.extend(passage for passage in passages if not passage.business)
    return grown


def _cut(corrections: Corrected, told: Iterable[Told]) -> set[tuple[str, str]]:
    """The matters of which people said that they are two."""
    pairs = zip(corrections.claims, told, strict=True)
    apart = [one for claim, one in pairs if one.applies and not claim.entry.said.joins]
    return {(min(a, b), max(a, b)) for one in apart for a in one.one for b in one.other}


def _perhaps(
    near: Iterable[tuple[Key, Key, Near]], where: Mapping[Key, str], apart: Set[tuple[str, str]]
) -> Iterator[Perhaps]:
    """The matters of threads that may be one, each two once, the likeliest first; but for those that are `apart`."""
    known = set(apart)
    for first, second, by in sorted(near, key=lambda entry: (-entry[2].score, entry[0], entry[1])):
        one, other = sorted((where.get(first, ""), where.get(second, "")))
        if one and one != other and (one, other) not in known:
            known.add((one, other))
            yield Perhaps(one, other, by.reason, round(by.score, 4))


def _perhaps_again(threads: Iterable[Thread], perhaps: Iterable[Perhaps]) -> frozenset[str]:
    """The matters that a later one may be: what is not certain is not held against a body."""
    last = {matter_id(thread.passages[0]): thread.passages[-1].meeting.date for thread in threads}
    both = [pair for one in perhaps for pair in ((one.matter, one.other), (one.other, one.matter))]
    return frozenset(matter for matter, other in both if last[other] > last[matter])


def _told(corrections: Corrected, where: Mapping[Key, str]) -> Iterator[Told]:
    """What is to be said of each correction, with the matters that its words now stand in."""
    matter_of = {node: where.get(key, "") for key, node in corrections.node_of.items()}
    for claim, told in zip(corrections.claims, corrections.told, strict=True):
        one, other = (
            tuple(dict.fromkeys(filter(None, (matter_of[node] for node in side)))) for side in (claim.one, claim.other)
        )
        yield replace(told, one=one, other=other)


def _returned(grown: Sequence[Thread]) -> set[str]:
    """The items of which it is not known that nothing came back: those about one thing but cut into several passages,
    of which some passage came back later, and those that a heading of nothing but words of meetings stands over, for
    the next time they may be told of in other words."""
    cut_up = {passage.item for thread in grown for passage in thread.passages if passage.under}
    found: set[str] = set()
    for thread in grown:
        last = thread.passages[-1].meeting.id
        found.update(p.item for p in thread.passages if p.item in cut_up and p.meeting.id != last)
    return found | {p.item for thread in grown for p in thread.passages if names_nothing(p.title or p.heading)}


def _worth_following(thread: Thread) -> bool:
    """A matter comes back, or something is marked of it, or it was at least talked about."""
    return (
        len({passage.meeting.id for passage in thread.passages}) > 1
        or any(not event.procedural for passage in thread.passages for event in passage.events)
        or any(len(set(stems(passage.text))) >= _TALKED_ABOUT for passage in thread.passages)
    )


def _recited(threads: Iterable[Thread], corrections: Corrected) -> set[str]:
    """The threads that only recite a form, and that no person spoke of. They are no matters; but what another matter
    may have come back in is no less likely for that, so that they are left out last."""
    spoken_of = {p.key for thread in corrections.threads if corrections.is_judged(thread) for p in thread.passages}
    return {
        matter_id(thread.passages[0])
        for thread in threads
        if only_recites(thread.passages) and spoken_of.isdisjoint(passage.key for passage in thread.passages)
    }
