"""Archives of any size for timing, made of the sample's own invented minutes so that following them is real work.

An archive is a row of counties. Each has the four bodies of the sample under names of its own, and each body meets
through the sample's two years four times over: within one round the same matters come back from meeting to meeting, in
the next round, two years later, there are others. People and places are named afresh in each county; words that are
rare in the sample change places with one another, county by county and round by round. A document depends on the seed
and its number alone, so that a longer archive begins with the shorter one.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from math import prod
from pathlib import Path

from matters_arising.dates import find
from matters_arising.matters.words import ACTS, stem
from matters_arising.segment.lexicon import lexicon

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
ROUNDS = 4  # times that a body lives through the sample's two years
_YEARS_OF_ROUND = 2
_PDF_EVERY = 10  # documents: so many of them are a PDF, the others Markdown
_RARE = 3  # source texts that may have a word, for it to be exchanged
_WORD = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"\A---\n.*?\n---\n|[ \t]*\{>[^}\n]*\}|<!--.*?-->", re.DOTALL)  # front matter, margin, breaks
_YEAR = re.compile(r"\b(?P<year>20[0-3]\d)(?P<next>[-/](?P<short>\d\d)\b)?")
_SHORT_YEAR = re.compile(r"\b(?P<before>(?:\d{1,2}[./-]){2}|\d{1,3}/)(?P<year>2[0-4])\b(?![/.-]?\d)")
_ENDINGS = ("ing", "ed", "ly", "ies", "s")
_SYLLABLES = (
    [
        "Al",
        "Bar",
        "Cal",
        "Dun",
        "El",
        "Far",
        "Gar",
        "Hal",
        "Il",
        "Kel",
        "Lan",
        "Mar",
        "Nor",
        "Ol",
        "Pen",
        "Quar",
        "Rad",
        "Sel",
        "Tor",
        "Ul",
        "Ven",
        "Wex",
        "Yar",
        "Zel",
    ],
    ["a", "ba", "de", "fo", "gi", "ha", "ki", "lo", "me", "nu", "pa", "ri", "so", "tu", "va"],
    ["ber", "cot", "den", "fen", "gar", "ham", "ken", "lam", "mer", "nor", "pel", "rin", "ster", "tham", "vel"],
    ["by", "ford", "leigh", "low", "mere", "ton", "wick", "worth"],
)
_STRIDE = 17_393  # has no factor in common with the number of names
_CALENDAR = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
]


@dataclass(frozen=True, slots=True)
class Template:
    """A source text: the folder of its body, the day of its meeting, and its words without front matter."""

    body: str
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Made:
    """A document of an archive: where it lies, and its text in Markdown. `pdf` says that it is to be printed as one,
    by corpus/render.py, whose front matter its text then has."""

    path: str
    text: str
    pdf: bool


def documents(count: int, *, seed: int = 0, start: int = 0) -> Iterator[Made]:
    """The documents `start` to `count` of the archive, in the order in which its meetings took place in each county."""
    for number in range(start, count):
        yield document(number, seed=seed)


def document(number: int, *, seed: int = 0) -> Made:
    """The document of this number, the same whatever else is made."""
    of_round = templates()
    county, place = divmod(number, ROUNDS * len(of_round))
    turn, at = divmod(place, len(of_round))
    template = of_round[at]
    words = _exchanged(seed, county, turn)
    years = _YEARS_OF_ROUND * (turn - ROUNDS + 1) - county % 3
    text = _WORD.sub(lambda found: words(found.group()), _later(template.text, years))
    folder = f"county-{county:05}/{template.body}"
    pdf = number % _PDF_EVERY == 0
    text = f"---\nrender: pdf-plain\n---\n{text}" if pdf else text
    return Made(f"{folder}/minutes-{place:04}.{'pdf' if pdf else 'md'}", text, pdf)


def lay(root: Path, count: int, *, seed: int = 0, start: int = 0) -> None:
    """Write the documents `start` to `count` below `root`."""
    for made in documents(count, seed=seed, start=start):
        path = root / made.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".md").write_text(made.text, encoding="utf-8")
        if made.pdf:
            _print(path.with_suffix(".md"), path)


def _print(source: Path, path: Path) -> None:
    """The PDF of a Markdown file, in its place."""
    if str(CORPUS) not in sys.path:
        sys.path.insert(0, str(CORPUS))
    from rendering.blocks import read
    from rendering.pdf import pdf

    path.write_bytes(pdf(read(source)))
    source.unlink()


# ---- the sample's texts ------------------------------------------------------------------------------------


@cache
def templates() -> tuple[Template, ...]:
    """The sample's minutes that are at hand as text, one a meeting, by day and body."""
    best: dict[tuple[str, str], Template] = {}
    for path in sorted([*CORPUS.glob("source/*/*.md"), *CORPUS.glob("sample/*/*.md")]):
        text = _ASIDE.sub("", path.read_text(encoding="utf-8"))
        day = next((mention.iso for mention in find(text[:600]) if mention.day and mention.year), "")
        if day and "minutes" in path.name.casefold() + text[:400].casefold():
            template = Template(path.parent.name, day, text)
            key = (template.body, day)
            best[key] = max(best.get(key, template), template, key=lambda one: len(one.text))
    return tuple(sorted(best.values(), key=lambda one: (one.day, one.body)))


