"""Who was there: the attendance list, apologies and chair, with the initials that stand for them later."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from matters_arising.models import Participant
from matters_arising.segment.lexicon import is_honorific, word_list

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
        r"|(?:other|staff|public) attendees|officers (?:present|in attendance))\b[^:\n,]{0,40}?:?",
    ),
    (
        "present",
        r"(?:(?:[\w ]{0,40}?)?\b(?:members?|councillors|directors|trustees|governors)?\s?present"
        r"|those (?:attending|present|there)|members(?=\s*:)|(?:\w+ ){0,2}attendees|attendance|attending|roll call"
        r"|participants)\b"
        r"(?:[^:\n,]{0,30}?(?::|were)|\s*[–—-])?",
    ),
)
_KEY = tuple((name, re.compile(rf"\W*(?:{pattern})\s*", re.IGNORECASE)) for name, pattern in _KEYS)
_INNER_KEY = re.compile(
    r"(?<=[.;])\s+(?=(?:[\w ]{0,30}\b(?:present|absent)\b[^.:]{0,30}:|apologies\b|in attendance\b|also present\b))",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[A-Z][\w' -]{2,30}[:\t]\s*(?=[^\n]*,[^\n]*[A-Z])")
_SPLIT = re.compile(r"[;,\n\t•●]|\s{3,}|\s(?:and|&|together with|plus)\s(?![^(]*\))|(?<=\))\.?\s", re.IGNORECASE)
_CHAIR = re.compile(
    r"(?:chaired by|in the chair\b[:,]?|chair(?:man|person|woman)?\s*[:\t]|presided over by"
    r"|called to order(?: at [^,]{0,20})? by)\s*(?P<after>(?:(?:the\s+)?[A-Z][\w'’.-]*[ ]?){1,5})"
    r"|(?P<before>(?:[A-Z][\w'’.-]*\s){1,4})"
    r"(?:took the chair|in the chair|presided|chaired the meeting|called the (?:\w+ )?meeting to order)"
)
_CHAIRING = re.compile(r"\bchair(?:man|person|woman|ed|ing)?\b", re.IGNORECASE)
_VICE = re.compile(r"\b(?:vice|deputy|co)\b", re.IGNORECASE)
_LONGEST = 28  # words of a line of names; a longer line without commas is prose


def participants(texts: Iterable[str]) -> tuple[Participant, ...]:
    """The people whom stretches of the minutes (head, attendance, apologies) list, as printed, each once, in order."""
    out: dict[str, Participant] = {}
    for text in texts:
        for attendance, line in _listed(text):
            for person in _people(line, attendance):
                known = out.get(person.name.casefold())
                if known is None or (not known.initials and person.initials):
                    out[person.name.casefold()] = person
    return tuple(out.values())


def chair_of(text: str, people: Iterable[Participant]) -> str:
    """Who took the chair, as printed; from the list where it says so, else from a sentence of `text`."""
    for person in people:
        if person.attendance == "present" and _CHAIRING.search(person.role) and not _VICE.search(person.role):
            return person.name
    match = _CHAIR.search(text)
    if match is None:
        return ""
    printed = re.sub(r"\s+", " ", re.split(r"(?<=\w{3})\.\s", match["after"] or match["before"])[0]).strip(" .,")
    printed = printed.removeprefix("the ").removeprefix("The ")
    full = next((p.name for p in people if p.initials and p.initials == printed), "")
    return full or (printed if len(printed) > 3 and not _is_common(printed) else "")


def initials_of(name: str) -> str:
    """ "Nora Oakes" is NO: the initials of a name, titles left out."""
    return "".join(token[0] for token in re.split(r"[\s-]+", name) if token[:1].isupper() and not is_honorific(token))


def _listed(text: str) -> Iterator[tuple[Attendance, str]]:
    """Lines of attendance lists, each with what the nearest key above it says."""
    current: Attendance | None = None
    for line in re.split(r"\n", _INNER_KEY.sub("\n", text)):
        if not line.strip():
            continue
        key = next(((name, match) for name, pattern in _KEY if (match := pattern.match(line))), None)
        rest = line
        if key:
            current, rest = key[0], line[key[1].end() :]
        elif _is_prose(line):
            current = None
        elif listed := _LISTED.match(line):
            current, rest = current or "present", line[listed.end() :]
        if current and rest.strip():
            yield current, rest


def _is_prose(line: str) -> bool:
    if re.match(r"\W*\d+[.)/]", line) or len(line.split()) > 3 * _LONGEST:
        return True
    return len(line.split()) > _LONGEST and line.count(",") < len(line.split()) / 8


def _people(line: str, attendance: Attendance) -> Iterator[Participant]:
    held: Participant | None = None
    for entry in _entries(line):
        if held and re.fullmatch(r"[A-Z]{2,4}", entry):
            held = Participant(held.name, held.role, entry, held.organisation, attendance)
            continue
        if held:
            yield held
        held = _person(entry, attendance)
    if held:
        yield held


def _entries(line: str) -> Iterator[str]:
    """The entries of a line of names; commas inside brackets part nothing."""
    hidden = re.sub(
        r"\([^()]*\)", lambda match: re.sub(r"[,;]|\sand\s", lambda m: "\x00" * len(m.group()), match.group()), line
    )
    at = 0
    for match in [*_SPLIT.finditer(hidden), None]:
        end = match.start() if match else len(line)
        entry = line[at:end].strip(" .-–—*_:")
        at = match.end() if match else end
        if entry:
            yield entry


def _person(entry: str, attendance: Attendance) -> Participant | None:
    """One entry as name, role, initials: "Cllr B. Ash (Chair)", "Ann Lee - Clerk", "Jo Bell JB"."""
    bracket = re.search(r"\(([^()]*)\)", entry)
    aside = bracket[1].strip() if bracket else ""
    plain = re.sub(r"\([^()]*\)", " ", entry)
    head, *tail = re.split(r"\s[–—-]+\s|\s?[–—]\s?|:\s|\s-|-\s", plain.strip(), maxsplit=1)
    tokens, rest = _name_tokens(_without_plural(head.split()))
    initials = rest.pop(0) if rest and re.fullmatch(r"[A-Z]{2,4}", rest[0]) else ""
    if not initials and re.fullmatch(r"[A-Z]{2,4}", aside) and aside == initials_of(" ".join(tokens))[: len(aside)]:
        initials, aside = aside, ""
    name = " ".join(tokens)
    own = [token for token in tokens if not _is_title(token)]
    if re.match(r"(?:[IVX]{1,4}\.|The\b|No\b|All\b)", name):
        return None
    if not own or (len(own) < 2 and len(tokens) < 2) or _is_common(name) or any(c.isdigit() for c in name):
        return None
    role = " ".join(part for part in (aside, " ".join(rest), *tail) if part.strip()).strip(" .,-")
    titled = [token for token in tokens if _CHAIRING.fullmatch(token.strip(".,"))]
    return Participant(name, role or " ".join(titled), initials or initials_of(name), "", attendance)


def _without_plural(tokens: list[str]) -> list[str]:
    """ "Councillors H Ash, J Bell": the title that all of a list share belongs to none of its names."""
    return (
        tokens[1:]
        if len(tokens) > 1
        and is_honorific(tokens[0])
        and tokens[0].rstrip(".").endswith("s")
        and (tokens[0].lower().rstrip(".") not in ("mrs", "ms", "miss"))
        else tokens
    )


def _name_tokens(tokens: list[str]) -> tuple[list[str], list[str]]:
    """The tokens that make the name, and what follows it (an office, initials, a table's columns)."""
    name: list[str] = []
    for place, token in enumerate(tokens):
        bare = token.strip(".,")
        surname = sum(not is_honorific(t) for t in name)
        if surname >= 2 and (is_honorific(token) or re.fullmatch(r"[A-Z]{2,4}", bare)):
            return name, tokens[place:]
        if not re.match(r"(?:[A-Z0]|d'|de$|van$|von$|la$|of$)", token) or surname >= 4:
            return name, tokens[place:]
        name.append(token)
    return name, []


def _is_title(token: str) -> bool:
    """Whether a word before a name is an honorific or an office."""
    return is_honorific(token) or token.lower().strip(".,") in word_list("offices")


def _is_common(name: str) -> bool:
    """Whether a capitalised stretch is made of common words rather than a person's name."""
    tokens = [token.lower().strip(".,'’") for token in name.split() if not is_honorific(token)]
    return not tokens or any(token in word_list("title_words") for token in tokens)
