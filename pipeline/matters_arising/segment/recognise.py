"""Whether a document is minutes at all. In doubt it is: losing real minutes is the worse mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from matters_arising.dates import Order, find
from matters_arising.models import Block, Document
from matters_arising.segment.parts import RECORD
from matters_arising.segment.titles import is_title_line

_HEAD = 2000
_FIRST = 400  # characters in which a record in prose says that the meeting was held
_TITLED = re.compile(
    r"\bminutes?\b|\bmeeting (?:notes|summary)\b|\bnotes of\b.{0,40}\bmeeting\b|\brecord of\b.{0,40}\bmeeting\b",
    re.IGNORECASE,
)
_MEETING = re.compile(r"\bmeeting\b", re.IGNORECASE)
_ATTENDED = re.compile(
    r"^\W*(?:\w+:: ?)?(?:(?:members?\s+)?present|apologies|regrets|in attendance|attend\w+|participants|those present"
    r"|(?:(?!(?:at|to)\b)\w+[ \t]+){1,3}present(?=[ \t]*(?:[:(–—-]|$)))\b"
    r"|^\W*roll call\W*\n\W*[A-Z]\w+(?: [A-Z][\w.]*)*, [A-Z]\w+",  # and who answered it
    re.IGNORECASE | re.MULTILINE,
)
_UNFILLED = re.compile(r"\{\{[^{}\n]{0,80}\}\}")  # where a site's template sets a number or an hour
# when it began and ended, told as what was: an agenda has "Close"
_HOURS = re.compile(r"^\W*(?:(?:the )?meeting\s+(?:was )?)?(?:opened|closed)\b(?=\W*(?:$|:|at\b|\d))", re.I | re.M)
_SPOKEN = re.compile(r"^[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,3}:\s", re.MULTILINE)
_TURN = re.compile(r"^\W*(?:\d+[.)]\s+)?([A-Z][A-Za-z]{1,3})\s[–—-]\s+\S", re.MULTILINE)  # "JT - Welcome, all."
_TURNS = 5  # from which on people are heard to speak, or sentences below who came are a record
_SENTENCE = re.compile(r"^(?=.{40})(?!.*\bto (?:receive|consider|approve|note|discuss)\b).*[a-z)][.!]$", re.MULTILINE)
_COURSE = 3  # words of a meeting's course, from which on they are believed
# what a record in prose begins with: the meeting as something that was
_WAS_HELD = re.compile(
    r"\bmeeting\b[^.\n]{0,120}?\bw(?:as|ere)\s(?:\w+ly\s)?(?:held|hosted|opened|convened|chaired|conducted)\b"
    r"|\b(?:opened|declared|convened)\s(?:the|this)\s(?:\w+\s){0,2}meeting\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:[A-Z][\w.'’-]+|chair\w*|who|he|she)\s(?:also\s|then\s)?"
    r"(?:said|asked|spoke|explained|thanked|welcomed|suggested|stated|mentioned|reminded|announced|responded|replied)\b"
)
_CALLED_OFF = re.compile(
    r"\bmeeting\b[^.]{0,120}\b(?:cancell?ed|postponed|did not take place|was not held|inquorate|not quorate)\b",
    re.IGNORECASE,
)
# "moved that the meeting be cancelled": what is wished of another meeting, or of this one and not yet done
_TO_BE_OFF = re.compile(r"(?<!will )(?<!shall )(?<!to )\bbe (?:cancell?ed|postponed)\b", re.IGNORECASE)
# its title: neither what stands on an agenda, nor what is said or was done about it
_AGENDA = re.compile(
    r"^\W*(?:(?!(?:on|onto|off|from|is|are|was|were|be|been|has|have|had|will|would|should|can|could)\b)\w+[^\w\n]+){0,6}"
    r"agenda\b(?!\s+(?:items?|is|was|has|had|approved|adopted|agreed|accepted|amended)\b)[^\n]{0,30}$"
    r"|\bnotice is hereby given\b|\b(?:hereby )?summoned to\b",
    re.I | re.M,
)
_TO_DO = re.compile(
    r"^\W*(?:\d+[.)]?\s*|[a-z][.)]\s*)?to (?:receive|consider|approve|note|discuss|agree|confirm|elect|adopt)\b",
    re.I | re.M,
)
_TOLD = re.compile(
    r"\b(?:seconded|carried|unanimously|was (?:agreed|resolved|approved)|were (?:approved|received)|adjourned at"
    r"|closed at|called (?:the (?:[\w-]+ ){0,3}?meeting )?to order|thanked|reported|advised|informed)\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?:\(?(?:\d+(?:\.\d+)*|[a-z])[.)]|\d+|[-*•])\s+")
_TITLE, _AGAIN = 2, 2  # words of an entry that names an item; such entries that stand again
_NO_PAGE = re.compile(r"\bpage not found\b|\b(?:error )?404\b|\baccess denied\b|\bpage has moved\b", re.IGNORECASE)
_LICENCE = re.compile(
    r"\bpermission is hereby granted\b|\bcreative commons\b"
    r"|\bwarranty of any kind\b|\ball rights reserved\b",
    re.I,
)
_ABOUT_FILES = ("license", "licence", "copying", "readme", "changelog", "contributing", "notice")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a document is minutes, and in words why."""

    is_minutes: bool
    reason: str


