"""The index of the search page: which words stand in which matters and quotes, in pieces that are loaded when needed.

Things are numbered in the order in which answers are given: matters, those that came up most often first, then quotes,
the latest first. A piece holds the words with the same two first letters, each with the numbers of its things, written
as differences in base 36. The things themselves lie in chunks.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from matters_arising.export.site import lives
from matters_arising.export.site.listing import scripts
from matters_arising.export.site.passages import Sheets
from matters_arising.export.site.wording import called, day, days
from matters_arising.export.svg import printable
from matters_arising.export.words import count, shortened
from matters_arising.store.life import Life

CHUNK = 128  # things in a script
_COMMON = 0.25  # a word that stands in so large a share of the things tells none from the others,
_MANY = 1_000  # where there are so many things
_TEXT = 240  # characters of a thing that an answer prints
_LONGEST = 40  # characters of a word that count
_WORD = re.compile(r"[^\W_]+")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Thing:
    """A matter or a quote that can be found: its words, and how an answer prints it."""

    words: frozenset[str]
    is_matter: bool
    text: str
    about: str
    address: str


def things(all_lives: Sequence[Life], sheets: Sequence[Sheets]) -> list[Thing]:
    """All that can be found, in the order of the answers."""
    matters = sorted(all_lives, key=lambda life: (-len(life.appearances), life.title, life.matter))
    return [*map(_matter, matters), *_quotes(sheets)]


def index(found: Sequence[Thing]) -> Iterator[tuple[str, Markup]]:
    """The scripts of the index."""
    where: dict[str, list[int]] = defaultdict(list)
    for number, thing in enumerate(found):
        for word in thing.words:
            where[word].append(number)
    most = _COMMON * len(found) if len(found) >= _MANY else len(found)
    common = sorted(word for word, numbers in where.items() if len(numbers) > most)
    pieces: dict[str, dict[str, str]] = defaultdict(dict)
    for word in sorted(where.keys() - set(common)):
        pieces[piece_of(word)][word] = _differences(where[word])
    head = {
        "things": len(found),
        "chunk": CHUNK,
        "common": common,
        "matters": sum(thing.is_matter for thing in found),
        "pieces": sorted(pieces),
    }
    yield from scripts([("search", head)])
    yield from scripts((f"words-{name}", held) for name, held in sorted(pieces.items()))
    yield from scripts(
        (f"things-{first // CHUNK}", [_printed(thing) for thing in found[first : first + CHUNK]])
        for first in range(0, len(found), CHUNK)
    )


def words_of(text: str) -> list[str]:
    """The words of a text as the index has them: lower case, without accents, without the s of a plural.

    >>> words_of("The Café’s 2 bus shelters")
    ['the', 'cafe', 's', '2', 'bus', 'shelter']
    """
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", text) if not unicodedata.category(char).startswith("M")
    )
    words = [word[:_LONGEST] for word in _WORD.findall(plain.lower())]
    return [w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words]


def piece_of(word: str) -> str:
    """The piece of the index that holds a word.

    >>> piece_of("shelter"), piece_of("a"), piece_of("ελα")
    ('sh', 'a', 'other-5')
    """
    if all(char in _DIGITS for char in word[:2]):
        return word[:2]
    return f"other-{ord(word[0]) % 16}"


def _matter(life: Life) -> Thing:
    bodies = "; ".join(called(body) for body in life.bodies)
    about = f"{bodies}; {count(len(life.appearances), 'meeting')}, {days(life.first_date, life.last_date)}"
    words = frozenset(words_of(f"{life.title} {bodies}"))
    return Thing(words, True, _short(life.title), printable(about), lives.address(life.matter))


def _quotes(sheets: Sequence[Sheets]) -> Iterator[Thing]:
    latest = sorted(sheets, key=lambda one: (one.minutes.date, one.minutes.body, one.minutes.meeting), reverse=True)
    for one in latest:
        held = f"{called(one.minutes.body)}, {day(one.minutes.date)}"
        for run in one.runs:
            for passage in run:
                first = passage.marks[0]
                said = ", ".join(dict.fromkeys(mark.word for mark in passage.marks))
                text = passage.quote[:4000]
                yield Thing(frozenset(words_of(text)), False, _short(text), printable(f"{held}: {said}"), first.address)


def _short(text: str) -> str:
    return shortened(printable(text), _TEXT)


def _printed(thing: Thing) -> list[object]:
    return [int(thing.is_matter), thing.text, thing.about, thing.address]


def _differences(numbers: Sequence[int]) -> str:
    """Ascending numbers as the difference of each from the one before.

    >>> _differences([3, 4, 40])
    '3 1 10'
    """
    before, told = 0, []
    for number in numbers:
        told.append(_base36(number - before))
        before = number
    return " ".join(told)


def _base36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits
