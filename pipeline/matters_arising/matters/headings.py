"""Which headings name a matter, and which are standing headings under which many matters pass."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from matters_arising.matters.paragraphs import Paragraph, is_sentence, names_no_thing
from matters_arising.matters.words import ACTS, stems
from matters_arising.models import AgendaItem, Meeting
from matters_arising.segment.sections import section_of
from matters_arising.vocab import Section

_HOLDERS = frozenset({Section.REPORTS, Section.FINANCE, Section.CORRESPONDENCE, Section.CONSENT, Section.MINUTES})
_PASSING = 60  # characters: what is shorter is a line, not a paragraph of discussion
_MANY = 5  # paragraphs that one matter seldom takes, meeting after meeting
_OFTEN = 5  # meetings, at so many of which it seldom takes four
_LISTED = 4  # rows or actions under one heading that make it a list
_LONG_LIFE = 12  # meetings: what comes back at most meetings for longer is part of the form
# what is done at any meeting, and which part of it is meant
_DOING = ACTS | frozenset(
    stems(
        "business matters procedures proceedings introductions announcements comments remarks concerns questions "
        "answers duties presentations distribution hearings appointments adoption receipt review session notices"
    )
)
# who does it, and which of these
_OF_MEETINGS = _DOING | frozenset(
    stems(
        "board council committee staff officer executive chair chairman chairwoman chairperson president secretary "
        "treasurer clerk mayor manager administrator superintendent trustee director councillor representative public "
        "regular general special ordinary ongoing current late additional urgent new old open closed monthly opening "
        "preliminary miscellaneous routine administrative"
    )
)
_CALENDAR = frozenset(stems("january february march april may june july august september october november december"))


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of an archive: items by id, the standing ones, and the number of paragraphs under each.

    `whole` are those whose paragraphs are numbered after them ("4.1", "4.2" under 4): however long, they have swallowed
    nothing that is not theirs.
    """

    items: Mapping[str, AgendaItem]
    standing: frozenset[str]
    busy: Mapping[str, int]
    whole: frozenset[str] = frozenset()

    def is_form(self, item: AgendaItem) -> bool:
        """Whether a heading says nothing of what is dealt with under it."""
        return item.section != Section.OTHER or (item.id in self.standing and is_of_meetings(item.title))

    def chain(self, item: str) -> list[AgendaItem]:
        """The item and what it is under, innermost first."""
        found: list[AgendaItem] = []
        while item in self.items and len(found) < len(self.items):
            found.append(self.items[item])
            item = self.items[item].parent
        return found


def title_key(title: str) -> str:
    """What stays of a title from meeting to meeting: its stems without numbers and months.

    >>> title_key("Budget for May 2021") == title_key("4. BUDGET for June")
    True
    """
    return " ".join(s for s in stems(title) if not s[0].isdigit() and s not in _CALENDAR)


def is_of_meetings(title: str) -> bool:
    """Whether a heading names nothing but what is done at any meeting, and at most who does it.

    >>> is_of_meetings("New Business"), is_of_meetings("Comments from Clerk or Treasurer"), is_of_meetings("New pump")
    (True, True, False)
    >>> is_of_meetings("Clerk"), is_of_meetings("New Trustee")
    (False, False)
    """
    words = set(title_key(title).split())
    return words <= _OF_MEETINGS and not words.isdisjoint(_DOING)


def names_nothing(heading: str) -> bool:
    """Whether a heading is one of meetings that is no part of every agenda, so that anything stands under it."""
    return is_of_meetings(heading) and section_of(heading) == Section.OTHER


def is_label(item: AgendaItem) -> bool:
    """Whether a heading is no part of any agenda, and yet names no thing: "Action", "New", "Ann says"."""
    return item.section == Section.OTHER and names_no_thing(item.title)


