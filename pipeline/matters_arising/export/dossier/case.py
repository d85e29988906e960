"""What a pack is about, asked of the database: the matters, what was promised and proposed of them, the quotes that
show it, and the minutes in which they were looked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from matters_arising.export.dossier.exhibits import Exhibit, File, exhibits
from matters_arising.export.site import lives, passages
from matters_arising.export.site.lives import Story
from matters_arising.export.site.passages import Quoted
from matters_arising.export.site.reading import NO_COURSE, FileNote, file_notes
from matters_arising.export.story import Calendar
from matters_arising.ids import sha256_of
from matters_arising.matters.promises import Promise
from matters_arising.matters.proposals import Proposal
from matters_arising.matters.tally import LIKELY
from matters_arising.models import Meeting
from matters_arising.redactions import removed_in
from matters_arising.store.calendar import Held, calendar
from matters_arising.store.connection import Store
from matters_arising.store.context import around
from matters_arising.store.ledger import ledger
from matters_arising.store.life import Life, life_of
from matters_arising.store.overview import overview
from matters_arising.store.practice import courses
from matters_arising.store.promises import promises_of
from matters_arising.store.proposals import proposals_of
from matters_arising.store.quotes import Minutes, Quote, items_of, mention_id, minutes
from matters_arising.store.read import read_current, read_pages, read_text
from matters_arising.store.sittings import Attended, Sitting, gaps_after, records, sittings

UNANSWERED = ("not found again", "agreed, not found again")


@dataclass(frozen=True, slots=True)
class Promised:
    """Something put off until, or due by, a named time, with the quotes of both ends as far as they can be placed."""

    promise: Promise
    said: Exhibit
    found: Exhibit | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal and its fate, with the quotes of both ends as far as they can be placed."""

    proposal: Proposal
    said: Exhibit
    answer: Exhibit | None