def recognise(document: Document) -> Verdict:
    """Weigh what a record has (people present, acts in the past tense, the word itself) against what announces.

    A notice that a meeting was called off counts as minutes: it is part of the record of the body.
    """
    text = _UNFILLED.sub("", document.text)
    if not text.strip():
        return Verdict(False, "no text")
    name = PurePosixPath(document.path).stem
    if name.lower() in _ABOUT_FILES or _is_licensed(text):
        return Verdict(False, "about the files themselves (licence, read-me), not a record of a meeting")
    if _NO_PAGE.search(text[:400]) and len(text) < _HEAD:
        return Verdict(False, "a web page that says that the document is not there")
    head = "\n".join([text[:_HEAD], document.front_matter.get("title", ""), re.sub(r"[_-]+", " ", name)])
    acts = len(RECORD.findall(text)) + len(_HOURS.findall(text))
    titled = any(_TITLED.search(line) and is_title_line(line) for line in head.split("\n"))
    told = bool(_WAS_HELD.search(text[:_FIRST])) and len(_SAID.findall(text)) >= _TURNS
    heard = len(_SPOKEN.findall(text)) >= _TURNS or _is_dialogue(text) or told
    came = _ATTENDED.search(text)
    written = came is not None and len(_SENTENCE.findall(text, came.end())) >= _TURNS
    record = min(acts, 5) + 2 * titled + 2 * bool(came) + 2 * heard + 2 * written
    if _CALLED_OFF.search(text[:_HEAD]):
        return Verdict(True, "a notice that a meeting was called off or was not quorate")
    if record and _comes_again(document):
        return Verdict(True, "an agenda, and each item again with what was said")
    announced = 3 * bool(_AGENDA.search(text[:_HEAD])) + min(len(_TO_DO.findall(text)), 4)
    if record >= 2 and (record > announced or _told(text) >= (1 if titled else _COURSE)):
        return Verdict(True, _why(acts, titled))
    if announced >= 3:
        return Verdict(False, "an agenda or notice: it announces business and records none")
    if record >= 1 and _MEETING.search(head):
        return Verdict(True, _why(acts, titled))
    return Verdict(False, "no record of a meeting: nobody present, nothing agreed, moved or reported")


def _is_licensed(text: str) -> bool:
    """Whether a text gives rights in files, and not only at the foot of a page that first tells a meeting's course."""
    found = _LICENCE.search(text)
    return found is not None and not _ATTENDED.search(text) and _told(text[: found.start()]) < _COURSE


def _is_dialogue(text: str) -> bool:
    """Whether people are heard by their initials, and come back: in a list each entry has a head of its own."""
    turns = _TURN.findall(text)
    return len(turns) >= _TURNS and len(set(turns)) <= len(turns) // 2


def _comes_again(document: Document) -> bool:
    """Whether several entries of a list stand again as lines of their own with something else below them: the items of
    an agenda, and what was said under each."""
    lines = [(line.strip(), block.kind == "list") for block in document.blocks for line in _lines(document, block)]
    listed: set[str] = set()
    again: set[str] = set()
    for (line, is_entry), (below, _) in pairwise(lines):
        words, next_words = (_MARK.sub("", one).strip(" .:").casefold() for one in (line, below))
        if len(words.split()) < _TITLE:
            continue
        if next_words not in listed and any(entry.startswith(words) for entry in listed):
            again.add(words)
        if is_entry or _MARK.match(line):
            listed.add(words)
    return len(again) >= _AGAIN


def _lines(document: Document, block: Block) -> list[str]:
    return [line for line in document.text[block.start : block.end].split("\n") if line.strip()]


def _told(text: str) -> int:
    """How often the text tells of a vote or a meeting's course, which no agenda can."""
    return len(_TOLD.findall(text))


def _why(acts: int, titled: bool) -> str:
    return f"{acts} phrases of a record" + (", titled minutes" if titled else "")


def called_off(text: str, day: str = "", *, order: Order = "") -> str:
    """The words in which the head of a text says that the meeting of that `day` was cancelled or not quorate, else
    empty. A meeting for which another day is printed is another, and what is moved to be cancelled is not.

    >>> called_off("The meeting of 8 August 2023 was cancelled.", "2023-08-08")
    'meeting of 8 August 2023 was cancelled'
    >>> called_off("The meeting due on 5 September was cancelled. Moved that the meeting be cancelled.", "2023-08-08")
    ''
    """
    for match in _CALLED_OFF.finditer(text[:_HEAD]):
        said = re.sub(r"\s+", " ", match.group()).strip()
        days = {mention.on(day) for mention in find(said, order=order)} if day else set()
        if not _TO_BE_OFF.search(said) and not any(len(other) == len(day) and other != day for other in days):
            return said
    return ""
