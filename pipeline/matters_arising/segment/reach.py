"""How far a run-in heading reaches: a few words at the head of an entry name that entry, and not what stands below it.

"Treasurer's report: £40 in hand" heads its own paragraph and the list below it. The next paragraph is another entry,
though it has no heading, unless it shows that it goes on: it begins in mid-sentence or refers back, it tells the vote
or names the thing. Only where most run-in headings of a meeting have several paragraphs is that how it is printed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice

from matters_arising.models import Block, Document
from matters_arising.segment.forms import form_of
from matters_arising.segment.heading import Heading
from matters_arising.segment.lexicon import is_act, opens_with_act
from matters_arising.segment.named import is_people
from matters_arising.segment.sections import section_of
from matters_arising.segment.titling import is_sentence, reads_like_title, run_in_end
from matters_arising.vocab import Section

# Parts of an agenda: what stands below them is theirs, however they are printed.
_HOLDERS = frozenset(
    {
        Section.ATTENDANCE,
        Section.MATTERS_ARISING,
        Section.PUBLIC,
        Section.CONSENT,
        Section.CORRESPONDENCE,
        Section.ACTIONS,
        Section.OTHER_BUSINESS,
    }
)
_SPREADING = 3  # run-in headings, most of them with several paragraphs, that show how a meeting is printed
_MOST = 2 / 3
_LABEL = 3  # times a head stands in one document before it is a label of what is above it ("Discussion:")
_REFERS_BACK = re.compile(r"\W*(?:[a-z&]|(?:He|She|They|This|These|His|Her|Their|Both)\b)")
_MEASURE = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class _Run:
    """A run-in heading, the end of what shows that it belongs to it, and that of all before the next heading."""

    place: int
    own: int
    all: int


def reaches(
    document: Document, headings: Sequence[Heading], names: Sequence[str], believed: Sequence[int]
) -> dict[int, int]:
    """The offset at which each run-in heading ends at the latest, by its place; none for those that head a part of an
    agenda or are the first half of a title."""
    opened = {headings[i].block for i in believed}
    heads = _heads(document)
    by_style: dict[str, list[_Run]] = defaultdict(list)
    for i in believed:
        heading = headings[i]
        if heading.style in ("colon", "dash") and not heading.labels and _heads_an_entry(document, heading, names[i]):
            by_style[heading.style].append(_run(document, i, heading, opened, heads))
    out: dict[int, int] = {}
    for runs in by_style.values():
        spread = sum(run.all > run.own for run in runs)
        spreads = len(runs) >= _SPREADING and spread >= _MOST * len(runs)
        out.update((run.place, run.all if spreads else run.own) for run in runs)
    return out


def _heads_an_entry(document: Document, heading: Heading, name: str) -> bool:
    """Whether something is said behind a heading in its own paragraph: "Bids: Opening of Envelopes" is but a title."""
    said = document.text[heading.title_end : document.blocks[heading.block].end].strip()
    entry = is_sentence(said) or said.endswith((".", "!", "?")) or document.blocks[heading.block].kind == "list"
    section = section_of(name)
    several = section is Section.REPORTS and name.endswith(("s", "S"))  # "Staff reports", not "Clerk's report"
    return entry and not several and section not in _HOLDERS


def _run(document: Document, i: int, heading: Heading, opened: Set[int], heads: Set[int]) -> _Run:
    block = document.blocks[heading.block]
    own = reached = block.end
    going_on = True
    below = islice(enumerate(document.blocks), heading.block + 1, None)
    for index, other in below:
        led_to = index == heading.block + 1 and document.text[: block.end].rstrip().endswith((":", ","))
        goes_on = index not in opened and (led_to or _goes_on(document, heading, block, other))
        going_on = going_on and (_is_below(block, other) or goes_on)
        if going_on:
            own = other.end
        elif index in opened or index in heads or other.kind in ("heading", "list"):
            break
        reached = other.end
    return _Run(i, own, reached)


def _is_below(block: Block, other: Block) -> bool:
    """Whether a block is a list or table below another, and no further entry beside it."""
    if other.kind == block.kind:
        return other.kind == "list" and other.level > block.level
    return other.kind in ("list", "row", "quote")


def _goes_on(document: Document, heading: Heading, block: Block, other: Block) -> bool:
    """Whether a paragraph shows by its own words that it goes on with the entry above it."""
    printed = document.text[other.start : other.end]
    if other.kind == block.kind == "list":
        return False
    if _REFERS_BACK.match(printed) or opens_with_act(printed) or form_of(printed) in ("vote", "outcome", "action"):
        return True
    named = {word.casefold() for word in _MEASURE.findall(document.text[heading.title_start : heading.title_end])}
    names_it = section_of(" ".join(named)) == Section.OTHER and named & set(_MEASURE.findall(printed.casefold()))
    return bool(names_it)


def _heads(document: Document) -> set[int]:
    """The blocks that open with a head of their own, by their numbers, but for labels that come back often."""
    found = list(_openings(document))
    counts = Counter(head for _, head in found)
    return {index for index, head in found if counts[head] < _LABEL}


def _openings(document: Document) -> Iterator[tuple[int, str]]:
    for index, block in enumerate(document.blocks):
        end = run_in_end(document.text, block.start, block.end)
        head = document.text[block.start : end].strip(" :–—-")
        if end > block.start and reads_like_title(head) and not is_people(head) and not is_act(head):
            yield index, head.casefold()
