"""From likely headings to the tree of items: which numbers run in sequence, which styles recur, what nests in what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from matters_arising.segment.bodies import names_in
from matters_arising.segment.headings import Heading, titles
from matters_arising.segment.numbering import Label, best_chain
from matters_arising.segment.sections import section_of
from matters_arising.segment.titles import is_title_line
from matters_arising.vocab import Section

_CONTENT = 60  # characters of text that show a heading to head something
_WEAK = ("line", "short", "colon", "dash", "lead")


@dataclass(frozen=True, slots=True)
class Node:
    """A heading believed in, at its depth from 1. `label` is the reading of its number that fits its chain."""

    heading: Heading
    label: Label | None
    title: str
    depth: int


@dataclass(frozen=True, slots=True)
class _Chained:
    """A heading with the chain it belongs to: its number, and that of the chain whose gap it fills (-1: none)."""

    label: Label
    chain: int
    inside: int


def outline(text: str, headings: Sequence[Heading], *, end: int) -> list[Node]:
    """The items' headings of one meeting, in order, with depths. Agendas printed before the minutes are left out."""
    names = titles(text, headings)
    content = _content(text, headings, end)
    weighed = [
        replace(h, weight=h.weight + (0.4 if content[i] >= _CONTENT else 0.0)) for i, h in enumerate(headings)
    ]
    chained: dict[int, _Chained] = {}
    _chain(weighed, range(len(weighed)), chained, inside=-1)
    _drop_lists(weighed, names, content, chained)
    kept = sorted({*chained, *_unnumbered(weighed, names, content, chained)})
    kept = _without_agenda(weighed, names, content, kept)
    return _nested(weighed, names, chained, kept)


def _content(text: str, headings: Sequence[Heading], end: int) -> list[int]:
    """How many characters of text each heading has before the next."""
    out = []
    for i, heading in enumerate(headings):
        following = headings[i + 1].start if i + 1 < len(headings) else end
        out.append(len(text[heading.title_end : following].strip(" \n\t:–—-.")))
    return out


def _chain(headings: Sequence[Heading], span: range, chained: dict[int, _Chained], *, inside: int) -> None:
    """Find the best chain among `span`, then look for further chains in the gaps it leaves."""
    families: dict[str, list[tuple[int, Label]]] = {}
    for i in span:
        for label in headings[i].labels:
            families.setdefault(label.family, []).append((i, label))
    best_score, best_members = 0.0, list[tuple[int, Label]]()
    for family in sorted(families):
        entries = families[family]
        score, chain = best_chain([label for _, label in entries], [headings[i].weight for i, _ in entries])
        if len(chain) >= 2 and score > best_score and score >= 1.6:
            best_score, best_members = score, [entries[k] for k in chain]
    if not best_members:
        return
    number = len({entry.chain for entry in chained.values()})
    for i, label in best_members:
        chained[i] = _Chained(label, number, inside)
    edges = [span.start - 1, *(i for i, _ in best_members), span.stop]
    for place, (low, high) in enumerate(zip(edges, edges[1:], strict=False)):
        if high - low > 2:
            outer = (
                inside if place in (0, len(edges) - 2) and len(best_members) > 1 and place == 0 else number
            )
            _chain(headings, range(low + 1, high), chained, inside=outer)


def _drop_lists(
    headings: Sequence[Heading], names: Sequence[str], content: Sequence[int], chained: dict[int, _Chained]
) -> None:
    """Numbered sentences within an item (conditions, options) are a list, not items."""
    by_chain: dict[int, list[int]] = {}
    for i, entry in chained.items():
        if entry.inside >= 0:
            by_chain.setdefault(entry.chain, []).append(i)
    for members in by_chain.values():
        titled = [i for i in members if names[i] and len(names[i].split()) <= 14 and not _sentence(names[i])]
        if len(titled) < 0.6 * len(members):
            for i in members:
                del chained[i]


def _sentence(name: str) -> bool:
    return bool(re.search(r"\b(?:was|were|had|has|have|is|are|will|would|be|shall|must|should)\b", name))


def _unnumbered(
    headings: Sequence[Heading], names: Sequence[str], content: Sequence[int], chained: dict[int, _Chained]
) -> list[int]:
    """Headings without a number that print or recurrence supports."""
    free = [i for i, heading in enumerate(headings) if i not in chained and not heading.labels]
    title_zone = _title_zone(headings, names, content, chained)
    lines = Counter(headings[i].style for i in free if content[i] >= _CONTENT)
    kept = []
    for i in free:
        style = headings[i].style
        standing = _stands(names[i])
        if i < title_zone:
            continue
        if style == "line" and not standing and (lines["line"] < 3 or content[i] < _CONTENT or chained):
            continue
        if style in _WEAK and content[i] < 12 and not _followed_by_deeper(headings, i):
            continue
        if style in ("colon", "dash") and not _short_title(names[i]) and not standing:
            continue
        kept.append(i)
    return kept


