"""Whether a document is minutes at all. In doubt it is: losing real minutes is the worse mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from matters_arising.models import Document

_ACTS = re.compile(
    r"\b(?:resolved|agreed|seconded|carried|moved|approved|apolog\w+|adjourn\w*|present:|in attendance|proposed by|minutes of"
    r"|motion|reported that|noted that|call(?:ed)? to order|members? present|was held|the meeting (?:closed|opened|ended))\b",
    re.IGNORECASE,
)
_OTHER = (
    (
        "licence",
        re.compile(r"\b(?:permission is hereby granted|creative commons|public domain|licen[cs]e)\b", re.IGNORECASE),
    ),
    (
        "agenda",
        re.compile(r"\b(?:agenda|notice is hereby given|you are (?:hereby )?summoned)\b", re.IGNORECASE),
    ),
    (
        "report",
        re.compile(r"\b(?:annual report|executive summary|table of contents|appendix)\b", re.IGNORECASE),
    ),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a document is minutes, and in words why."""

    is_minutes: bool
    reason: str


def recognise(document: Document) -> Verdict:
    """Judge by the words of the record: what was said and decided in the past tense, against announced business."""
    text = document.text
    words = len(text.split())
    if not words:
        return Verdict(False, "no text")
    acts = len(_ACTS.findall(text))
    named = re.search(r"minute", text[:1500] + " " + PurePosixPath(document.path).stem, re.IGNORECASE) is not None
    if acts >= 3 or (named and acts >= 1):
        return Verdict(True, f"{acts} phrases of a record" + (", titled minutes" if named else ""))
    for name, pattern in _OTHER:
        if pattern.search(text[:3000] + " " + document.path):
            return Verdict(False, f"reads like a {name}: no record of what was decided")
    if named:
        return Verdict(True, "titled minutes")
    return Verdict(False, "no record of a meeting in it")
