"""The words of a passage as they are compared: stems, free of grammar and of what every minute is made of."""

from __future__ import annotations

import re
from functools import lru_cache

_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))*|\d[\d/.,:]*\d|\d")
_JOINED = re.compile(r"(?<=\w)-(?=\w)")
# an address on the net, the ending of an ordinal, and a code with letters on both sides of its figures, as a radio
# amateur's call sign: no words of the language, and cut into pieces they would be the rarest of all
_NO_WORD = re.compile(
    r"(?:\bhttps?:|\bwww\.)\S+|\S+@\S+|(?<=\d)(?:st|nd|rd|th)\b|\b[^\W\d_]+\d+[^\W\d_]\w*", re.IGNORECASE
)
_GRAMMAR = frozenset(
    re.findall(
        r"\w+",
        "a an the and or but nor not no of to in into on onto at by for from with without within as than then so "
        "if is are was were be been being am it its this that these those there here he she they them him his her "
        "hers their theirs we our us you your i me my who whom whose which what when where why how had has have "
        "having do does did done will would could should may might can shall must any some all more most other "
        "such only very now still up out over under about after before during since until also too both each "
        "either own same few many much however mr mrs ms miss dr cllr councillor said asked",
    )
)
UNSEEN = 100  # paragraphs that every archive is taken to have beside its own, so that in few a word still tells
_LENGTH = 6
_SUFFIXES = ("ings", "ing", "ies", "es", "ed", "s", "e", "ly")
_DEED = re.compile(
    r"([^\W\d_]{5,}?)ions?"
)  # "co-option" is what was done when somebody was co-opted; a station is no state


@lru_cache(maxsize=4_096)  # headings and the paragraphs of one meeting are asked for again and again
def stems(text: str) -> tuple[str, ...]:
    """The content words of `text` in order, cut to what stays the same when they are inflected.

    >>> stems("The pot-holes were painted; still painting"), stems("56/19 and £69.80")
    (('pothol', 'paint', 'paint'), ('56/19', '69.80'))
    >>> stems("On the 2nd, at www.weir.example/gates"), stems("Ada QX0ZV closed the A38")
    (('2',), ('ada', 'clos', '38'))
    >>> stems("Co-option: co-opted at the station")
    ('coopt', 'coopt', 'statio')
    """
    return tuple(stem(word) for word in surface(text))


def surface(text: str) -> list[str]:
    """The content words of `text` as printed, hyphens closed up."""
    words = _TOKEN.findall(_JOINED.sub("", _NO_WORD.sub(" ", text)))
    return [word for word in words if word.lower() not in _GRAMMAR and (len(word) > 1 or word.isdigit())]


def is_figure(word: str) -> bool:
    """Whether a stem is a number, date or sum, which may tell two things apart but names none.

    >>> is_figure("56/19"), is_figure("weir")
    (True, False)
    """
    return word[:1].isdigit()


def is_content(word: str) -> bool:
    """Whether a word as printed is none of grammar's: a heading that ends in one ("as they") was cut short.

    >>> is_content("weir"), is_content("The"), is_content("&")
    (True, False, False)
    """
    return word.lower() not in _GRAMMAR and any(letter.isalnum() for letter in word)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """One word without its ending, at most six letters; numbers stay whole."""
    if word[0].isdigit():
        return word
    word = re.split(r"['’]", word.lower())[0]
    word = deed[1] if (deed := _DEED.fullmatch(word)) else word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            word = word[: -len(suffix)]
            if suffix == "ies":
                word += "y"
            elif len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            break
    if word.endswith("y") and len(word) > 3:
        word = word[:-1] + "i"
    return word[:_LENGTH]


ACTS = frozenset(
    stems(
        "deferred deferral postponed adjourned tabled pending awaiting further information agenda item moved seconded "
        "carried motion resolved resolution agreed approved meeting minutes next future later discussed discussion "
        "considered consideration updated reported noted vote voted voting against favour favor abstained abstaining "
        "abstention abstentions lost defeated amendment unanimous unanimously ayes noes nays"
    )
)
"""Stems of what is done with a matter: two things put off in the same words are not one thing."""
CALENDAR = frozenset(
    stems(
        "january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday "
        "wednesday thursday friday saturday sunday today tomorrow day week month year time"
    )
)
"""Stems of what says when: two things of one day are not one thing."""
SEASONS = frozenset(stems("spring summer autumn winter annual date morning afternoon evening tonight"))
"""The same of what may also name a thing, as a summer fete."""
STATES = frozenset(stems("action for review ongoing outstanding closed complete completed done"))
"""Stems of what a clerk notes of a thing behind its name."""
HOW_FAR = STATES | frozenset(
    stems(
        "not partially partly nearly mostly due scheduled started progress status pending see link attached below above"
    )
)
"""Stems of how far a thing is, or where it is told, as a cell of a table has it: nothing that names it."""
