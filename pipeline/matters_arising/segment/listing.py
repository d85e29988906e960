"""The lines of an attendance list: where it says who was there and who was not, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from matters_arising.models import Participant
from matters_arising.segment.entry import CHAIRING, OF_THE_LIST, Entry, entry, is_office, is_shared_title
from matters_arising.segment.lexicon import is_act, is_honorific
from matters_arising.segment.sentences import sentences
from matters_arising.segment.titling import is_sentence

Attendance = Literal["present", "apologies", "absent", "in-attendance"]

_KEYS: tuple[tuple[Attendance, str], ...] = (
    (
        "apologies",
        r"(?:apologies|regrets|excused|sanctioned)\b(?:[^:\n,]{0,40}?(?:from|by)\b|[^:\n,]{0,40}?[:–—-])?",
    ),
    (
        "absent",
        r"(?:[\w ]{0,20}?\b(?:absent|not (?:present|attending|in attendance)|unable to attend))\b[^:\n,]{0,20}?:?",
    ),
    (
        "in-attendance",
        r"(?:(?:also )?in attendance|also (?:present|attending)|staff\b|visitors?|guests?|officers(?: and \w+)?"
        r"|(?:other|staff|public) attendees|officers (?:present|in attendance))\b(?:[^:\n,]{0,40}:)?",
    ),
    (
        "present",
        r"(?:(?:[\w ]{0,40}?)?\b(?:members?|councillors|directors|trustees|governors)?\s?present"
        r"|those (?:attending|present|there)|members(?=\s*:)|(?:\w+ ){0,2}attendees|attendance|attending"
        r"|roll call(?! vote)|participants)\b"
        r"(?:[^:\n,]{0,30}?(?::|were)|\s*[–—-])?",
    ),
)
_KEY = tuple((name, re.compile(rf"\W*(?:{pattern})\s*", re.IGNORECASE)) for name, pattern in _KEYS)
_INNER_KEY = re.compile(
    r"(?<=[.;])\s+(?=(?:[\w ]{0,30}\b(?:present|absent)\b[^.:]{0,30}:|apologies\b|in attendance\b|also present\b))",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"[;,\n\t•●]|\s{3,}|\s(?:and|&|together with|plus)\s(?![^(]*\))|(?<=\))\.?\s", re.IGNORECASE)
_LABEL = re.compile(r"\W{0,4}(?P<label>[A-Z][\w'’ -]{1,40}?)\s*(?P<mark>[:\t]|\s[–—-]\s)\s*(?=\S)")
_IN_THE_CHAIR = re.compile(r"in the chair", re.IGNORECASE)
VICE = re.compile(r"\b(?:vice|deputy|co)\b", re.IGNORECASE)
_INNER_LABEL = re.compile(r"(?<=[\w.)])\s+(?=((?:[A-Z][\w'’-]+ ){0,2}[A-Z][\w'’-]+):\s)")
_LEAD_IN = re.compile(
    r"[\s:–—-]*(?:(?i:were|was|apologies|received|had|have)\s+)?(?:[a-z]+\s+){0,5}?(?:were|was|from|by)\s+(?:the\s+)?(?=[A-Z])"
)
_CROWD = re.compile(r"\W*(?:\d+|[a-z])")
_OPEN = re.compile(r"(?:[,&–-]|\b(?:and|Mr|Mrs|Ms|Miss|Dr|Cllrs?|Councillors?)\.?)\s*$")
_FULL = 55  # characters of a line of names that may go on in the next
_HEADED = 3  # words of a line that is a key and names nobody; a longer one tells that they were enough
_LONGEST = 28  # words of a line of names; a longer line without commas is prose


def listed(text: str) -> Iterator[Participant]:
    """The people whom a stretch of the minutes lists, each with what the nearest key above says of them.

    A list ends where somebody does something, at a label of another kind, or after two lines that name nobody.
    """
    current: Attendance | None = None
    strange, bare, held = 0, False, list[Participant]()
    for line in _lines(text):
        before, key = current, _key(line)
        if key:
            (current, rest), label = key, ""
            strange, bare = 0, not rest.strip(" .:–—-*_")
        else:
            label, rest = _labelled(line)
            current = _said_by(label, current, rest) if label else current
        if not key and not label and (lead := _LEAD_IN.match(line)):  # "Apologies", and below: "Were received from …"
            rest = line[lead.end() :]
        told = rest == line and not key and is_sentence(line) and not OF_THE_LIST.search(line)
        found, ended = _named(rest) if current and not told else ([], True)
        people = [
            Participant(one.name, one.role or _held_by(label), one.initials, "", current or "present") for one in found
        ]
        if bare and before and not key and [one.kind for one in found] == ["single"]:
            held.extend(people)  # one word a line, directly below the key: names, where there are several
            continue
        yield from (held if key or not ended else held[:-1]) if len(held) > 1 else ()  # the last may head what follows
        bare, held = bare and key is not None, []
        yield from people if len(found) > 1 or any(one.kind == "person" for one in found) else ()
        strange = 0 if found else strange + (not key)
        current = None if ended or strange > 1 else current
    yield from held if len(held) > 1 else ()


def _held_by(label: str) -> str:
    return label if is_office(label) or _IN_THE_CHAIR.fullmatch(label) else ""


def _key(line: str) -> tuple[Attendance | None, str] | None:
    """What a line says of the names in it and below it, and the rest of the line; that a quorum was there is prose."""
    for name, pattern in _KEY:
        if match := pattern.match(line):
            rest = line[match.end() :]
            rest = rest[lead.end() :] if (lead := _LEAD_IN.match(rest)) else rest
            told = not rest.strip(" .*_") and ":" not in line and len(line.split()) > _HEADED
            return (None if told else name), rest
    return None


def _labelled(line: str) -> tuple[str, str]:
    """A label that opens a line and is no name of somebody, and what stands behind it."""
    match = _LABEL.match(line)
    if match is None or (match["mark"].strip() != ":" and not is_office(match["label"])):
        return "", line
    return ("", line) if entry(match["label"]).kind == "person" else (match["label"], line[match.end() :])


def _said_by(label: str, current: Attendance | None, rest: str) -> Attendance | None:
    """What a label says of those behind it: who is in the chair was there, and so was a group of names.

    Beside those who were away another office tells nothing.
    """
    away = current in (None, "apologies", "absent")
    if is_office(label) or _IN_THE_CHAIR.fullmatch(label):
        chairs = CHAIRING.search(label) and not VICE.search(label)
        return current if not away else "present" if chairs else None
    found, ended = _named(rest)
    if is_act(label) or not found or ended or len(found) != len(list(_entries(rest))):
        return None
    if away and any(one.role for one in found):  # "Planning: A. Ash - a barn"
        return None
    return current or ("present" if len(found) > 1 else None)


def _lines(text: str) -> Iterator[str]:
    """The lines and sentences, wrapped lines of names made whole, each key or office with its names on a line."""
    for block in re.split(r"\n\s*\n", text):
        held = ""
        for line in [*block.split("\n"), ""]:
            if held and line and _goes_on(held, line):
                held = f"{held} {line.strip()}"
                continue
            parted = _INNER_KEY.sub("\n", _INNER_LABEL.sub(_parted, held))
            for part in parted.split("\n"):
                yield from (part[low:high] for low, high in sentences(part, 0, len(part)))
            held = line


def _parted(match: re.Match[str]) -> str:
    return "\n" if is_office(match[1]) else match.group()


def _goes_on(line: str, below: str) -> bool:
    """Whether a list of names goes on from one line to the next, for want of room or after a comma."""
    if _key(below) or _LABEL.match(below):
        return False
    full = len(line) >= _FULL and "," in line and "\t" not in line and not line.rstrip().endswith((".", ":"))
    flows = below.lstrip()[:1].islower() and len(line.split()) > _HEADED
    return flows or bool(_OPEN.search(line)) or (full and ("," in below or len(below.split()) <= 3))


def _named(line: str) -> tuple[list[Entry], bool]:
    """Those whom a line names, an office behind a name being its holder's; and whether the list ends with the line."""
    if re.match(r"\W*\d+[.)/]", line) or _is_prose(line):
        return [], True
    found: list[Entry] = []
    for printed, titled in _entries(line):
        one = entry(printed, titled=titled)
        if one.kind == "prose":
            return found, True
        if one.kind == "single" and "\t" in line and found and not found[-1].role and not one.name.isupper():
            found[-1] = replace(found[-1], role=one.name)  # a column of what they are
            continue
        if one.kind == "single" and one.name.isupper() and found and found[-1].kind == "person":
            found[-1] = replace(found[-1], initials=one.initials)
            continue
        while one.kind in ("person", "single"):
            found.append(one)
            one = entry(_without_shared_title(one.rest)[0]) if one.rest else Entry("other")
        if one.kind == "office" and found and not found[-1].role:
            found[-1] = replace(found[-1], role=one.role)
    return found, False


