"""One entry of a list of people: a person with office and initials, an office alone, or something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from matters_arising.segment.lexicon import is_honorific, word_list

CHAIRING = re.compile(r"\bchair(?:man|person|woman|ed|ing)?\b", re.IGNORECASE)
_PLURAL_NOT = ("mrs", "ms", "miss")
_PERSONAL = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "cllr", "cr", "clr", "sir", "rev", "revd"])
_INITIALS = re.compile(r"[A-Z]{2,4}")
_NAME = re.compile(r"(?:[A-Z0]|d'|de$|van$|von$|la$)")
_SINGLE = re.compile(r"(?:Mc|Mac|O['’]|D['’])?[A-Z][a-z'’-]+(?:-[A-Z][a-z]+)*")
_NUMERAL = re.compile(r"[IVX]{1,4}\.|(?:The|No|All|None|Nil|Everyone|Nobody|Also|Not)\b")
# what joins an office or a firm to a name; any other small word behind a name begins a sentence
_OF = re.compile(r"(?:for|of|from|representing|on|via|by|as|who|whose|with|to|the|and|&|in the chair)\b|\W|\d")
_SAID_THERE = re.compile(r"apolog|absen|present|attend|excused", re.IGNORECASE)
OF_THE_LIST = re.compile(rf"{_SAID_THERE.pattern}|\b(?:arriv|left\b|join)", re.IGNORECASE)
_DASHED = re.compile(r"\s[–—-]+\s|\s?[–—]\s?|:\s|\s-|-\s")


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands between two commas. `single`: one word or initials, a name only among others of its kind.

    `prose` tells what somebody did, so that a list has ended; `rest` may hold another, which no comma parts from it.
    """

    kind: Literal["person", "single", "office", "prose", "other"]
    name: str = ""
    role: str = ""
    initials: str = ""
    rest: str = ""


def entry(printed: str, *, titled: bool = False) -> Entry:
    """Read one entry: "Cllr B. Ash (Chair)", "Ann Lee - Clerk", "Jo Bell JB", "Parish Clerk", "Baker", "AB".

    `titled` says that a title which all of the list share stands before it.
    """
    bracket = re.search(r"\(([^()]*)\)", printed)
    aside = bracket[1].strip() if bracket else ""
    plain = re.sub(r"\([^()]*\)", " ", printed).strip().removeprefix("the ")
    head, *tail = _DASHED.split(plain, maxsplit=1)
    tokens, rest = _name_tokens(head.split())
    initials = rest.pop(0) if rest and _stands_for(rest[0], tokens) else ""
    if not initials and _INITIALS.fullmatch(aside) and aside == initials_of(" ".join(tokens))[: len(aside)]:
        initials, aside = aside, ""
    name = " ".join(tokens)
    if _is_office(tokens):
        return Entry("office", role=" ".join(part for part in (plain, aside) if part))
    behind = " ".join(rest)
    if tokens and behind[:1].islower() and not (_OF.match(behind) or aside or _is_title(rest[-1])):
        if _SAID_THERE.search(behind):
            return Entry("person" if _is_named(tokens) else "other", name, "", initials_of(name))
        return Entry("other" if OF_THE_LIST.search(behind) else "prose")
    further = " ".join(rest) if len(rest) > 1 and is_honorific(rest[0]) and _name_tokens(rest)[0][1:] else ""
    role = " ".join(part for part in (aside, "" if further else behind, *tail) if part.strip()).strip(" .,-")
    offices = [token for token in tokens if _is_title(token) and token.lower().strip(".,") not in _PERSONAL]
    chairing = " ".join(offices) if any(CHAIRING.fullmatch(token.strip(".,")) for token in offices) else ""
    kind: Literal["person", "single", "other"] = "other"
    if _is_named(tokens) or (titled and tokens and _SINGLE.fullmatch(tokens[-1])):
        kind = "person"
    elif (
        len(tokens) == 1 and not rest and (_SINGLE.fullmatch(name) or _INITIALS.fullmatch(name)) and not is_common(name)
    ):
        kind = "single"
    return Entry(kind, name, role or chairing, initials or initials_of(name), further)


def initials_of(name: str) -> str:
    """ "Nora Oakes" is NO, and initials are their own: the initials of a name, titles left out."""
    if _INITIALS.fullmatch(name):
        return name
    own = (token for token in re.split(r"[\s-]+", name) if token[:1].isupper() and not is_honorific(token))
    letters = "".join(token[0] for token in own)
    return letters if len(letters) > 1 else ""  # one letter stands for anything


def _stands_for(printed: str, tokens: list[str]) -> bool:
    """Whether letters behind a name are its initials, and no honour or office ("Ann Bell MP")."""
    own = [token for token in tokens if not is_honorific(token)]
    return bool(_INITIALS.fullmatch(printed) and own) and (printed[0], printed[-1]) == (own[0][0], own[-1][0])


def is_shared_title(token: str) -> bool:
    """Whether a word is the title that all of a list share ("Councillors H Ash, J Bell", "Messrs. Hill and Dunn")."""
    bare = token.lower().strip(".,:")
    return is_honorific(token.strip(":")) and bare.endswith(("s", "men")) and bare not in _PLURAL_NOT


def is_office(printed: str) -> bool:
    """Whether a stretch names an office and nobody ("Chair", "Minute Secretary", "Managing Director of Ashby Ltd")."""
    return _is_office(_name_tokens(printed.split())[0])


def _is_office(tokens: list[str]) -> bool:
    bare = [token.lower().strip(".,:") for token in tokens]
    if not bare or bare[0] in _PERSONAL or any(len(word) == 1 for word in bare):
        return False
    return all(_is_title(part) for part in re.split(r"[-/]", bare[-1]))


def _is_named(tokens: list[str]) -> bool:
    """Whether the words are a person's name: two at least, or one behind a title, and none of them a common one."""
    name = " ".join(tokens)
    own = [token for token in tokens if not _is_title(token)]
    if not own or len(tokens) < 2 or _NUMERAL.match(name) or any(letter.isdigit() for letter in name):
        return False
    shouted = [token for token in own if token.isupper() and len(token.strip(".")) > 2 and "." not in token]
    if shouted and len(shouted) < sum(len(token.strip(".,")) > 2 for token in own):
        return False  # "AMEP Training"
    return not is_common(name) or (len(own) == 1 and tokens[0].lower().strip(".,") in _PERSONAL)


def _name_tokens(tokens: list[str]) -> tuple[list[str], list[str]]:
    """The tokens that make the name, and what follows it (an office, initials, a table's columns)."""
    name: list[str] = []
    for place, token in enumerate(tokens):
        bare = token.strip(".,")
        surname = sum(not is_honorific(t) for t in name)
        if surname >= 2 and (is_honorific(token) or _INITIALS.fullmatch(bare)):
            return name, tokens[place:]
        if not _NAME.match(token) or surname >= 4:
            return name, tokens[place:]
        name.append(token)
    return name, []


def _is_title(token: str) -> bool:
    """Whether a word before a name is an honorific or an office."""
    return is_honorific(token) or token.lower().strip(".,") in word_list("offices")


def is_common(name: str) -> bool:
    """Whether a capitalised stretch is made of common words rather than a person's name."""
    tokens = [token.lower().strip(".,'’") for token in name.split() if not is_honorific(token)]
    return not tokens or any(token in word_list("title_words") for token in tokens)
