"""Who was there: the attendance list, apologies and chair, with the initials that stand for them later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from matters_arising.models import Participant
from matters_arising.segment.lexicon import is_honorific, words

Attendance = Literal["present", "apologies", "absent", "in-attendance"]

_KEYS: tuple[tuple[Attendance, re.Pattern[str]], ...] = (
    (
        "apologies",
        re.compile(r"^\W*(?:apologies|regrets|excused|sanctioned)\b[^:\n]{0,40}[:–—-]?", re.IGNORECASE),
    ),
    ("absent", re.compile(r"^\W*(?:(?:members? )?absent|not present)\b[^:\n]{0,20}[:–—-]?", re.IGNORECASE)),
    (
        "in-attendance",
        re.compile(
            r"^\W*(?:(?:also )?in attendance|also present|staff|visitors?|guests?|other attendees)\b[^:\n]{0,40}[:–—-]?",
            re.I,
        ),
    ),
    (
        "present",
        re.compile(
            r"^\W*(?:(?:members? )?present|those (?:attending|present)|attendees|attendance|roll call)\b[^:\n]{0,20}[:–—-]?",
            re.I,
        ),
    ),
)
_PERSON = re.compile(
    r"(?:(?:[A-Z][a-z]+\.?|[A-Z]{2,5})\s+)*?(?P<name>(?:[A-Z][\w'’.-]*\s+){0,3}[A-Z][a-zA-Z'’-]+)\s*(?:\((?P<paren>[^)]{1,40})\))?"
)
_CHAIR = re.compile(
    r"(?:(?:chaired by|in the chair[:,]?|chair(?:man|person|woman)?\s*:)\s*(?P<after>(?:[A-Z][\w'’.-]*\s*){1,4})"
    r"|(?P<before>(?:[A-Z][\w'’.-]*\s){1,4})\s*[(,–-]\s*(?:the\s+)?(?:chair(?:man|person|woman)?|mayor|president)\b)"
)


def participants(text: str) -> tuple[Participant, ...]:
    """The people in the head of the minutes, as printed, each once, in order."""
    out: list[Participant] = []
    seen: set[str] = set()
    for attendance, line in _listed(text):
        for person in _people(line, attendance):
            if person.name not in seen:
                seen.add(person.name)
                out.append(person)
    return tuple(out)


def chair_of(text: str) -> str:
    """Who took the chair, as printed in the head; empty when it is not said."""
    match = _CHAIR.search(text)
    if match is None:
        return ""
    return re.sub(r"\s+", " ", match["after"] or match["before"]).strip(" .,")


def initials_of(name: str) -> str:
    """ "Nora Oakes" is NO: the initials of a name, titles left out."""
    return "".join(token[0] for token in name.split() if token[:1].isupper() and not is_honorific(token))


def _listed(text: str) -> Iterator[tuple[Attendance, str]]:
    """Lines of attendance lists, each with what the nearest key above it says."""
    current: Attendance | None = None
    blank = 0
    for line in text.split("\n"):
        if not line.strip():
            blank += 1
            continue
        key = next(((name, match) for name, pattern in _KEYS if (match := pattern.match(line))), None)
        if key:
            current = key[0]
            line = line[key[1].end() :]
        elif current and (len(line.split()) > 25 or re.match(r"^\W*\d+[.)/]", line)):
            current = None
        if current and line.strip():
            yield current, line


def _people(line: str, attendance: Attendance) -> Iterator[Participant]:
    for entry in re.split(r"[;,\n•\t]|\s{2,}|\band\b", line):
        match = _PERSON.search(entry)
        if match is None or len(entry.split()) > 9:
            continue
        name = " ".join(t for t in match["name"].split())
        tail = entry[match.end() :].strip(" -–—:.")
        tokens = name.split()
        initials = ""
        if len(tokens) > 2 and re.fullmatch(r"[A-Z]{2,4}", tokens[-1]):
            initials, name = tokens[-1], " ".join(tokens[:-1])
        elif re.fullmatch(r"[A-Z]{2,4}", (match["paren"] or tail).strip()):
            initials = (match["paren"] or tail).strip()
        if len(name.split()) < 2 or any(t.lower() in words()["title_words"] for t in name.split()):
            continue
        role = "" if initials else (match["paren"] or tail)
        yield Participant(name, role=role[:60], initials=initials or initials_of(name), attendance=attendance)