@dataclass(frozen=True, slots=True)
class Told:
    """One matter as the pack tells it. `since` are the later meetings of its last body whose minutes are here, `gap`
    why they are too few to miss something in."""

    story: Story
    since: tuple[Held, ...]
    gap: str
    promised: tuple[Promised, ...]
    proposed: tuple[Proposed, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """All that a pack holds. `subject` is the title of a matter, or the name of a `body`, which is else empty.

    `loose` are proposals of the body that belong to no matter here. `left_out` counts matters and proposals beyond the
    bound that was asked for, `unsure` readings that are more likely wrong than right, `doubtful` proposals whose
    silence is. `files` are those that hold the minutes that were read, by their path, `unread` those that were not.
    """

    subject: str
    body: str
    matters: tuple[Told, ...]
    loose: tuple[Proposed, ...]
    left_out: int
    unsure: int
    doubtful: int
    exhibits: tuple[Exhibit, ...]
    quotes: Quoted
    calendar: Calendar
    records: tuple[Attended, ...]
    files: Mapping[str, File]
    unread: tuple[FileNote, ...]
    read_by: str
    as_of: str


@dataclass(frozen=True, slots=True)
class _Said:
    """What is told of the chosen matters, before its quotes are placed."""

    promises: Sequence[Promise]
    proposals: Sequence[Proposal]
    loose: Sequence[Proposal]
    left_out: int
    doubtful: int


def case_of_matter(store: Store, matter: str, *, people: bool = False) -> Case:
    """The case of one matter, by its id."""
    judged = proposals_of(store, people=people).judged
    life = life_of(store, matter)
    return _case(store, life.title, "", [life], _said(store, {matter}, judged, (), 0), people=people)


def case_of_body(store: Store, body: str, *, limit: int, people: bool = False) -> Case:
    """The case of all that a body put off, and of its proposals that were not found again: at most `limit` matters,
    those most often put off first, and as many proposals that belong to none of them."""
    judged = proposals_of(store, people=people).judged
    silent = [one for one in judged if one.body == body and one.fate in UNANSWERED and one.confidence >= LIKELY]
    put_off = [entry.matter for entry in ledger(store) if any(at.body == body for at in entry.meetings)]
    wanted = list(dict.fromkeys([*put_off, *(one.matter for one in silent if one.matter)]))
    chosen = wanted[:limit]
    loose = [one for one in silent if one.matter not in chosen]
    left = len(wanted) - len(chosen) + max(0, len(loose) - limit)
    said = _said(store, set(chosen), judged, loose[:limit], left)
    return _case(store, body, body, [life_of(store, matter) for matter in chosen], said, people=people)


def _said(
    store: Store, matters: Collection[str], judged: Iterable[Proposal], loose: Sequence[Proposal], left: int
) -> _Said:
    own = [one for one in judged if one.matter in matters]
    sure = [one for one in own if one.fate not in UNANSWERED or one.confidence >= LIKELY]
    promises = [one for one in promises_of(store).judged if one.matter in matters]
    return _Said(promises, sure, loose, left, len(own) - len(sure))


def _case(store: Store, subject: str, body: str, chosen: Sequence[Life], said: _Said, *, people: bool) -> Case:
    held = calendar(store)
    bodies = {name for life in chosen for name in life.bodies} | ({body} if body else set())
    attended = tuple(records(store, bodies))
    found = _quoted_minutes(store, chosen, said)
    files = _files(store, attended, found)
    anchored = _anchored(found)
    proven = exhibits(found, anchored, files, people=people)
    ends = _Ends(proven)
    known = overview(store)
    return Case(
        subject=subject,
        body=body,
        matters=tuple(_told(store, chosen, said, ends, held=held, quotes=anchored)),
        loose=tuple(ends.proposed(said.loose)),
        left_out=said.left_out,
        unsure=_unsure(chosen),
        doubtful=said.doubtful,
        exhibits=proven,
        quotes=anchored,
        calendar=held,
        records=attended,
        files=files,
        unread=tuple(note for note in file_notes(store) if note.status != "read"),
        read_by=known.version,
        as_of=known.last_run[:10],
    )


def _anchored(found: Iterable[Minutes]) -> Quoted:
    """The quotes, each at its own place in the pack."""
    laid, _ = passages.quoted(found, source_url="")
    return Quoted(
        {mark: replace(shown, address=f"#{mark}") for mark, shown in laid.shown.items()},
        dict.fromkeys(laid.meetings, "#coverage"),
    )


def _told(
    store: Store, chosen: Sequence[Life], said: _Said, ends: _Ends, *, held: Calendar, quotes: Quoted
) -> Iterator[Told]:
    """Each matter with what was promised and proposed of it."""
    turned = {one.matter: one.course for one in courses(store)}
    entries = {entry.matter: entry for entry in ledger(store)}
    lasts = {life.matter: life.appearances[-1].meeting for life in chosen if life.appearances}
    gaps = gaps_after(store, set(lasts.values()))
    proposed = [*ends.proposed(said.proposals)]
    promised = [*ends.promised(said.promises)]
    for life in chosen:
        course, entry = turned.get(life.matter, NO_COURSE), entries.get(life.matter)
        yield Told(
            story=lives.story_of(life, held, quotes, course=course, entry=entry),
            since=_since(life, held),
            gap=gaps.get(lasts.get(life.matter, ""), ""),
            promised=tuple(one for one in promised if one.promise.matter == life.matter),
            proposed=tuple(one for one in proposed if one.proposal.matter == life.matter),
        )


def _unsure(chosen: Iterable[Life]) -> int:
    """How many readings as a putting-off are more likely wrong than right."""
    marks = (mark for life in chosen for at in life.appearances for mark in at.events)
    return sum(mark.what == "deferral" and mark.confidence < LIKELY for mark in marks)


def _since(life: Life, held: Calendar) -> tuple[Held, ...]:
    last = life.appearances[-1] if life.appearances else None
    return tuple(one for one in held.get(last.body, ()) if one.date > last.date) if last and last.date else ()


def _quoted_minutes(store: Store, chosen: Sequence[Life], said: _Said) -> list[Minutes]:
    """The minutes that are quoted, each with the quotes of the chosen matters and of both ends of what is told."""
    matters = {life.matter for life in chosen}
    proposals = (*said.proposals, *said.loose)
    ends = [end for one in proposals for end in (one.said, one.answer) if end]
    found = [one.found for one in said.promises if one.found]
    meetings = {at.meeting for life in chosen for at in life.appearances}
    meetings |= {end.meeting for end in ends} | {end.meeting for end in found}
    meetings |= {one.said.meeting for one in said.promises}
    marks = {end.mark for end in ends} | {one.event for one in said.promises}
    current = {meeting.id: meeting for meeting in read_current(store).values()} if found else {}
    out = []
    for one in minutes(store, spoken=marks, only=meetings):
        quotes = [quote for quote in one.quotes if quote.matter in matters or quote.id in marks]
        pointed = [p for p in said.promises if p.found and p.found.meeting == one.meeting]
        if pointed:
            quotes += _pointed_at(store, one, current[one.meeting], pointed, quotes)
        out.append(replace(one, quotes=tuple(sorted(quotes, key=lambda q: (q.start, q.end, q.part, q.what, q.id)))))
    return out


def _pointed_at(
    store: Store, one: Minutes, at: Meeting, pointed: Sequence[Promise], there: Sequence[Quote]
) -> Iterator[Quote]:
    """Passages that show what became of a promise and are no quote yet, found in the text by their words."""
    text = read_text(store, one.document)
    pages = File(one.document, "", "", "", tuple(read_pages(store, one.document)))
    known = {folded(quote.quote) for quote in there}
    for promise in pointed:
        quote = promise.found.quote if promise.found else ""
        if not folded(quote) or folded(quote) in known:
            continue
        place = re.compile(r"\s+".join(map(re.escape, quote.removesuffix("…").split()))).search(text, at.start, at.end)
        if place:
            known.add(folded(quote))
            page = pages.pages_of(*place.span())[0]
            mark = mention_id(promise.matter, one.meeting, quote)
            before, stretch, after = around(text, *place.span(), items_of(store, one.meeting))
            yield Quote(
                *(mark, "mention", "", True, {}, before, stretch, after, page, *place.span(), promise.matter, 1.0, "")
            )


def folded(quote: str) -> str:
    """The words of a quote, by which two of them are the same."""
    return " ".join(quote.removesuffix("…").split())


def _files(store: Store, attended: Iterable[Attended], found: Iterable[Minutes]) -> dict[str, File]:
    """Every file that holds minutes that were read of these bodies, or a quote."""
    read = {one.document: one for body in attended for one in body.sittings}
    others = {one.document for one in found} - read.keys()
    if others:
        read |= {one.document: one for one in sittings(store) if one.document in others}
    return {path: _file(store, one) for path, one in sorted(read.items())}


def _file(store: Store, one: Sitting) -> File:
    text = sha256_of(read_text(store, one.document).encode("utf-8"))
    pages = tuple(read_pages(store, one.document))
    return File(one.document, one.sha256, text, one.media_type, pages, removed_in(one.note))


class _Ends:
    """The exhibits by their marks and words, to place both ends of what was said and what became of it."""

    def __init__(self, proven: Iterable[Exhibit]) -> None:
        self._by_mark: dict[str, Exhibit] = {}
        self._by_words: dict[tuple[str, str], Exhibit] = {}
        for one in proven:
            self._by_mark[one.id] = one
            self._by_words.setdefault((one.meeting, folded(one.quote)), one)

    def promised(self, promises: Iterable[Promise]) -> Iterator[Promised]:
        for one in promises:
            said = self._by_mark.get(one.event)
            found = self._by_words.get((one.found.meeting, folded(one.found.quote))) if one.found else None
            if said:
                yield Promised(one, said, found)

    def proposed(self, proposals: Iterable[Proposal]) -> Iterator[Proposed]:
        for one in proposals:
            said = self._by_mark.get(one.said.mark)
            if said:
                yield Proposed(one, said, self._by_mark.get(one.answer.mark) if one.answer else None)
