"""The names of bodies that a printed line holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from matters_arising.dates import find
from matters_arising.segment.lexicon import lexicon, word_list
from matters_arising.segment.notices import is_menu, is_of_another, stretches

OF = re.compile(
    r"\b(?:minutes|meeting|session|proceedings|record)\s+(?:of|for)\s+(?:the\s+|a\s+|an\s+)?(?P<name>(?:[^.;\n]|(?<=\bNo)\.){3,140})",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s*(?:[;(|•·:\[]|(?<!\bSt)\.\s|\s[–—-]\s|[–—]|\bon\s*(?=[|\d]|the\s+\d|$|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|\b(?:was|were|held|at|via|in|which|convened|took|commenc\w+|called|dated|present"
    r"|by|will|are|is|as|with|approved|(?:members?|attendees?|staff|management|officers?)(?!\s+(?:organi[sz]ation|committee|board|group|association"
    r"|council|company|agency|union|forum|district|authority)))\b|\b\d{2}|\b\d[.:]).*$",
    re.IGNORECASE | re.DOTALL,
)
_WHERE = re.compile(  # "League of Growers in Ashshire": in a hall it would be a council, or a meeting that was held
    r"(?i:alliance|association|club|federation|friends|guild|league|society|union)"
    r" of (?:[A-Z][\w'’-]+ ){1,3}in(?= [A-Z])"
)
FIELDS = re.compile(
    r"\b(?i:(?:sub-?)?committee|commission|panel|board|task force|council) on\s+(?=[A-Z])"
)  # what it deals with follows
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
_NUMBERED = re.compile(r"\bno\.?\s*(\d+)", re.IGNORECASE)  # "Hose Company No. 2"
_ROMAN = re.compile(r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})[.:]?")  # "IX ACADEMIC COUNCIL": the ninth of its terms
_SCANNED, _MISREAD = re.compile(r"[a-z]+[01][a-z]+"), str.maketrans("01", "oi")  # "MEET1NG"


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
    of = OF.search(plain)
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
            if FIELDS.search(held) and _is_list(pieces[place + 1 :]):
                continue
            if re.search(_alternatives("organs") + "|" + _alternatives("places"), held, re.IGNORECASE):
                yield held
                held = ""
        if held:
            yield held


def _is_list(pieces: Sequence[str]) -> bool:
    """Whether a list of fields goes on to its "and": "Committee on Rules, Privileges and Elections"."""
    last = next((place for place, piece in enumerate(pieces) if re.search(r"(?:^|\s)(?:and|&)\s", piece)), -1)
    return last >= 0 and all(len(piece.split()) <= 4 and not has_organ(piece) for piece in pieces[: last + 1])


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
        word, named = _bare(token), has_organ(" ".join(kept))
        listed = FIELDS.search(" ".join([*kept, token])) and _bare(kept[-1]) == "and"
        if word in frame and word not in word_list("small_in_names") and not listed:
            yearly = (
                place > 0 and _bare(tokens[place - 1]) == "annual"
            )  # "Parish (Annual) Meeting", not "Council Meeting"
            if kept and _opens_phrase([kept[-1] if yearly else tokens[place - 1], token]):
                kept.append(token)
                break
            if named:
                break
            if tokens[place + 1 : place + 2] == ["of"]:  # "Ashby PC minutes of Ashby Parish Council"
                kept = []
            continue
        if named and word not in word_list("small_in_names") and not _goes_on(kept, tokens[place:]):
            if word in _BUILDING and is_generic(re.split(r",\s*", " ".join(kept))[-1]):  # "Oak Room, Council House"
                return ""
            break
        if not kept or _bare(kept[-1]) != word:
            kept.append(token)
    name = _cut(re.sub(r"^(?:the\s+)?members of\s+", "", " ".join(kept), flags=re.IGNORECASE))
    name = _without_pointing(_disowned(_trimmed(name.strip(" ,:;–—-.*"))))
    numbered = _NUMBERED.search(segment) if name.upper().endswith(" NO") else None
    return f"{name}. {numbered.group(1)}" if numbered else _trimmed(re.sub(r"\s+no$", "", name, flags=re.I))


def _cut(name: str) -> str:
    """A name without what follows it: the place, the day, the people. Whoever a body is of may be so in a place."""
    own = _WHERE.match(name)
    return f"{own.group()}{_CUT.sub('', name[own.end() :])}" if own else _CUT.sub("", name)


def _trimmed(name: str) -> str:
    """A name without the small words at its ends, and without the number of its term before it."""
    bare = re.sub(r"^(?:(?:the|a|an|of)\s+)+|(?:\s+(?:of|the|and|for|to))+$", "", name, flags=re.IGNORECASE)
    first, _, rest = bare.partition(" ")
    return rest if _ROMAN.fullmatch(first) and len(rest.split()) > 1 else bare


def _disowned(name: str) -> str:
    """A name without the mark by which the meeting is its own: "Governors' Meeting"."""
    bare = re.sub(r"['’]s?$", "", name, flags=re.IGNORECASE)
    return bare if re.search(rf"{_alternatives('organs')}$", bare, re.IGNORECASE) else name


def _without_pointing(name: str) -> str:
    """A name that says no more than what sort of organ it is, without the words that point to one of several,
    and without a count of its members."""
    words = name.split()
    while words and (_bare(words[0]) in lexicon()["pointing"] or words[0].isdigit()):
        words.pop(0)
    return " ".join(words) if words and is_generic(" ".join(words)) else name


def _bare(token: str) -> str:
    word = token.lower().strip(",.:;'’-–—*")
    return word.translate(_MISREAD) if _SCANNED.fullmatch(word) else word


def has_organ(stretch: str) -> bool:
    """Whether a stretch has a word for a sort of body ("committee", "trust")."""
    return re.search(_alternatives("organs"), stretch, re.IGNORECASE) is not None


def _goes_on(kept: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether a name that has its organ goes on: "Board of Education", "Council Planning Committee"."""
    if _bare(rest[0]) in {_bare(token) for token in kept} and not _names_its_place(kept, rest):
        return False
    so_far = " ".join(kept)
    of_two_words = re.search(rf"{_alternatives('places')} of \S+$", so_far, re.IGNORECASE)  # "Town of Ashby Heath"
    if rest[0][:1].isupper() and (FIELDS.search(so_far) or of_two_words):
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
    return tokens[1:] if is_label and not tokens[1].isupper() and has_organ(" ".join(tokens[1:])) else tokens


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


def is_generic(name: str) -> bool:
    """A name that only says what sort of organ it is ("Board of Directors", "Parish Council"), and needs that of
    its parent or place to mean something."""
    lowered = re.sub(r"['’]s?\b", "", name.lower())
    if any(lowered in (word, f"{word}s") for word in lexicon()["generic"]):
        return True
    tokens = [token for token in tokens_of(name) if token not in lexicon()["generic_with"]]
    return all(token in organ_words() for token in tokens)


@lru_cache(maxsize=1)
def organ_words() -> frozenset[str]:
    """The words that say what sort of body or of place a name is of."""
    entries = [*lexicon()["organs"], *lexicon()["places"]]
    return frozenset(word for entry in entries for word in re.findall(r"[a-z]+", entry))


def tokens_of(name: str) -> list[str]:
    """A name's words in lower case, without the small ones."""
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
        kept = not token.isupper() or _ROMAN.fullmatch(token)
        out.append(token if kept else token.lower() if small else token[:1] + token[1:].lower())
    return " ".join(out)