@cache
def _vocabulary() -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The names that the texts print, and their rare common words by ending, in order."""
    held: Counter[str] = Counter()
    for template in templates():
        held.update(set(_WORD.findall(template.text)))
    kept = {word.casefold() for entries in lexicon().values() for entry in entries for word in _WORD.findall(entry)}
    kept |= {word.casefold() for word in _CALENDAR}
    names = [
        word
        for word in sorted(held)
        if len(word) > 3 and word.istitle() and word.lower() not in held and word.casefold() not in kept
    ]
    rare: dict[str, list[str]] = defaultdict(list)
    for word in sorted(held):
        if word.islower() and len(word) > 5 and held[word] <= _RARE and stem(word) not in ACTS and word not in kept:
            rare[next((ending for ending in _ENDINGS if word.endswith(ending)), "")].append(word)
    return tuple(names), {ending: tuple(words) for ending, words in rare.items()}


# ---- what is put in their place ----------------------------------------------------------------------------


@cache
def _names(seed: int, county: int) -> dict[str, str]:
    """A name for each of the sample's; no two counties of a seed share one, as long as there are syllables."""
    names, _ = _vocabulary()
    first = county * len(names)
    order = [random.Random(f"{seed} {place}").sample(part, len(part)) for place, part in enumerate(_SYLLABLES)]
    return {name: _name(first + place, order) for place, name in enumerate(names)}


def _name(number: int, order: list[list[str]]) -> str:
    again, number = divmod(number, prod(map(len, order)))
    number = number * _STRIDE % prod(map(len, order))  # so that the names of one county do not end alike
    parts = []
    for syllables in order:
        number, at = divmod(number, len(syllables))
        parts.append(syllables[at])
    return "".join(parts) + "".join(order[2][int(digit)] for digit in str(again) if again)


def _exchanged(seed: int, county: int, turn: int) -> Callable[[str], str]:
    """What each word of the sample becomes in one round of one county."""
    names = _names(seed, county)
    words = _mixed(seed, county, turn) | names | {one.upper(): other.upper() for one, other in names.items()}
    return lambda word: words.get(word, word)


@cache
def _mixed(seed: int, county: int, turn: int) -> dict[str, str]:
    dice = random.Random(f"{seed} {county} {turn}")
    mixed: dict[str, str] = {}
    for _, rare in sorted(_vocabulary()[1].items()):
        mixed.update(zip(rare, dice.sample(rare, len(rare)), strict=True))
    return mixed | {one.capitalize(): other.capitalize() for one, other in mixed.items()}


def _later(text: str, years: int) -> str:
    """The text with all its years moved."""

    def moved(found: re.Match[str]) -> str:
        following = f"{found['next'][0]}{(int(found['short']) + years) % 100:02}" if found["next"] else ""
        return f"{int(found['year']) + years}{following}"

    text = _SHORT_YEAR.sub(lambda found: f"{found['before']}{(int(found['year']) + years) % 100:02}", text)
    return _YEAR.sub(moved, text)
