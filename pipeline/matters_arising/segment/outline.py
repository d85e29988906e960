"""From likely headings to the tree of items: which numbers run in sequence, which styles recur, what nests in what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from matters_arising.models import Document
from matters_arising.segment.chains import Chained, agenda, chains
from matters_arising.segment.heading import Heading
from matters_arising.segment.headings import titles
from matters_arising.segment.names import names_in
from matters_arising.segment.numbering import Label, is_hierarchical
from matters_arising.segment.reach import reaches
from matters_arising.segment.sections import section_of
from matters_arising.segment.strays import strays
from matters_arising.segment.titles import is_kind_of_meeting, is_of_another, is_title_line
from matters_arising.segment.titling import is_sentence, is_short_title
from matters_arising.vocab import Section

_CONTENT = 60  # characters of text that show a heading to head something
_TITLED = 5  # characters: a heading of no more is followed by another
_SHORT = 6.55  # ranks below stand alone on their line by print or by a closing colon
_STRONG = 6.3  # ranks below are printed as headings: heading, capitals, bold
_WEAK = ("line", "stopped", "short", "colon", "dash", "lead")
_AT_THE_START = (Section.ATTENDANCE, Section.APOLOGIES, Section.INTERESTS, Section.MINUTES)
_AT_THE_END = (Section.CLOSING, Section.NEXT_MEETING, Section.OTHER_BUSINESS, Section.ACTIONS)


@dataclass(frozen=True, slots=True)
class Node:
    """A heading believed in, at its depth from 1. `label` is the reading of its number that fits its chain; what it
    heads ends at `end` at the latest."""

    heading: Heading
    label: Label | None
    title: str
    depth: int
    end: int


def outline(document: Document, headings: Sequence[Heading], *, start: int, end: int) -> list[Node]:
    """The items' headings of one meeting, in order, with depths. An agenda printed first is left out."""
    text = document.text
    names = titles(text, headings, end=end)
    content = _content(text, headings, end)
    printed_first = agenda(headings, names, content, end=end)
    kept = [i for i in range(len(headings)) if i not in printed_first]
    headings = [
        replace(headings[i], weight=headings[i].weight + (0.4 if content[i] >= _CONTENT else 0.0)) for i in kept
    ]
    names, content = [names[i] for i in kept], [content[i] for i in kept]
    chained = chains(headings, names, start=start, end=end)
    chained |= strays(headings, names, content, chained)
    title = _title(text, headings, names, start, end)
    zone = max(_title_zone(headings, names, content, chained), _form_zone(document, headings, names, chained))
    believed = sorted({*chained, *_unnumbered(headings, names, content, chained, title=title, zone=zone)})
    bounds = dict.fromkeys(believed, end) | reaches(document, headings, names, believed)
    return _nested(headings, names, chained, bounds)


def _content(text: str, headings: Sequence[Heading], end: int) -> list[int]:
    """How many characters of text each heading has before the next."""
    out = []
    for i, heading in enumerate(headings):
        following = headings[i + 1].start if i + 1 < len(headings) else end
        out.append(len(text[heading.title_end : following].strip(" \n\t:–—-.")))
    return out


def _title(text: str, headings: Sequence[Heading], names: Sequence[str], start: int, end: int) -> str:
    """What is printed before the first standing part of business."""
    begins = (heading.start for heading, name in zip(headings, names, strict=True) if _stands(name))
    return text[start : next(begins, end)]


def _unnumbered(
    headings: Sequence[Heading],
    names: Sequence[str],
    content: Sequence[int],
    chained: Mapping[int, Chained],
    *,
    title: str,
    zone: int,
) -> list[int]:
    """Headings without a number that fits that print, recurrence or a standing name supports."""
    free = [i for i, heading in enumerate(headings) if i not in chained and _is_free(heading, names[i])]
    heading_lines = sum(headings[i].style in ("line", "stopped") and content[i] >= _CONTENT for i in free)
    kept = []
    for i in free:
        style, standing = headings[i].style, _stands(names[i])
        if section_of(names[i]) == Section.MINUTES and is_of_another(names[i], title):
            standing = True
        if i < zone or (is_title_line(names[i]) and not standing):
            continue
        if style == "stopped" and chained:
            continue
        if style in ("line", "stopped") and not standing and (heading_lines < 3 or content[i] < _CONTENT or chained):
            continue
        if style in _WEAK and content[i] < 12 and not _followed_by_deeper(headings, i):
            continue
        if style in ("colon", "dash") and not is_short_title(names[i]) and not standing:
            continue
        kept.append(i)
    return kept