def scopes(items: Iterable[AgendaItem]) -> Callable[[str], str]:
    """A look-up from an item's id to the id of the heading that governs it: itself or the nearest with a title.

    A numbered paragraph whose "title" is its first sentence is no heading; nor is one that says what is to be done of
    the thing whose heading stands above it ("Action").
    """
    by_id = {item.id: item for item in items}
    titled = {i for i, item in by_id.items() if item.title and not is_sentence(item.title)}
    things = {i for i in titled if by_id[i].section == Section.OTHER and not is_label(by_id[i])}
    governs = {i for i in titled if by_id[i].parent not in things or not is_label(by_id[i])}
    known: dict[str, str] = {}

    def scope(item: str) -> str:
        if item not in known:
            at, seen = item, set[str]()
            while at in by_id and at not in governs and at not in seen:
                seen.add(at)
                at = by_id[at].parent
            known[item] = at if at in governs else ""
        return known[item]

    return scope


def headings(
    meetings: Sequence[Meeting], items: Sequence[AgendaItem], printed: Mapping[str, Sequence[Paragraph]]
) -> Headings:
    """Tell the standing headings of an archive. `printed` are the paragraphs of each meeting, by its id.

    Standing are: the parts of any agenda (`Section`), headings with two or more headings under them or that name no
    thing, and those that recur at the meetings of the body with more paragraphs than one matter takes, or for longer
    than matters live, or recur at most meetings under a heading of reports.
    """
    scope = scopes(items)
    by_id = {item.id: item for item in items}
    titled = [item for item in items if scope(item.id) == item.id]
    children = Counter(item.parent for item in titled if item.parent)
    standing = {item.id for item in titled if item.section != Section.OTHER or children[item.id] >= 2 or is_label(item)}
    listed = Counter(p.scope for group in printed.values() for p in group if p.form in ("row", "action"))
    standing |= {scope for scope, rows in listed.items() if scope and rows >= _LISTED}
    busy = Counter(p.scope for group in printed.values() for p in group if p.scope and len(p.text) > _PASSING)
    whole = Headings(by_id, frozenset(), busy)
    place = _places(meetings)
    series: dict[tuple[str, str], list[AgendaItem]] = defaultdict(list)
    for item in titled:
        if item.meeting in place and (key := title_key(item.title)):
            series[place[item.meeting][0], key].append(item)
    for of_one_title in series.values():
        if _recurs(of_one_title, whole, {i.meeting: place[i.meeting][1] for i in of_one_title}):
            standing.update(item.id for item in of_one_title)
    return Headings(by_id, frozenset(standing), busy, _numbered_after(by_id, printed.values()))


def _numbered_after(items: Mapping[str, AgendaItem], printed: Iterable[Sequence[Paragraph]]) -> frozenset[str]:
    """The items most of whose paragraphs bear numbers that begin with their own."""
    under: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for paragraph in (p for group in printed for p in group if p.scope in items):
        number = items[paragraph.scope].number.strip(" .)")
        under[paragraph.scope] += 1
        after[paragraph.scope] += bool(number) and paragraph.number.startswith(f"{number}.")
    return frozenset(scope for scope, times in under.items() if after[scope] > times / 2)


def _places(meetings: Iterable[Meeting]) -> dict[str, tuple[str, int]]:
    """The body of each meeting and its place among the meetings of that body."""
    found: dict[str, tuple[str, int]] = {}
    count: Counter[str] = Counter()
    for meeting in sorted(meetings, key=lambda m: (m.body, m.date, m.document, m.start)):
        found[meeting.id] = (meeting.body, count[meeting.body])
        count[meeting.body] += 1
    return found


def _recurs(series: Sequence[AgendaItem], whole: Headings, place: Mapping[str, int]) -> bool:
    seen = sorted({place[item.meeting] for item in series})
    if len(seen) < 3:
        return False
    share = len(seen) / (seen[-1] - seen[0] + 1)
    typical = sorted(whole.busy[item.id] for item in series)[len(series) // 2]
    many = _MANY - 1 if len(seen) >= _OFTEN else _MANY
    held = sum(any(above.section in _HOLDERS for above in whole.chain(item.id)[1:]) for item in series)
    return (
        (share >= 0.3 and (typical >= many or is_of_meetings(series[0].title)))
        or (share >= 0.6 and len(seen) >= _LONG_LIFE)
        or (share >= 0.5 and 2 * held > len(series))
    )
