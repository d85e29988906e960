"""A matter that goes to another body, and whether it is found there afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from matters_arising.matters.across import short_names
from matters_arising.matters.shifts.bound import Standing, standing
from matters_arising.matters.shifts.nouns import Around, Course, Said, Shift, Stop, Words, words_of
from matters_arising.matters.words import ACTS, stems
from matters_arising.segment.lexicon import lexicon

_VERB = r"(?:re-?)?(?:refer(?:red)?|remit(?:ted)?|escalated?)"
_THING = (
    r"(?:it|this|that|these|those|them|both|(?:the|this|that|these|those|all|its|their|his|her|review of|\w+['’]s)"
    r"(?: [\w’'()-]+){1,9}?)"
)
_PASSIVE = re.compile(
    rf"(?:\b(?:be|been|is|are|was|were|being|and)(?: [a-z]+ly| now| then| also)? |^[^A-Za-z]*|[–—:.-] ?)"
    rf"(?P<verb>{_VERB})(?: back| instead| directly)? to (?=\S)",
    re.IGNORECASE,
)
_ACTIVE = re.compile(rf"\b(?P<verb>{_VERB})(?: back)? (?P<thing>{_THING})(?: back| directly)? to (?=\S)", re.IGNORECASE)
_OPENS = re.compile(r"(?:next |the |our |its |their |full |joint |a |an |meeting of (?:the )?)+", re.IGNORECASE)
_TOKEN = re.compile(r"[\w’'&/.-]*[\w’'&/]")
_STOPS = re.compile(
    r"\s*(?:[.,;:)(–—-]|$)|\s(?:for|to|who|which|with|in|by|at|on|and|so|as|where|before|after|if|when|meetings?|because"
    r"|until|once|from|via|under|regarding|concerning)\b"
)
_PEOPLE = re.compile(
    r"\b(?:clerk|chair(?:man|woman|person)?|officers?|solicitors?|attorneys?|counsel|manager|director|secretary"
    r"|treasurer|engineer|staff|team|mr|mrs|ms|miss|dr|cllrs?|councillor|mayor|clerks|members? of|insurers?|planner"
    r"|leader)\b",
    re.IGNORECASE,
)
_PAPERS = re.compile(r"\b(?:minutes|reports?|policy|policies|letters?|agenda|advice|notes?)\b")
_JOINS = frozenset({"of", "and", "the", "&", "for", "on"})
_FOR_INFORMATION = re.compile(r"\s*(?:meetings? )?for (?:\w+ )?information\b", re.IGNORECASE)
_ACTS_FOR_BODY = re.compile(
    r"^\W*(?:[\d.()a-z]{1,5} )?(?:the )?(?:council|committee|board|members|group|meeting|chair\w*|president|mayor"
    r"|resolved|agreed|action|motion|carried|(?:vice )?president)\b",
    re.IGNORECASE,
)
_SETTLES = re.compile(r"\b(?:agreed|resolved|decided|voted|carried)\b", re.IGNORECASE)
_MOST_TOKENS = 10
_MAY_MEAN = 0.4  # of the telling words of a matter, in one statement: from there on the statement may mean it
_TELLING = 2  # words by which a matter can be told in other minutes
_SENDING = frozenset(stems("refer referred referral ratify ratification approval approve recommended review report"))
_ORGAN_STEMS = frozenset(stems("committee subcommittee board council panel group"))
_SURE, _LIKELY = 0.85, 0.75  # 6 of 7 read on real minutes held: nothing here is "almost certain"


@dataclass(frozen=True, slots=True)
class _Sent:
    """To whom a statement refers a matter, as printed, and how firmly."""

    said: Said
    target: str
    firm: Standing
    by_body: bool


def forum_shifts(course: Course, stops: Sequence[Stop], around: Around) -> Iterator[Shift]:
    """Each other body that a matter is referred to, once a meeting."""
    for stop in stops:
        seen: set[frozenset[str]] = set()
        for sent in (found for said in stop.said for found in _sent(said)):
            key = _words(sent.target)
            own = stop.meeting.body
            if (
                not _is_apart(course.title, sent.target)
                or key in seen
                or _is_own(sent.target, own)
                or not _is_named(sent.target, own)
            ):
                continue
            seen.add(key)
            yield _shift(course, stop, sent, stops, around)


def _is_apart(title: str, target: str) -> bool:
    """Whether a title names more than the body: the heading "Personnel Committee" does not tell what was sent."""
    return bool(set(stems(title)) - ACTS - set(stems(target)) - _ORGAN_STEMS)


def target_at(text: str, at: int) -> str:
    """The body named from `at` on, as printed; empty where none is, or an officer, or something unnamed.

    >>> text = "It was referred to the Works Committee for a view; to the Committee Clerk; to a committee."
    >>> target_at(text, 19), target_at(text, 54), target_at(text, 78)
    ('the Works Committee', '', '')
    """
    opening = _OPENS.match(text, at)
    if opening and re.search(r"\b(?:a|an)\b", opening.group(), re.IGNORECASE):
        return ""
    tokens: list[str] = []
    place = opening.end() if opening else at
    while len(tokens) < _MOST_TOKENS and (token := _TOKEN.match(text, place)):
        tokens.append(token.group())
        place = token.end()
        if (_organ().search(token.group()) or _is_short_for_one(token.group())) and _STOPS.match(text, place):
            return _checked(text[at:place].strip(), tokens)
        if text[place : place + 1] != " ":
            return ""
        place += 1
    return ""


def _checked(printed: str, tokens: Sequence[str]) -> str:
    small = [token for token in tokens[:-1] if token[0].islower() and token not in _JOINS]
    if (
        len(small) > 2
        or _PEOPLE.search(printed)
        or _PAPERS.search(printed)
        or any(token in ("to", "by", "with", "in", "that") for token in small)
    ):
        return ""
    return printed


def _is_named(target: str, own: str) -> bool:
    """Whether a target can be told: by a name of its own, by its place, or because a committee can only mean what it is
    a committee of ("the Board", "the full Council")."""
    words = frozenset(word for part in _words(target) for word in _spelled(part).split())
    return bool(words - _organ_words()) or (", " in own and bool(words - {"committee", "subcommittee", "panel"}))


def _sent(said: Said) -> Iterator[_Sent]:
    for pattern in (_PASSIVE, _ACTIVE):
        for match in pattern.finditer(said.text):
            thing = match.groupdict().get("thing") or ""
            if thing and (_organ().search(thing) or _PEOPLE.search(thing)):
                continue
            target = target_at(said.text, match.end())
            if (
                not target
                or _is_status(said, match, target)
                or _FOR_INFORMATION.match(said.text, match.end() + len(target))
            ):
                continue
            firm = standing(said.text, match.start("verb"), match.end("verb"), said.after)
            if (
                firm == "done"
                and not match["verb"].lower().endswith("ed")
                and not _SETTLES.search(said.text[: match.start()])
            ):
                continue  # "refer it to the Committee": nobody is said to have settled that
            if firm:
                by_body = pattern is _PASSIVE or bool(_ACTS_FOR_BODY.match(said.text)) or firm == "carried"
                yield _Sent(said, target, firm, by_body)


def _is_status(said: Said, match: re.Match[str], target: str) -> bool:
    """Whether a statement is nothing but a status in a list ("Referred to Planning Board"), that says of nobody that
    they referred it."""
    bare = not said.text[: match.start("verb")].strip(" –—:.-") and not said.text[match.end() + len(target) :].strip(
        " ."
    )
    return bare and not _OPENS.match(target)


def _shift(course: Course, stop: Stop, sent: _Sent, stops: Sequence[Stop], around: Around) -> Shift:
    date = stop.meeting.date
    if sent.firm == "coming":
        told = f"to be referred to {sent.target} by the minutes of {date or 'a meeting without a date'}"
    elif sent.firm == "before" or not sent.by_body:
        told = f"referred to {sent.target}, as the minutes of {date or 'a meeting without a date'} tell"
    else:
        told = f"referred to {sent.target} on {date or 'a meeting without a date'}"
    if sent.firm == "carried":
        told += ", by a motion that was carried"
    found, arrival = _arrival(course, stop, sent.target, stops, around)
    told = "; ".join(filter(None, (told, found)))
    sure = _SURE if sent.firm in ("done", "carried") else _LIKELY
    earlier = words_of(stop, sent.said)
    return Shift("forum", course.matter, course.title, stop.meeting.body, date, told, earlier, arrival, sure)


def _arrival(
    course: Course, stop: Stop, target: str, stops: Sequence[Stop], around: Around
) -> tuple[str, Words | None]:
    """Whether the matter is found before the body it was sent to, in words, and where. Nothing where it cannot be told
    which body is meant, or where a passage of its minutes may mean the matter and may not."""
    date = stop.meeting.date
    body, is_exact = _body_named(target, stop.meeting.body, around)
    if not body:
        return ("no minutes of a body of that name are in the archive" if _is_proper(target) else ""), None
    later = [held for held in around.held[body] if held > date]
    if len(date) < len("2023-05-12") or not later:
        return "", None
    for other in stops:
        if other.meeting.body == body and other.meeting.date > date and other.said:
            return f"found there on {other.meeting.date}", words_of(other, _telling(other, course))
    share, heard = _heard_of(course, body, date, around, target)
    if heard and share == 1:
        return f"a passage that names it is found there on {heard.date}", heard
    if share > _MAY_MEAN or not is_exact:
        return "", None
    meetings = f"{len(later)} meeting{'s' if len(later) > 1 else ''}"
    return f"minutes of {meetings} of that body after that are in the archive, and none was found to name it", None


def _telling(stop: Stop, course: Course) -> Said:
    wanted = set(stems(course.title)) - ACTS
    return max(stop.said, key=lambda said: (len(wanted & set(stems(said.text))), not said.heading, -said.start))


def _heard_of(course: Course, body: str, date: str, around: Around, target: str) -> tuple[float, Words | None]:
    """The later statement of a body's minutes that has most of the telling words of a matter, the first of these, and
    the share that it has."""
    wanted = set(stems(course.title)) - ACTS - _SENDING - set(stems(target))
    best, found = 0.0, None
    for printed in around.minutes_of(body):
        share = len(wanted & set(stems(printed.said.text))) / len(wanted) if wanted else 1.0
        if printed.date > date and share > best:
            quote = " ".join(printed.said.text.split())
            best, found = share, Words(printed.date, body, printed.document, printed.said.page, quote)
    return (best, found) if len(wanted) >= _TELLING else (1.0, None)


def _body_named(target: str, own: str, around: Around) -> tuple[str, bool]:
    """The body of the archive that a target means, and whether by a name that is its alone; empty where none or
    several may be meant."""
    wanted = frozenset(word for part in _words(target) for word in _spelled(part).split())
    if not wanted - _organ_words() and ", " in own:
        parent = own.rpartition(", ")[0]
        return (parent, True) if parent in around.held else ("", False)
    plain = re.sub(r"^(?:the|our|its|their|next|full) ", "", target, flags=re.IGNORECASE).lower()
    names = short_names(around.held)
    exact = [body for body in around.held if body != own and (plain == body.lower() or plain in names[body])]
    if len(exact) == 1:
        return exact[0], True
    like = [body for body in around.held if body != own and wanted <= _words(body)]
    return (like[0], False) if len(like) == 1 else ("", False)


def _is_proper(target: str) -> bool:
    """Whether a target has a proper name, by which its minutes would be found if they were here: the Borough Council,
    of no borough, has none."""
    common = _organ_words() | frozenset(word for place in lexicon()["places"] for word in place.split())
    return any(word[:1].isupper() and word.lower() not in common for word in re.findall(r"[^\W_]+", target))


def _is_own(target: str, own: str) -> bool:
    """Whether the body whose minutes these are is meant: "the full Council" in a council's minutes. A committee that is
    named after its council, and refers to that, is not."""
    wanted = _words(target)
    sub = _words(own.rpartition(", ")[2])
    return wanted <= _words(own) and not (", " in own and not wanted & sub)


def _words(name: str) -> frozenset[str]:
    found = re.findall(r"[^\W_]+", re.sub(r"['’]s?\b", "", name.lower()))
    return frozenset(found) - _JOINS - {"our", "its", "their", "next", "full", "meeting", "a", "an", "joint"}


def _spelled(word: str) -> str:
    """A word, or what it is short for ("FGB")."""
    return str(lexicon()["abbreviations"].get(word.lower(), word)).lower()


def _is_short_for_one(token: str) -> bool:
    return token.isupper() and bool(_organ().search(_spelled(token).split()[-1]) or " body" in _spelled(token))


@cache
def _organ() -> re.Pattern[str]:
    entries = sorted(lexicon()["organs"], key=len, reverse=True)
    return re.compile(r"^(?:" + "|".join(re.escape(e) for e in entries if " " not in e) + r")s?$", re.IGNORECASE)


@cache
def _organ_words() -> frozenset[str]:
    return frozenset(word for entry in lexicon()["organs"] for word in re.findall(r"[a-z]+", entry)) | {"full"}