def _is_free(heading: Heading, name: str) -> bool:
    """Whether a heading needs no number to be believed: it has none, or the format itself makes it a heading. What goes
    on in small letters is no title behind a number: "Section 12 notices"."""
    titled = heading.title_end > heading.title_start and not name[:1].islower()
    return not heading.labels or (heading.style.startswith("heading") and titled)


def _title_zone(
    headings: Sequence[Heading], names: Sequence[str], content: Sequence[int], chained: Mapping[int, Chained]
) -> int:
    """The index of the first heading of business: what stands before is the title of the minutes."""
    zone = 0
    for i, heading in enumerate(headings):
        titled = bool(names_in(names[i])) and content[i] < _TITLED  # "Planning Committee", above the date
        if i in chained or (_stands(names[i]) and not heading.labels and not titled):
            break
        opens = is_kind_of_meeting(names[i]) and all(each < _TITLED for each in content[zone:i])
        if is_title_line(names[i]) or names_in(names[i]) or opens:
            zone = i + 1
        if content[i] >= 5 * _CONTENT:
            break
    return zone


def _form_zone(
    document: Document, headings: Sequence[Heading], names: Sequence[str], chained: Mapping[int, Chained]
) -> int:
    """The index behind the labels with values ("Venue: Town Hall") that stand before the first number or standing part
    of business: they fill in the form of a page or paper. Without such a part they may be the business."""
    zone, within = 0, True
    for i, heading in enumerate(headings):
        if i in chained or (_stands(names[i]) and not heading.labels):
            return zone
        value = document.text[heading.title_end : document.blocks[heading.block].end]
        if within and heading.style == "colon" and not is_sentence(value):
            zone = i + 1
        within = within and (zone > i or is_title_line(names[i]) or bool(names_in(names[i])))
    return 0


def _stands(name: str) -> bool:
    """Whether a heading names a standing part of business; "Minutes" alone is the title of the paper."""
    return section_of(name) != Section.OTHER and not is_title_line(name)


def _followed_by_deeper(headings: Sequence[Heading], i: int) -> bool:
    return i + 1 < len(headings) and (headings[i + 1].rank > headings[i].rank or bool(headings[i + 1].labels))


def _nested(
    headings: Sequence[Heading], names: Sequence[str], chained: Mapping[int, Chained], bounds: Mapping[int, int]
) -> list[Node]:
    """The believed headings, the keys of `bounds`, as a tree; none holds what begins behind its bound."""
    roots = _roots(headings, chained, list(bounds))
    tree = _Tree(headings, names, chained, roots)
    nodes = []
    for i, bound in bounds.items():
        tree.open = [j for j in tree.open if headings[i].start < bounds[j]]
        depth = tree.place(i)
        label = chained[i].label if i in chained else next(iter(headings[i].labels), None)
        nodes.append(Node(headings[i], label, names[i], depth, bound))
    return nodes


@dataclass(frozen=True, slots=True)
class _Root:
    """A chain that no item holds. `dividing` are the unnumbered styles that part it into chapters; `lost` are
    the headings between its members whose numbers the print or the scanner left out."""

    members: tuple[int, ...]
    dividing: frozenset[str]
    lost: frozenset[int]


def _roots(headings: Sequence[Heading], chained: Mapping[int, Chained], believed: Sequence[int]) -> dict[int, _Root]:
    """A style divides a chain when it stands before the chain and again between its members (a strong one also
    after them), and is printed more strongly than they are."""
    out: dict[int, _Root] = {}
    for chain in sorted({entry.chain for entry in chained.values() if entry.inside < 0}):
        members = [i for i in believed if i in chained and chained[i].chain == chain]
        rank = sum(headings[i].rank for i in members) / max(1, len(members))
        free = [i for i in believed if i not in chained and headings[i].rank < _SHORT]
        lost = _lost_numbers(chained, members, free)
        between = {headings[i].style for i in free if members[0] < i < members[-1] and i not in lost}
        after = {headings[i].style for i in free if i > members[-1] and headings[i].rank < _STRONG}
        before = {headings[i].style for i in free if i < members[0] and headings[i].rank < rank}
        out[chain] = _Root(tuple(members), frozenset(before & (between | after)), frozenset(lost))
    return out