def _is_prose(line: str) -> bool:
    count = len(line.split())
    return count > 3 * _LONGEST or (count > _LONGEST and line.count(",") < count / 8)


def _entries(line: str) -> Iterator[tuple[str, bool]]:
    """The entries of a line of names, each with whether they share a title that stood before; commas inside brackets
    part nothing, nor does "and" in a firm's name."""
    hidden = re.sub(
        r"\([^()]*\)", lambda match: re.sub(r"[,;]|\sand\s", lambda m: "\x00" * len(m.group()), match.group()), line
    )
    at, firm, titled = 0, False, False
    for match in [*_SPLIT.finditer(hidden), None]:
        end = match.start() if match else len(line)
        printed, shared = _without_shared_title(line[at:end].strip(" .-–—*_:"))
        at = match.end() if match else end
        titled = shared or (titled and not is_honorific(printed.split(" ")[0]))
        if printed and not firm:
            yield printed, titled
        joined = match is not None and match.group().strip().isalpha()
        strange = not _CROWD.match(printed) and entry(printed, titled=titled).kind == "other"
        firm = joined and bool(printed) and (firm or strange)


def _without_shared_title(printed: str) -> tuple[str, bool]:
    """ "Councillors H Ash, J Bell": the title that all of a list share belongs to none of its names."""
    first, _, rest = printed.partition(" ")
    shared = bool(rest) and is_shared_title(first)
    return (rest.strip(), True) if shared else (printed, False)
