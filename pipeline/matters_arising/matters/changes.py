"""What differs between two texts of the minutes of one meeting, and which decisions, votes and deferrals are among it.

White space, hyphens, case, punctuation, page numbers, letters that OCR takes for one another, sentences cut in other
places and text that stands elsewhere are no change; but a few words, as “Carried.”, belong to what they follow. An
event is told only where its own words differ: one that another version of this software reads otherwise in the same
words is not. Who changed what, and why, is not known here and never said.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz.distance import Indel

from matters_arising.matters.tally import LIKELY
from matters_arising.redactions import MASK
from matters_arising.vocab import MeetingStatus

Kind = Literal[
    "draft to approved",
    "silent later edit",
    "edit that says so",
    "draft revised",
    "back to draft",
    "other copy",
    "edit",
]
What = Literal["altered", "added", "removed"]

_WORD = re.compile(r"[^\W_]+|[£$€%]")
_PAGE = re.compile(r"(?:page|p)?(?: ?\d{1,4})(?: (?:of )?\d{1,4})?|(?:page|p)")
_CONFUSED = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b"})  # by OCR, in a word with letters
_SAYS_SO = re.compile(r"\b(?:correct(?:ed|ions?)|amended|amendments?|revised|reissued|errat(?:um|a))\b", re.IGNORECASE)
_SHORT = 8  # words; what has fewer is part of what it follows, or else of its item
_SEARCHED = 4e9  # characters; texts of which nearly nothing is the same are not searched for sentences cut elsewhere
_RELATED = 0.5  # likeness from which one passage is said to have become another
_SAME_ITEM = 0.15  # added to it under one heading
_PAIRS = 100_000  # of passages that are compared; beyond, only those that stand near each other are
_NEAR = 40
_FLAGGED = frozenset(["decision", "deferral"])


@dataclass(frozen=True, slots=True)
class Passage:
    """Statements of one version that are compared as one: all but the first are a few words, which lean on it.

    `item` is the title of their item, `text` for comparing, `quote` what is printed, of which the first `heading`
    characters are the heading that the rest leans on."""

    item: str
    start: int
    end: int
    page: int
    text: str
    quote: str
    heading: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """An event of one version."""

    type: str
    start: int
    end: int
    page: int
    quote: str
    outcome: str
    votes: str
    until: str
    procedural: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Version:
    """The minutes of one meeting as one text of a document has them. `first_seen` is when the run began that found it
    first, empty where that was not recorded."""

    document: str
    sha256: str
    body: str
    date: str
    status: str
    first_seen: str
    passages: tuple[Passage, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of one version, and the page that they are on."""

    quote: str
    page: int


@dataclass(frozen=True, slots=True)
class Flag:
    """An event whose words differ: a decision, a vote or a deferral. `detail` says which of its facts do, `confidence`
    is the probability that it is one, the lesser where both texts have it."""

    type: str
    what: What
    before: Quoted | None
    after: Quoted | None
    detail: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Change:
    """A passage that differs. Of an added one there is no `before`, of a removed one no `after`. `flags` are the
    decisions, votes and deferrals in it that differ."""

    what: What
    before: Quoted | None
    after: Quoted | None
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts of one meeting's minutes that differ. The passages are in the order in which they stand."""

    kind: Kind
    earlier: Version
    later: Version
    changes: tuple[Change, ...]

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The decisions, votes and deferrals that differ, in the order of their passages."""
        return tuple(flag for change in self.changes for flag in change.flags)


def joined(passages: Sequence[Passage], whole: str) -> tuple[Passage, ...]:
    """Statements, in the order of the text `whole` that they stand in, with those of a few words put to what they
    follow under the same item, and without page numbers."""
    found: list[Passage] = []
    for one in passages:
        if _PAGE.fullmatch(_words(one.text)):
            continue
        last = found[-1] if found else None
        if last and last.item == one.item and last.end <= one.start and _is_short(one):
            text, quote = f"{last.text} {one.text}", whole[last.start : one.end]
            heading = last.heading or (one.start - last.start if _is_heading(last) else 0)
            found[-1] = replace(last, end=one.end, text=text, quote=quote, heading=heading)
        else:
            found.append(one)
    return tuple(found)


def _is_heading(one: Passage) -> bool:
    """Whether it is the title of its own item, with or without a number before it."""
    said, title = _words(one.text), _words(one.item)
    return bool(title) and said.endswith(title) and not re.search(r"[^\W\d_]{3}", said.removesuffix(title))


def _is_short(one: Passage) -> bool:
    return len(_words(one.text).split()) < _SHORT


def compare(earlier: Version, later: Version) -> Comparison | None:
    """What differs between two versions; nothing where no words do."""
    gone, new = differing(earlier.passages, later.passages)
    pairs, gone, new = _paired(gone, new)
    if not (pairs or gone or new):
        return None
    changes = (
        *(_altered(one, other, earlier, later) for one, other in pairs),
        *(Change("removed", _quoted(one), None, tuple(_lone(one, earlier, "removed"))) for one in gone),
        *(Change("added", None, _quoted(other), tuple(_lone(other, later, "added"))) for other in new),
    )
    places = [*(other.start for _, other in pairs), *(_moved(one, pairs) for one in gone), *(n.start for n in new)]
    ordered = tuple(change for _, change in sorted(zip(places, changes, strict=True), key=lambda pair: pair[0]))
    return Comparison(_kind(earlier, later, ordered), earlier, later, ordered)


def _altered(one: Passage, other: Passage, earlier: Version, later: Version) -> Change:
    """What became of a passage. The heading that it leans on is quoted only where nothing else differs."""
    before, after = (replace(_quoted(p), quote=p.quote[p.heading :]) for p in (one, other))
    if _words(before.quote) == _words(after.quote):
        before, after = _quoted(one), _quoted(other)
    flags = _flags_within(_marks_in(one, earlier), _marks_in(other, later), (one, other))
    return Change("altered", before, after, tuple(flags))


def _kind(earlier: Version, later: Version, changes: Sequence[Change]) -> Kind:
    draft, approved = MeetingStatus.DRAFT, MeetingStatus.APPROVED
    match earlier.status, later.status:
        case (draft.value, approved.value):
            return "draft to approved"
        case (approved.value, draft.value) if earlier.document == later.document:
            return "back to draft"
    if earlier.document != later.document:
        return "other copy"
    if earlier.status == later.status == approved:
        says_so = any(c.after and _SAYS_SO.search(c.after.quote) for c in changes)
        return "edit that says so" if says_so else "silent later edit"
    return "draft revised" if earlier.status == later.status == draft else "edit"


# ---- passages ------------------------------------------------------------------------------------------------


def differing(one: Sequence[Passage], other: Sequence[Passage]) -> tuple[list[Passage], list[Passage]]:
    """The passages of either side whose words the other does not have as often, wherever they stand there."""
    sides = ([_words(p.text) for p in one], [_words(p.text) for p in other])
    keys = [
        [(said, _words(p.item) if said.count(" ") < _SHORT - 1 else "") for said, p in zip(side, passages, strict=True)]
        for side, passages in zip(sides, (one, other), strict=True)
    ]
    streams = [" " + " ".join(filter(None, side)) + " " for side in sides]
    left = _surplus(keys[0], keys[1]), _surplus(keys[1], keys[0])
    if sum(map(len, left)) * sum(map(len, streams)) > _SEARCHED:
        return [one[i] for i in left[0]], [other[j] for j in left[1]]
    gone = [one[i] for i in left[0] if not _stands(i, sides[0], streams[0], streams[1])]
    new = [other[j] for j in left[1] if not _stands(j, sides[1], streams[1], streams[0])]
    return gone, new


def _surplus(keys: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]) -> list[int]:
    """Which of these come more often than among the others; the last of a kind are the ones too many."""
    spare = Counter(others)
    left = []
    for place, key in enumerate(keys):
        if spare[key] > 0:
            spare[key] -= 1
        else:
            left.append(place)
    return left


def _stands(place: int, words: Sequence[str], own: str, other: str) -> bool:
    """Whether a passage is in the other text all the same, cut in another place: as often as in its own. A few words
    are looked for with what stands before or after them."""
    if words[place].count(" ") >= _SHORT - 1:
        return _times(words[place], other) >= _times(words[place], own)
    around = [words[max(place - 1, 0) : place + 1], words[place : place + 2]]
    wider = [said for part in around if (said := " ".join(filter(None, part))).count(" ") >= _SHORT - 1]
    return any(_times(said, other) >= _times(said, own) for said in wider)


def _times(said: str, stream: str) -> int:
    return stream.count(f" {said} ")


def _words(text: str) -> str:
    """The words of a passage as they are compared, parted by single spaces.

    >>> _words("The  co-opted member’s fee: £1,500"), _words("Page 3 of 7")
    ('the co opted member s fee £ 1 500', 'page 3 of 7')
    """
    return " ".join(map(_folded, _WORD.findall(unicodedata.normalize("NFKC", text.replace("\xad", "")).casefold())))


def _folded(word: str) -> str:
    """A word without what OCR confuses; a number stays as it is."""
    if word.isdigit():
        return word
    return word.translate(_CONFUSED).replace("rn", "m").replace("vv", "w")


def _paired(
    gone: Sequence[Passage], new: Sequence[Passage]
) -> tuple[list[tuple[Passage, Passage]], list[Passage], list[Passage]]:
    """Which passage became which, the likest first; and those that became nothing, or came from nothing.

    What is the same but for spaces inside of words is left out, and what is covered by a redaction in one of them only.
    The likeness and its ties do not ask which side is the earlier one.
    """
    taken: dict[int, int] = {}
    used: set[int] = set()
    before, after = ([_words(p.text).split() for p in side] for side in (gone, new))
    scored = sorted(_scores(gone, new, before, after))
    for _, _, _, i, j in scored:
        if i not in taken and j not in used:
            taken[i] = j
            used.add(j)
    pairs = [
        (gone[i], new[j])
        for i, j in sorted(taken.items())
        if not _same(before[i], after[j]) and (MASK in gone[i].quote) == (MASK in new[j].quote)
    ]
    rest = [one for i, one in enumerate(gone) if i not in taken]
    return pairs, rest, [other for j, other in enumerate(new) if j not in used]


def _scores(
    gone: Sequence[Passage], new: Sequence[Passage], before: Sequence[list[str]], after: Sequence[list[str]]
) -> Iterator[tuple[float, float, int, int, int]]:
    """Pairs that may be one passage: how unlike they are, how far apart, what tells ties apart, and which they are."""
    sizes = (max(len(gone), 1), max(len(new), 1))
    reach = 1.0 if sizes[0] * sizes[1] <= _PAIRS else _NEAR / max(sizes)
    titles = [[_words(p.item).split() for p in side] for side in (gone, new)]
    for i, one in enumerate(before):
        first, last = (int((i / sizes[0] + by) * sizes[1]) for by in (-reach, reach))
        for j in range(max(first - 1, 0), min(last + 2, len(new))):
            apart = abs(i / sizes[0] - j / sizes[1])
            if apart > reach:
                continue
            likeness = _likeness(one, after[j])
            related = _likeness(titles[0][i], titles[1][j]) >= _RELATED
            if related:
                likeness += _SAME_ITEM
            elif min(len(one), len(after[j])) < _SHORT:
                continue  # a few words of another item are other words
            if likeness >= _RELATED:
                yield -likeness, apart, i + j, i, j


def _likeness(one: list[str], other: list[str]) -> float:
    if _same(one, other):
        return 1.0
    if 3 * min(len(one), len(other)) < max(len(one), len(other)):
        return 0.0
    return Indel.normalized_similarity(one, other)


def _same(one: list[str], other: list[str]) -> bool:
    """Whether only spaces differ, or a figure that OCR read as letters."""
    if "".join(one) == "".join(other):
        return True
    return len(one) == len(other) and all(
        a == b or (a.isdigit() != b.isdigit() and a.translate(_CONFUSED) == b.translate(_CONFUSED))
        for a, b in zip(one, other, strict=True)
    )


def _moved(one: Passage, pairs: Sequence[tuple[Passage, Passage]]) -> int:
    """About where a removed passage would stand in the later text."""
    nearest = min(pairs, key=lambda pair: abs(pair[0].start - one.start), default=None)
    return one.start + (nearest[1].start - nearest[0].start if nearest else 0)


def _quoted(words: Passage | Mark) -> Quoted:
    return Quoted(words.quote, words.page)


# ---- events --------------------------------------------------------------------------------------------------


def _lone(one: Passage, version: Version, what: Literal["added", "removed"]) -> Iterator[Flag]:
    """The events of a passage that one of the texts does not have."""
    for mark in _marks_in(one, version):
        before, after = (_quoted(mark), None) if what == "removed" else (None, _quoted(mark))
        yield Flag(_called(mark), what, before, after, confidence=mark.confidence)


def _flags_within(before: Sequence[Mark], after: Sequence[Mark], pair: tuple[Passage, Passage]) -> Iterator[Flag]:
    """What became of the events of a passage. One that is found on one side only quotes the passage of the other."""
    left = sorted(after, key=lambda m: m.start)
    alone = []
    for mark in before:
        own = _words(mark.quote)
        likely = [m for m in left if m.type == mark.type]
        match = next((m for m in likely if _words(m.quote) == own), likely[0] if likely else None)
        if match is None:
            alone.append(mark)
            continue
        left.remove(match)
        detail = _detail(mark, match)
        if detail or own != _words(match.quote):
            called, least = _called(mark if mark.votes else match), min(mark.confidence, match.confidence)
            yield Flag(called, "altered", _quoted(mark), _quoted(match), detail, least)
    words = [f" {_words(one.text)} " for one in pair]
    for mark in alone:
        if not _times(_words(mark.quote), words[1]):
            yield Flag(_called(mark), "removed", _quoted(mark), _quoted(pair[1]), confidence=mark.confidence)
    for mark in left:
        if not _times(_words(mark.quote), words[0]):
            yield Flag(_called(mark), "added", _quoted(pair[0]), _quoted(mark), confidence=mark.confidence)


def _marks_in(passage: Passage, version: Version) -> list[Mark]:
    """The likely decisions and deferrals of business that stand in a passage, and whatever tells votes."""
    return [
        mark
        for mark in version.marks
        if (mark.type in _FLAGGED or mark.votes)
        and not mark.procedural
        and mark.confidence >= LIKELY
        and passage.start <= mark.start < passage.end
    ]


def _called(mark: Mark) -> str:
    return f"{mark.type} with votes" if mark.votes else mark.type


def _detail(before: Mark, after: Mark) -> str:
    facts = (
        ("outcome", before.outcome, after.outcome),
        ("votes", before.votes, after.votes),
        ("until", before.until, after.until),
    )
    told = [
        f"{name}: {one or 'not told'} → {other or 'not told'}"
        for name, one, other in facts
        if _words(one) != _words(other)
    ]
    return "; ".join(told)
