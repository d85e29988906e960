"""Whose minutes these are: the name of the body as printed in the title, else in furniture, front matter, file name
or folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from string import capwords

from matters_arising.dates import find
from matters_arising.models import Document
from matters_arising.segment.lexicon import lexicon, word_list
from matters_arising.segment.notices import is_label_of_place, is_menu, is_of_another, stretches

_BEFORE = 40  # characters before "meeting of" that say which meeting
_PROSE = 1200  # characters in which a sentence may name the body that met
_OF = re.compile(
    r"\b(?:minutes|meeting|session|proceedings|record)\s+(?:of|for)\s+(?:the\s+|a\s+|an\s+)?(?P<name>[^.;\n]{3,140})",
    re.IGNORECASE,
)
_MET = re.compile(  # the first thing said: "The Board of Ashby Town met on Monday"
    r"(?:\b|(?<=[a-z]))The (?P<name>[A-Z][^.;\n]{3,100}?) (?:met|convened)(?: in [\w ]{3,30}? session)? (?:on|at)\b"
)
_TOLD = re.compile(r"\s(?:was|were|is|are)\s.*$", re.DOTALL)  # what is said of a meeting, its chair among it
_FIRST = 400  # characters in which minutes say who met
_CUT = re.compile(
    r"\s*(?:[;(|•·:\[]|(?<!\bSt)\.\s|\s[–—-]\s|[–—]|\bon\s*(?=[|\d]|the\s+\d|$|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|\b(?:was|were|held|at|via|in|which|convened|took|commenc\w+|called|dated|present"
    r"|by|will|are|is|as|with|approved|(?:members?|attendees?|staff|management|officers?)(?!\s+(?:organi[sz]ation|committee|board|group|association"
    r"|council|company|agency|union|forum|district|authority)))\b|\b\d{2}|\b\d[.:]).*$",
    re.IGNORECASE | re.DOTALL,
)
_SUB = re.compile(r"\b(?:committee|sub-?committee|working (?:party|group)|panel|task (?:force|group))\b", re.IGNORECASE)
_FIELDS = re.compile(
    r"\b(?i:(?:sub-?)?committee|commission|panel|board|task force|council) on\s+(?=[A-Z])"
)  # what it deals with follows
_PARENT = re.compile(r"\b(?:council|authority|trust|district|university|college|school)\b", re.IGNORECASE)
_UNDER = re.compile(rf"{_SUB.pattern}|\b(?:board|forum|partnership|group|commission)\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:chair\w*|clerk|cllrs?|trustee|councillors?|secretary|treasurer|president|correspondence|reports?|applications?)\b",
    re.I,
)
_NO_NAME = re.compile(  # a venue, or an item of business
    r"\b(?:rooms?|hall|offices?|house|chambers?|building|cent(?:re|er)|library|pavilion|street|road|avenue|suite)"
    r"(?:\s+\w{1,2})?$|^(?:public|open) (?:forum|session)$",
    re.IGNORECASE,
)
_BUILDING = frozenset(["house", "chamber", "chambers", "office", "offices", "room", "rooms", "building", "hall"])
_UNFILLED = re.compile(r"\{\w*\}|\[\[?\w+\]\]")  # "{meta}": what a page's template left where a word should stand
_INITIALS = re.compile(r"(?:\d+(?:st|nd|rd|th)\s+)?\b(?P<initials>[A-Z]{3,6})\s*\((?P<words>[^()]+)\)")  # "9th PPG (…)"
_IN_A_PATH = re.compile(r"\d+(?:st|nd|rd|th)\b|[^\W\d_]+", re.IGNORECASE)  # "2nd" is a word, "2" none
_UNSPOKEN = re.compile(r"(?!ltd|mrs)[b-df-hj-np-tv-xz]{3,5}", re.IGNORECASE)
_NUMBERED = re.compile(r"\bno\.?\s*(\d+)", re.IGNORECASE)  # "Hose Company No. 2"
# "Parks Committee – 3 June – Minutes | Borough of Ashby": what a page's own title says beside the committee
_AUTHORITY = re.compile(r"\b(?:council|borough|city|county|authority|trust|district)\b", re.IGNORECASE)
_SCANNED, _MISREAD = re.compile(r"[a-z]+[01][a-z]+"), str.maketrans("01", "oi")  # "MEET1NG"
_PLACE = re.compile(r"(?:City|Town|County|Village|Township|Borough) of [A-Z]")


@dataclass(frozen=True, slots=True)
class _Name:
    """A candidate: the name, and how much its place speaks for it."""

    name: str
    score: float


def body_name(document: Document, titles: Sequence[str], *, start: int, end: int) -> str:
    """The body's name as printed, in capitals made lower where all was capitals; empty when nothing tells.

    A title that names a parent and its organ on two lines ("Ashby Water District", "Board of Directors") gives
    both; a committee is named after the body it is of.
    """
    in_titles = [
        _Name(name, 2.0 - 0.05 * place)
        for place, line in enumerate(titles)
        if not place or not is_label_of_place(titles[place - 1])
        for name in names_in(_going_on(titles, place))
    ]
    stop = document.text.find("\n\n", start + _PROSE, min(end, start + 2 * _PROSE))
    blocks = document.text[start : min(end, start + _PROSE) if stop < 0 else stop].split("\n\n")
    prose = "\n".join(re.sub(r"\s+", " ", block) for block in blocks)
    in_prose = [
        _Name(name, 2.4 - 0.5 * match.start() / _PROSE)
        for match in [*_MET.finditer(prose[:_FIRST]), *_OF.finditer(prose)]
        if not is_of_another(prose[max(0, match.start() - _BEFORE) : match.end()].rpartition(". ")[2])
        for name in names_in(_TOLD.sub("", match["name"]))[:1]
    ]
    beside = [list(_furniture(document)), list(_front_matter(document)), list(_from_path(document.path))]
    aside = [name for names in beside for name in names]
    best = max([*in_prose, *in_titles, *aside], key=lambda n: n.score - _penalty(n.name), default=None)
    if best is None:
        return ""
    name = _outvoted(best.name, [in_prose, in_titles, *beside])
    return _with_parent(name, [n.name for n in [*in_titles, *aside]], [n.name for n in in_titles])


def _going_on(titles: Sequence[str], place: int) -> str:
    """A line of the title with the next where it breaks off at a small word ("Committee on", "Roads and Paths")."""
    line = titles[place]
    breaks_off = line.split()[-1:] and line.split()[-1].lower() in word_list("small_in_names")
    return f"{line} {titles[place + 1]}" if breaks_off and place + 1 < len(titles) else line


def _outvoted(name: str, places: Sequence[Sequence[_Name]]) -> str:
    """The name, or one of the same kind of body that more kinds of places agree on by two: a line of an editor's above
    the minutes may name the body of the next village."""
    votes: dict[frozenset[str], int] = {}
    spelled: dict[frozenset[str], str] = {}
    for names in places:
        for key, one in {frozenset(_tokens(n.name)): n.name for n in reversed(names)}.items():
            votes[key] = votes.get(key, 0) + 1
            spelled.setdefault(key, one)
    own = frozenset(_tokens(name))
    kind = own & _organ_words()
    rivals = [key for key in votes if key & _organ_words() == kind and not (key <= own or own <= key)]
    most = max(rivals, key=lambda key: (votes[key], spelled[key]), default=own)
    return spelled[most] if votes.get(most, 0) >= votes.get(own, 0) + 2 else name


def names_in(line: str) -> list[str]:
    """The names of bodies that a title line holds, without kind of meeting, date and place.

    >>> names_in("Minutes of the Ordinary Meeting of ASHBY PARISH COUNCIL held on 3 May 2011 at the Hall")
    ['Ashby Parish Council']
    """
    plain = _INITIALS.sub(_written_out, re.sub(r"\s+", " ", _UNFILLED.sub(" ", line))).strip(" *_#|")
    if is_menu(plain) or is_of_another(plain):
        return []
    for mention in reversed(find(plain)):
        plain = plain[: mention.start] + " | " + plain[mention.end :]
    out: list[str] = []
    of = _OF.search(plain)
    for segment in _segments([of["name"] if of else "", *stretches(plain)]):
        name = "" if _OFFICE.search(segment) else cased(_without_frame(segment))
        if _is_name(name) and name not in out:
            out.append(name)
    return out


def _written_out(printed: re.Match[str]) -> str:
    """The words that explain initials instead of both; meetings are counted before the initials of a body."""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", printed["words"]))
    return printed["words"] if initials.upper() == printed["initials"] else printed.group()


def _segments(stretches: Sequence[str]) -> Iterator[str]:
    """Stretches cut at commas, except where a name goes on beyond one ("Parks, Trees and Paths Committee")."""
    for stretch in stretches:
        held = ""
        pieces = re.split(r",\s*", stretch)
        for place, piece in enumerate(pieces):
            held = f"{held}, {piece}" if held else piece
            if _FIELDS.search(held) and _is_list(pieces[place + 1 :]):
                continue
            if re.search(_alternatives("organs") + "|" + _alternatives("places"), held, re.IGNORECASE):
                yield held
                held = ""
        if held:
            yield held


def _is_list(pieces: Sequence[str]) -> bool:
    """Whether a list of fields goes on to its "and": "Committee on Rules, Privileges and Elections"."""
    last = next((place for place, piece in enumerate(pieces) if re.search(r"(?:^|\s)(?:and|&)\s", piece)), -1)
    return last >= 0 and all(len(piece.split()) <= 4 and not _has_organ(piece) for piece in pieces[: last + 1])


def _without_frame(segment: str) -> str:
    """A stretch without the words that frame a body's name: "Regular Meeting of the … Minutes"."""
    tokens = _drop_label([token for token in segment.split() if token.strip("-–—*_")])
    frame, soft = frozenset(lexicon()["frame"]), frozenset(lexicon()["soft_frame"])
    kept: list[str] = []
    while tokens and not _opens_phrase(tokens):
        framed = _bare(tokens[0]) in soft and _bare(tokens[1] if len(tokens) > 1 else "") in frame | soft
        if _bare(tokens[0]) not in frame and not framed:
            break
        tokens.pop(0)
    for place, token in enumerate(tokens):
        word, has_organ = _bare(token), _has_organ(" ".join(kept))
        listed = _FIELDS.search(" ".join([*kept, token])) and _bare(kept[-1]) == "and"
        if word in frame and word not in word_list("small_in_names") and not listed:
            before = kept[-1:] if place and _bare(tokens[place - 1]) == "annual" else tokens[max(0, place - 1) : place]
            if kept and _opens_phrase([*before, *tokens[place:]]):  # "Parish (Annual) Meeting", not "Council Meeting"
                kept.append(token)
                break
            if has_organ:
                break
            if tokens[place + 1 : place + 2] == ["of"]:  # "Ashby PC minutes of Ashby Parish Council"
                kept = []
            continue
        if has_organ and word not in word_list("small_in_names") and not _goes_on(kept, tokens[place:]):
            if word in _BUILDING and is_generic(re.split(r",\s*", " ".join(kept))[-1]):  # "Oak Room, Council House"
                return ""
            break
        if not kept or _bare(kept[-1]) != word:
            kept.append(token)
    name = _CUT.sub("", re.sub(r"^(?:the\s+)?members of\s+", "", " ".join(kept), flags=re.IGNORECASE))
    name = re.sub(r"^(?:(?:the|a|an|of)\s+)+|(?:\s+(?:of|the|and|for|to))+$", "", name.strip(" ,:;–—-.*"), flags=re.I)
    name = _without_pointing(_disowned(name))
    numbered = _NUMBERED.search(segment) if name.upper().endswith(" NO") else None
    return f"{name}. {numbered.group(1)}" if numbered else re.sub(r"\s+no$", "", name, flags=re.I)