def _title_zone(
    headings: Sequence[Heading], names: Sequence[str], content: Sequence[int], chained: dict[int, _Chained]
) -> int:
    """The index of the first heading of business: what stands before is the title of the minutes."""
    for i, heading in enumerate(headings):
        if i in chained or (_stands(names[i]) and not heading.labels):
            return i
        if content[i] >= _CONTENT and not is_title_line(names[i]) and not names_in(names[i]):
            return i
    return 0


def _stands(name: str) -> bool:
    """Whether a heading names a standing part of business; "Minutes" alone is the title of the paper."""
    return section_of(name) != Section.OTHER and not is_title_line(name)


def _followed_by_deeper(headings: Sequence[Heading], i: int) -> bool:
    return i + 1 < len(headings) and (headings[i + 1].rank > headings[i].rank or bool(headings[i + 1].labels))


def _short_title(name: str) -> bool:
    tokens = re.findall(r"[A-Za-z][\w'’]*", name)
    lower = [token for token in tokens if token[0].islower() and len(token) > 3]
    return 0 < len(tokens) <= 7 and len(lower) <= 2 and not _sentence(name)


def _without_agenda(
    headings: Sequence[Heading], names: Sequence[str], content: Sequence[int], kept: list[int]
) -> list[int]:
    """Leave out a run of bare headings whose titles come again with text: the agenda, printed first."""
    from rapidfuzz.fuzz import token_set_ratio

    run: list[int] = []
    for place, i in enumerate(kept):
        if content[i] >= _CONTENT:
            break
        run = kept[: place + 1]
    if len(run) < 4:
        return kept
    later = [names[i].lower() for i in kept[len(run) :]]
    again = sum(any(token_set_ratio(names[i].lower(), name) >= 85 for name in later) for i in run if names[i])
    return kept[len(run) :] if again >= 0.5 * len(run) else kept


def _nested(
    headings: Sequence[Heading], names: Sequence[str], chained: dict[int, _Chained], kept: Sequence[int]
) -> list[Node]:
    nodes: list[Node] = []
    stack: list[int] = []  # indices into headings
    depth_of_style: dict[str, int] = {}
    for i in kept:
        heading = headings[i]
        if i in chained:
            _pop_numbered(chained, headings, stack, i)
        else:
            _pop_unnumbered(headings, names, chained, stack, i, depth_of_style)
            depth_of_style.setdefault(heading.style, len(stack) + 1)
        stack.append(i)
        label = chained[i].label if i in chained else None
        nodes.append(Node(heading, label, names[i], len(stack)))
    return nodes


def _pop_numbered(
    chained: dict[int, _Chained], headings: Sequence[Heading], stack: list[int], i: int
) -> None:
    """Unwind the stack to where number `i` belongs: beside its predecessor, or under what it details."""
    mine = chained[i]
    peers = [k for k, j in enumerate(stack) if j in chained and chained[j].chain == mine.chain]
    for k in reversed(peers):
        other = chained[stack[k]].label
        deeper = _hierarchical(mine.label) and len(other.values) < len(mine.label.values)
        if deeper and mine.label.values[: len(other.values)] == other.values:
            del stack[k + 1 :]
            return
        if k == peers[0] or not _hierarchical(mine.label):
            del stack[k:]
            return
    while stack and not _contains(chained, headings, stack[-1], i):
        stack.pop()


def _contains(chained: dict[int, _Chained], headings: Sequence[Heading], outer: int, i: int) -> bool:
    """Whether the open heading `outer` holds number `i`, the first of its chain."""
    if outer in chained:
        return chained[outer].chain == chained[i].inside
    return (
        headings[outer].rank < min(headings[i].rank, 7.0)
        and headings[outer].style != "caps"
        or (headings[outer].style in ("caps", "bold", "short") and chained[i].inside >= 0)
    )


def _hierarchical(label: Label) -> bool:
    return label.family[-1] not in "/-0"


def _pop_unnumbered(
    headings: Sequence[Heading],
    names: Sequence[str],
    chained: dict[int, _Chained],
    stack: list[int],
    i: int,
    depth_of_style: dict[str, int],
) -> None:
    heading = headings[i]
    if heading.style in depth_of_style and heading.style not in ("colon", "dash", "lead"):
        del stack[depth_of_style[heading.style] - 1 :]
        return
    if (
        section_of(names[i]) in (Section.CLOSING, Section.NEXT_MEETING, Section.OTHER_BUSINESS)
        and heading.rank < 8
    ):
        stack.clear()
        return
    while stack:
        top = headings[stack[-1]]
        if stack[-1] in chained and not (heading.style.startswith("heading") and top.rank >= heading.rank):
            return
        if top.rank < heading.rank:
            return
        stack.pop()
