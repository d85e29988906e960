"""The pages of matters: each with its life as a picture, and meeting by meeting with every quote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from matters_arising.export.site import paging
from matters_arising.export.site.paper import Paper
from matters_arising.export.site.passages import Quoted, Shown
from matters_arising.export.site.wording import called
from matters_arising.export.story import WORDS, Calendar, gaps, kind_of, meetings_since, put_off_at
from matters_arising.export.timeline_svg import life_svg
from matters_arising.matters.practice import Course
from matters_arising.matters.tally import LIKELY
from matters_arising.store.ledger import Entry
from matters_arising.store.life import Appearance, Life
from matters_arising.store.quotes import mention_id

_FIRST = "opens the thread"  # the link reason of the first passage, which nothing has been linked to yet
_LARGE = 150_000  # bytes of a picture that a page can hold beside its words


@dataclass(frozen=True, slots=True)
class Point:
    """A matter at one meeting, as its page tells it.

    `silence` are words on a long gap before it, `quotes` the passages, each with all that it was read as, `linked` why
    they are taken to be that matter. `unsure` counts putting-offs that are less likely than not, `perhaps` those that
    are more likely than not, at a meeting that is not counted.
    """

    date: str
    body: str
    minutes: str
    kind: str
    word: str
    silence: str
    quotes: tuple[tuple[Shown, ...], ...]
    linked: tuple[str, ...]
    unsure: int
    perhaps: int


@dataclass(frozen=True, slots=True)
class Story:
    """A matter as its page tells it. `since` counts the body's later meetings whose minutes are here, `missing` those
    that the minutes of its bodies name and that are not here."""

    life: Life
    entry: Entry | None
    course: Course
    points: tuple[Point, ...]
    since: int
    turns: tuple[tuple[str, Shown, Shown], ...]
    missing: int = 0


def address(matter: str) -> str:
    """Where the page of a matter lies."""
    return f"matters/{matter}.html"


def story_of(life: Life, calendar: Calendar, quotes: Quoted, *, course: Course, entry: Entry | None) -> Story:
    """What the page of one matter tells."""
    before = {id(gap.after): gap for gap in gaps(life, calendar)}
    points = []
    for at in life.appearances:
        gap = before.get(id(at))
        silence = f"{gap.wordings[0]}, {gap.meetings} meetings held" if gap and gap.meetings else ""
        points.append(_point(at, life.matter, quotes, silence or (gap.wordings[0] if gap else "")))
    return Story(life, entry, course, tuple(points), meetings_since(life, calendar), tuple(turns(course, quotes)))


def pages(
    paper: Paper, one: Story, calendar: Calendar, quotes: Quoted, bodies: Mapping[str, str]
) -> Iterator[tuple[str, Markup]]:
    """The pages of one matter; the picture stands on the first."""
    root = "../"

    def picture() -> Markup:
        life = told(one.life, quotes)
        # A meeting at which nothing was marked leads to the passage that deals with the matter.
        places = {
            at.meeting: shown[0].address for at in life.appearances if (shown := shown_at(at, life.matter, quotes))
        }

        def link(mark: str) -> str:
            return root + places.get(mark, quotes.address(mark))

        drawn = life_svg(life, calendar, course=one.course, link=link, inline=True)
        return Markup(drawn if len(drawn) <= _LARGE else "")

    return paging.in_parts(
        paper,
        "matter.html",
        address(one.life.matter),
        [paper.piece("point", point) for point in one.points],
        only_first=picture,
        story=one,
        bodies=[(called(body), bodies[body]) for body in one.life.bodies],
        here="matters.html",
    )


def _point(at: Appearance, matter: str, quotes: Quoted, silence: str) -> Point:
    kind = kind_of(at)
    return Point(
        date=at.date,
        body=called(at.body),
        minutes=quotes.address(at.meeting),
        kind=kind,
        word=WORDS[kind],
        silence=silence,
        quotes=tuple(_together(shown_at(at, matter, quotes))),
        linked=tuple(dict.fromkeys(p.link_reason for p in at.passages if p.link_reason != _FIRST)),
        unsure=sum(mark.what == "deferral" and mark.confidence < LIKELY for mark in at.events),
        perhaps=0
        if put_off_at(at)
        else sum(mark.what == "deferral" and mark.confidence >= LIKELY for mark in at.events),
    )


def shown_at(at: Appearance, matter: str, quotes: Quoted) -> tuple[Shown, ...]:
    """The quotes of a matter at one meeting: what was marked there, else the passages that deal with it."""
    marked = tuple(found for mark in (*at.events, *at.stances) if (found := quotes.shown.get(mark.id)))
    ids = dict.fromkeys(mention_id(matter, at.meeting, passage.quote) for passage in at.passages)
    return marked or tuple(found for mark in ids if (found := quotes.shown.get(mark)))


def _together(marks: Sequence[Shown]) -> Iterator[tuple[Shown, ...]]:
    """What one passage was read as, together."""
    of: dict[tuple[int, str], list[Shown]] = {}
    for mark in marks:
        of.setdefault((mark.page, mark.quote), []).append(mark)
    return map(tuple, of.values())


def turns(course: Course, quotes: Quoted) -> Iterator[tuple[str, Shown, Shown]]:
    """Pairs of passages to be read together, with words on what they were labelled as."""
    told = [(f"Labelled {turn.earlier.label}, then {turn.later.label}", turn) for turn in course.turns]
    if course.taken:
        told.append(("A promise to share or to hear others, and a later passage labelled as done alone", course.taken))
    for words, turn in told:
        earlier, later = quotes.shown.get(turn.earlier.stance), quotes.shown.get(turn.later.stance)
        if earlier and later:
            yield words, earlier, later


def told(life: Life, quotes: Quoted) -> Life:
    """The life with each mark's details as the site words them: without names of persons."""

    def of(at: Appearance) -> Appearance:
        shown = quotes.shown
        events = tuple(replace(mark, detail=shown[mark.id].facts if mark.id in shown else "") for mark in at.events)
        return replace(at, events=events)

    return replace(life, appearances=tuple(map(of, life.appearances)))