def _disowned(name: str) -> str:
    """A name without the mark by which the meeting is its own: "Governors' Meeting"."""
    bare = re.sub(r"['’]s?$", "", name, flags=re.IGNORECASE)
    return bare if re.search(rf"{_alternatives('organs')}$", bare, re.IGNORECASE) else name


def _without_pointing(name: str) -> str:
    """A name that says no more than what sort of organ it is, without the words that point to one of several."""
    words = name.split()
    while words and _bare(words[0]) in lexicon()["pointing"]:
        words.pop(0)
    return " ".join(words) if words and is_generic(" ".join(words)) else name


def _bare(token: str) -> str:
    word = token.lower().strip(",.:;'’-–—*")
    return word.translate(_MISREAD) if _SCANNED.fullmatch(word) else word


def _has_organ(stretch: str) -> bool:
    return re.search(_alternatives("organs"), stretch, re.IGNORECASE) is not None


def _goes_on(kept: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether a name that has its organ goes on: "Board of Education", "Council Planning Committee"."""
    if _bare(rest[0]) in {_bare(token) for token in kept} and not _names_its_place(kept, rest):
        return False
    so_far = " ".join(kept)
    of_two_words = re.search(rf"{_alternatives('places')} of \S+$", so_far, re.IGNORECASE)  # "Town of Ashby Heath"
    if rest[0][:1].isupper() and (_FIELDS.search(so_far) or of_two_words):
        return True
    return (
        kept[-1].lower() in word_list("small_in_names")
        or kept[-1] == "&"
        or re.search(_alternatives("organs") + "|" + _alternatives("places"), " ".join(rest[:5]), re.IGNORECASE)
        is not None
    )


def _names_its_place(kept: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether a word that a name has already belongs to what it is of: "College Senate of Ashby College"."""
    word, *after = (_bare(token) for token in rest[:2])
    before = [_bare(token) for token in kept]
    repeated = bool(after) and after[0] in before and after[0] not in word_list("small_in_names")
    return word in lexicon()["places"] and "of" in before[before.index(word) :] and not repeated


def _drop_label(tokens: list[str]) -> list[str]:
    """ "COMMITTEE Full Governing Body": a form's label in capitals before the name filled in."""
    is_label = len(tokens) > 2 and tokens[0].isupper() and _bare(tokens[0]) in word_list("form_labels")
    return tokens[1:] if is_label and not tokens[1].isupper() and _has_organ(" ".join(tokens[1:])) else tokens


def _opens_phrase(tokens: Sequence[str]) -> bool:
    """Whether two words are the name of an assembly whose word for meeting belongs to it."""
    phrase = " ".join(tokens[:2]).lower().strip(".,:;")
    return phrase in (
        "parish meeting",
        "town meeting",
        "public meeting",
        "residents meeting",
        "general assembly",
        "quaker meeting",
    )


@lru_cache(maxsize=4)
def _alternatives(kind: str) -> str:
    entries = sorted(lexicon()[kind], key=len, reverse=True)
    return r"\b(?:" + "|".join(re.escape(entry) for entry in entries) + r")(?:s|['’]s?)?\b"


def _is_name(name: str) -> bool:
    """Whether what is left reads like the name of a body: a word for one, capitals, and not too long."""
    tokens = name.split()
    if not 1 <= len(tokens) <= 12 or not any(len(token) > 2 for token in tokens) or _NO_NAME.search(name):
        return False
    if not re.search(_alternatives("organs") + "|" + _alternatives("places"), name, re.IGNORECASE):
        return False
    return all(
        token[:1].isupper() or token.lower() in word_list("small_in_names") or not token[:1].isalpha()
        for token in tokens
    )


def _penalty(name: str) -> float:
    if is_generic(name):
        return 0.9
    if not _has_organ(name):
        return 0.6 if len(name.split()) > 1 else 3.0
    return 0.0


def is_generic(name: str) -> bool:
    """A name that only says what sort of organ it is ("Board of Directors", "Parish Council"), and needs that of
    its parent or place to mean something."""
    lowered = re.sub(r"['’]s?\b", "", name.lower())
    if any(lowered in (word, f"{word}s") for word in lexicon()["generic"]):
        return True
    tokens = [token for token in _tokens(name) if token not in lexicon()["generic_with"]]
    return all(token in _organ_words() for token in tokens)


@lru_cache(maxsize=1)
def _organ_words() -> frozenset[str]:
    entries = [*lexicon()["organs"], *lexicon()["places"]]
    return frozenset(word for entry in entries for word in re.findall(r"[a-z]+", entry))


def _with_parent(name: str, others: Sequence[str], titles: Sequence[str]) -> str:
    """A generic organ with the name of what it is an organ of; a committee with its parent."""
    parents = [other for other in others if not is_generic(other) and other != name and not _SUB.search(other)]
    if is_generic(name):
        parents = [other for other in parents if len(other.split()) > 1]
        if parents and set(_tokens(name)) <= set(_tokens(parents[0])):
            return parents[0]
        return f"{parents[0]} {name}" if parents else name
    place = next(filter(_PLACE.match, titles), "")
    if place and name in titles and len(name.split()) <= 3 and not set(_tokens(place)) & set(_tokens(name)):
        return f"{place} {name}"  # "City of Ashby", "Planning Commission"
    if (field := _FIELDS.search(name)) and _AUTHORITY.search(name[: field.start()]):
        return name  # "Ashby County Committee on Roads": the district that stands beside is what it dealt with
    if _SUB.search(name) and name in titles:
        apart = [other for other in parents if not set(_tokens(other)) & set(_tokens(name))]
        above = [other for other in apart if other in titles] or [other for other in apart if _AUTHORITY.search(other)]
        return f"{above[0]}, {name}" if above else name
    organs = [other for other in titles if is_generic(other) and not set(_tokens(other)) <= set(_tokens(name))]
    if organs and not _has_organ(name):
        return f"{name} {organs[0]}"
    under = _SUB if not _PARENT.search(name) else _UNDER
    subs = [other for other in titles if under.search(other) and not is_generic(other) and other != name]
    if subs and name in titles and not set(_tokens(subs[0])) & set(_tokens(name)):
        return f"{name}, {subs[0]}"
    return name


def _tokens(name: str) -> list[str]:
    return [token for token in re.findall(r"[^\W_]+", name.lower()) if token not in word_list("small_in_names")]


def cased(name: str) -> str:
    """A name printed in capitals, in lower case with capital initials; an acronym in a name stays as it is."""
    tokens = name.split()
    loud = sum(token.isupper() and len(token) > 3 for token in tokens)
    if any(letter.islower() for letter in name) and loud < 2:
        return name
    out = []
    for place, token in enumerate(tokens):
        small = token.lower() in word_list("small_in_names") and place
        out.append(token if not token.isupper() else token.lower() if small else token[:1] + token[1:].lower())
    return " ".join(out)


def _furniture(document: Document) -> Iterator[_Name]:
    for line in document.furniture[:20]:
        for name in names_in(line):
            yield _Name(name, 1.2)


def _front_matter(document: Document) -> Iterator[_Name]:
    for key in ("body", "committee", "organisation", "organization", "group"):
        if document.front_matter.get(key, "").strip():
            yield _Name(document.front_matter[key].strip(), 2.6)
    for key in ("title", "og:title", "subject"):
        title = document.front_matter.get(key, "")
        for name in names_in(title) or names_in(capwords(title)):
            yield _Name(name, 1.2)


def names_of_path(path: str) -> list[str]:
    """The names of bodies that the parts of a path give, the last part's first.

    >>> names_of_path("records/ashby-pc/2031")
    ['Ashby Parish Council']
    """
    return [candidate.name for candidate in _from_path(path)]


def _spelled(word: str) -> str:
    """A word of a path as it stands in a name: abbreviations written out, what nobody can speak in capitals ("JPC")."""
    if word.lower() in lexicon()["abbreviations"]:
        return str(lexicon()["abbreviations"][word.lower()])
    return word.upper() if _UNSPOKEN.fullmatch(word) else word[:1].upper() + word[1:]


def _from_path(path: str) -> Iterator[_Name]:
    """The file's or a folder's name where its words name a body ("ashby-pc" is Ashby Parish Council)."""
    parts = PurePosixPath(path)
    for place, stem in enumerate([parts.stem, *reversed(parts.parent.parts)]):
        words = _IN_A_PATH.findall(stem.replace("_", " "))
        for name in names_in(" ".join(_spelled(word) for word in words)):
            if len(name.split()) >= 2:
                yield _Name(name, 0.7 - 0.1 * place)
