"""What a few documents of a body show: how each was understood, what looks wrong, how its items are numbered, whose
English it is, how often it meets, and the words that recur in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from matters_arising.models import Meeting, Segmented
from matters_arising.nlp.usage import Evidence, Usage, evidence_in, tables
from matters_arising.onboarding.choose import day_in
from matters_arising.onboarding.lexicon import Lexicon, lexicon, most_frequent
from matters_arising.onboarding.rhythm import Rhythm, rhythms
from matters_arising.vocab import DocumentStatus, Jurisdiction

_FULL = len("2021-05-14")
_ONE_ITEM, _LOOSE = 0.6, 0.4  # shares of statements from which it looks wrong
_HARDLY, _FEW = 3, 12  # statements: hardly any; of fewer a share says nothing
_NOT_ALL = re.compile(r"no text|OCR|tesseract|unread|not read|cut off|damaged", re.IGNORECASE)
_EXAMPLES = 3
_CANADIAN = re.compile(
    r"\b(?:Canada|Canadian|Ontario|Alberta|Manitoba|Saskatchewan|Nova Scotia|New Brunswick|British Columbia|Qu[eé]bec"
    r"|Newfoundland|Prince Edward Island|Reeve|OPP|RCMP)\b|\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b"
)
_DIGITS, _LETTERS = re.compile(r"\d+"), re.compile(r"[A-Za-z]+")
_COMMITTEE = re.compile(r"committee", re.IGNORECASE)
Sure = Literal["", "clear", "mixed"]


@dataclass(frozen=True, slots=True)
class Read:
    """A file as the run left it: the status and note that are recorded of it, and what it was taken apart into; None
    where it was not."""

    path: str
    status: str
    note: str
    segmented: Segmented | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One meeting as one document reports it, or a document without any. `loose` are statements that stand under no
    item, `largest` is the share of statements that the item with most of them holds. `wrong` says in words what looks
    wrong."""

    document: str
    body: str
    date: str
    kind: str
    status: str
    items: int
    statements: int
    loose: int
    largest: float
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way in which items are numbered: its form with 1, A, a or I for what counts, examples, and how many items of
    how many documents have it. The form is empty for headings without a number."""

    form: str
    examples: tuple[str, ...]
    items: int
    documents: int


@dataclass(frozen=True, slots=True)
class UsageShown:
    """Whose English the documents are in. `votes` counts documents by what each of them tells alone; `words` are those
    that told most, with the number of documents; `tabled` are statements in which something is tabled."""

    usage: Jurisdiction
    sure: Sure
    votes: dict[str, int]
    words: tuple[tuple[str, int], ...]
    canadian: int
    tabled: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """All that was understood of an archive of `files` files from a few of them."""

    files: int
    documents: int
    shown: tuple[Shown, ...]
    patterns: tuple[Pattern, ...]
    usage: UsageShown
    rhythm: tuple[Rhythm, ...]
    lexicon: Lexicon


def understand(read: Sequence[Read], *, paths: Sequence[str], roles: Iterable[tuple[str, str]]) -> Understood:
    """What the documents that were `read` show of an archive whose files are at `paths`.

    `roles` are the documents with an office that each prints of somebody who attended.
    """
    taken = [one.segmented for one in read if one.segmented]
    return Understood(
        files=len(paths),
        documents=len(read),
        shown=tuple(shown for one in read for shown in _shown(one)),
        patterns=tuple(patterns(taken)),
        usage=usage(taken),
        rhythm=tuple(rhythms(taken, _days_read(read), paths=paths)),
        lexicon=lexicon(taken, roles),
    )


# ---- documents -----------------------------------------------------------------------------------------------


def _shown(read: Read) -> Iterator[Shown]:
    if read.segmented is None or not read.segmented.meetings:
        why = ": ".join(filter(None, (_STATUS[DocumentStatus(read.status)], read.note)))
        yield Shown(read.path, "", "", "", "", 0, 0, 0, 0.0, (why,))
        return
    for meeting in read.segmented.meetings:
        yield _meeting(read, read.segmented, meeting)


_STATUS = {
    DocumentStatus.READ: "no meeting is told by it, or a later version of its minutes is among the documents",
    DocumentStatus.DUPLICATE: "the same as another file",
    DocumentStatus.WITHDRAWN: "no longer in the folder",
    DocumentStatus.NOT_MINUTES: "taken for something other than minutes",
    DocumentStatus.NEEDS_OCR: "scanned, not read",
    DocumentStatus.FAILED: "could not be read",
    DocumentStatus.EMPTY: "empty",
}


def _days_read(read: Iterable[Read]) -> dict[str, str]:
    """The day of each document that was read; empty for one without minutes of its own, where no meeting is missed."""
    found = {}
    for one in read:
        dates = {meeting.date for meeting in one.segmented.meetings} if one.segmented else set()
        if not dates or (len(dates) == 1 and len(max(dates)) == _FULL):
            found[one.path] = max(dates, default="")
    return found


def _meeting(read: Read, segmented: Segmented, meeting: Meeting) -> Shown:
    items = [one for one in segmented.items if one.meeting == meeting.id]
    statements = [one for one in segmented.statements if one.meeting == meeting.id and one.form != "heading"]
    held = Counter(one.item for one in statements)
    loose = held.pop("", 0)
    largest = max(held.values(), default=0) / max(1, len(statements))
    wrong = [
        *_doubts_of_head(read.path, meeting, alone=len(segmented.meetings) == 1),
        *_doubts_of_items(len(items), len(statements), loose, largest),
        *([f"read with a note: {read.note}"] if _NOT_ALL.search(read.note) else []),
    ]
    return Shown(
        read.path,
        *(meeting.body, meeting.date, meeting.kind.value, meeting.status.value),
        *(len(items), len(statements), loose, round(largest, 2)),
        tuple(wrong),
    )


def _doubts_of_head(path: str, meeting: Meeting, *, alone: bool) -> Iterator[str]:
    if not meeting.body:
        yield "no body"
    elif _COMMITTEE.search(PurePosixPath(path).name) and not _COMMITTEE.search(meeting.body):
        yield "the file's name speaks of a committee, the body that was read does not"
    named = day_in(path) if alone else ""
    if not meeting.date:
        yield "no date" + (f"; the file's name has {named}" if named else "")
    elif len(meeting.date) < _FULL:
        yield f"the date is not whole ({meeting.date})"
    elif named and named != meeting.date:
        yield f"the minutes are read as of {meeting.date}, the file's name has {named}"


def _doubts_of_items(items: int, statements: int, loose: int, largest: float) -> Iterator[str]:
    if statements < _HARDLY:
        yield f"{statements or 'no'} statement{'' if statements == 1 else 's'} in all"
    if statements and not items:
        yield "no items"
    if statements < _FEW or not items:
        return
    if largest >= _ONE_ITEM:
        yield f"one item holds {largest:.0%} of its statements"
    if loose >= _LOOSE * statements:
        yield f"{loose} of {statements} statements stand under no item"


# ---- items ---------------------------------------------------------------------------------------------------


def patterns(taken: Iterable[Segmented]) -> list[Pattern]:
    """How items are numbered, the way with most items first."""
    examples: dict[str, list[str]] = defaultdict(list)
    items: Counter[str] = Counter()
    documents: dict[str, set[str]] = defaultdict(set)
    for segmented in taken:
        for one in segmented.items:
            form = form_of(one.number)
            items[form] += 1
            documents[form].add(segmented.document.path)
            printed = f"{one.number} {one.title}".strip()
            if printed and len(examples[form]) < _EXAMPLES and printed not in examples[form]:
                examples[form].append(printed)
    ordered = sorted(items, key=lambda form: (-items[form], form))
    return [Pattern(form, tuple(examples[form]), items[form], len(documents[form])) for form in ordered]


def form_of(number: str) -> str:
    """A number with what counts in it replaced.

    >>> [form_of(n) for n in ("12.", "4.2b", "IV.", "(a)", "23/104", "Item 7", "")]
    ['1.', '1.1a', 'I.', '(a)', '1/1', 'Item 1', '']
    """

    def lettered(match: re.Match[str]) -> str:
        word = match[0]
        if len(word) > 1 and set(word) <= set("IVXLC"):
            return "I"
        if len(word) > 1 and set(word) <= set("ivxlc"):
            return "i"
        return ("A" if word.isupper() else "a") if len(word) == 1 else word

    return _DIGITS.sub("1", _LETTERS.sub(lettered, number.strip()))


# ---- usage ---------------------------------------------------------------------------------------------------


def usage(taken: Sequence[Segmented]) -> UsageShown:
    """Whose English the documents are in, where most of those that tell say the same."""
    evidence = [evidence_in(one.document.text) for one in taken]
    votes = Counter(one.usage for one in evidence)
    chosen: Usage = "american" if votes["american"] > votes["british"] else "british"
    told = votes["american"] + votes["british"]
    canadian = sum(bool(_CANADIAN.search(one.document.text)) for one in taken)
    home = Jurisdiction.CA if 2 * canadian > len(taken) else Jurisdiction.US
    sure: Sure = "" if not told else "clear" if _is_clear(votes[chosen], told, len(taken)) else "mixed"
    return UsageShown(
        usage=Jurisdiction.UNKNOWN if not sure else Jurisdiction.UK if chosen == "british" else home,
        sure=sure,
        votes={name or "not told": votes[name] for name in ("british", "american", "")},
        words=_words_of(evidence, chosen) if sure else (),
        canadian=canadian,
        tabled=tuple(_tabled(taken)),
    )


def _is_clear(votes: int, told: int, documents: int) -> bool:
    return votes >= 0.9 * told and 2 * votes > documents


def _words_of(evidence: Iterable[Evidence], usage: Usage) -> tuple[tuple[str, int], ...]:
    words: Counter[str] = Counter()
    for one in evidence:
        words.update({word.casefold() for word in (one.american if usage == "american" else one.british)})
        if one.order:
            words["dates as “4 May”" if one.order == "dmy" else "dates as “May 4”"] += 1
    return most_frequent(words)


def _tabled(taken: Iterable[Segmented]) -> Iterator[tuple[str, str]]:
    for segmented in taken:
        yield from ((segmented.document.path, one.text) for one in segmented.statements if tables(one.text))