def _lost_numbers(chained: Mapping[int, Chained], members: Sequence[int], free: Sequence[int]) -> set[int]:
    """Unnumbered headings where the chain leaves out just so many numbers."""
    lost: set[int] = set()
    for low, high in pairwise(members):
        one, other = chained[low].label.values, chained[high].label.values
        missing = max((b - a for a, b in zip(one, other, strict=False)), default=0) - 1
        within = [i for i in free if low < i < high]
        if 0 < len(within) <= missing:
            lost.update(within)
    return lost


class _Tree:
    """The open headings from root to leaf while a document is walked through."""

    def __init__(
        self,
        headings: Sequence[Heading],
        names: Sequence[str],
        chained: Mapping[int, Chained],
        roots: Mapping[int, _Root],
    ) -> None:
        self.headings, self.names, self.chained, self.roots = headings, names, chained, roots
        self.last_member: dict[int, int] = {entry.chain: i for i, entry in sorted(chained.items())}
        self.open: list[int] = []

    def place(self, i: int) -> int:
        """Open heading `i`, closing those it ends; returns its depth from 1."""
        if i in self.chained:
            self._close_for_number(i)
        else:
            self._close_for_style(i)
        self.open.append(i)
        return len(self.open)

    def _close_for_number(self, i: int) -> None:
        mine = self.chained[i]
        for place, other in reversed(list(enumerate(self.open))):
            if other not in self.chained or self.chained[other].chain != mine.chain:
                continue
            if _details(mine.label, self.chained[other].label):
                del self.open[place + 1 :]
                return
            first = not any(self._same_chain(j, mine.chain) for j in self.open[:place])
            if first or not is_hierarchical(mine.label):
                del self.open[place:]
                return
        while self.open and not self._holds(self.open[-1], i):
            self.open.pop()

    def _same_chain(self, j: int, chain: int) -> bool:
        return j in self.chained and self.chained[j].chain == chain

    def _holds(self, outer: int, i: int) -> bool:
        """Whether the open heading `outer` holds number `i`, of whose chain none is open."""
        mine = self.chained[i]
        if mine.inside >= 0:
            inner = outer not in self.chained and outer > mine.inside and not self.headings[outer].is_run_in
            alike = bool(self.headings[outer].labels) and self.headings[outer].style == self.headings[i].style
            return outer == mine.inside or (inner and not alike)  # "D-6" taken before "D-1" holds none of them
        divides = mine.chain in self.roots and self.headings[outer].style in self.roots[mine.chain].dividing
        return outer not in self.chained and divides and section_of(self.names[outer]) not in _AT_THE_START

    def _close_for_style(self, i: int) -> None:
        heading = self.headings[i]
        for root in self.roots.values():
            if i in root.lost:
                first = next(
                    (place for place, j in enumerate(self.open) if j in root.members or j in root.lost), len(self.open)
                )
                del self.open[first:]
                return
        here = {self.chained[j].chain for j in self.open if j in self.chained} & set(self.roots)
        if any(heading.style in self.roots[chain].dividing for chain in here or set(self.roots)) or (
            not heading.is_run_in and self._is_last_word(i)
        ):
            self.open.clear()
            return
        for place, other in enumerate(self.open):
            if other not in self.chained and self.headings[other].style == heading.style:
                del self.open[place:]
                return
        while self.open and not self._may_hold(self.open[-1], i):
            self.open.pop()

    def _is_last_word(self, i: int) -> bool:
        """Whether a closing section stands after the last number of the agenda."""
        ended = all(self.last_member[self.chained[j].chain] < i for j in self.open if j in self.chained)
        return ended and section_of(self.names[i]) in _AT_THE_END

    def _may_hold(self, outer: int, i: int) -> bool:
        heading, other = self.headings[i], self.headings[outer]
        if outer in self.chained:
            deeper = not (heading.style.startswith("heading") and other.style.startswith("heading"))
            return deeper or other.rank < heading.rank
        return other.rank < heading.rank and section_of(self.names[outer]) not in _AT_THE_START


def _details(label: Label, other: Label) -> bool:
    """Whether a number is a part of another: 4.2 of 4, 12a/19 of 12/19."""
    longer = len(other.values) < len(label.values)
    return longer and label.values[: len(other.values)] == other.values
