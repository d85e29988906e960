"""The passages of one body as weighed words, in which they can be held against each other."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matters_arising.matters.names import movers
from matters_arising.matters.passages import Passage
from matters_arising.matters.references import cited, identifiers
from matters_arising.matters.words import ACTS, CALENDAR, HOW_FAR, SEASONS, UNSEEN, is_figure, stems

_NO_TOPIC = ACTS | CALENDAR | SEASONS
_TITLE = 2.0  # a word of the title counts as if said this many times more


@dataclass(frozen=True, slots=True)
class Space:
    """The passages of one body as weighed words. `weight` says how few passages and threads have a stem.

    All matrices are sparse, a row a passage. `rows` are of unit length. `words` has the weight of each word that a
    passage says, `said` a one in the same places, the heaviest word in the first column: figures may tell two things
    apart and join none, so that they stand in neither. `headings` has the weights of the words of its title, `names`
    those of them that name one thing of many, and `holds` a one for each word that it says, columns by the alphabet.
    `titles` are the words of its title but for figures.
    """

    passages: Sequence[Passage]
    weight: Mapping[str, float]
    rows: Any
    words: Any
    said: Any
    headings: Any
    names: Any
    holds: Any
    titles: tuple[frozenset[str], ...]
    named: frozenset[str]
    codes: tuple[frozenset[str], ...]
    citing: tuple[frozenset[str], ...]


def weigh(
    passages: Sequence[Passage], threads: Iterable[Collection[int]], named: frozenset[str] = frozenset()
) -> Space:
    """Weigh the words of a body's passages, given in the order of their meetings; those of acts, of when and of who
    puts motions not at all.

    `threads` are the places of the passages that are known to be of one matter, each place in one of them; where
    nothing is known, each passage alone. A word tells by the few passages that have it, and as much by the few
    threads: what is dealt with at every meeting is no less itself for that. `named` are the stems that are names.
    """
    words = [{*passage.words, *_heading(passage)} for passage in passages]
    seen = Counter(word for of_one in words for word in of_one)
    kept = Counter(word for members in threads for word in set().union(*(words[place] for place in members)))
    top = math.log(len(passages) + UNSEEN)
    said = [statement for passage in passages for statement in passage.statements]
    untold = _NO_TOPIC | initials(passages) | movers(said, named)
    weight = {
        word: top - (math.log(seen[word] + 1) + math.log(kept[word] + 1)) / 2
        for word in sorted(seen)
        if word not in untold
    }
    return _space(passages, weight, named)


def initials(passages: Iterable[Passage]) -> frozenset[str]:
    """The stems of the initials by which the minutes of some passages call those who are there."""
    people = {person for passage in passages for person in passage.meeting.participants}
    return frozenset(word for person in people if person.initials for word in stems(person.initials))


def placed(passages: Sequence[Passage], among: Space) -> Space:
    """Further passages, weighed as those of `among` are; a word that stands in none of them has no weight."""
    return _space(passages, among.weight, among.named)


def _heading(passage: Passage) -> tuple[str, ...]:
    """The words of its title; none where they only say how far it is ("Complete", "Due")."""
    words = stems(passage.title)
    return () if set(words) <= HOW_FAR | _NO_TOPIC else words


def _space(passages: Sequence[Passage], weight: Mapping[str, float], named: frozenset[str]) -> Space:
    titles = [_heading(passage) for passage in passages]
    counted = []
    for passage, title in zip(passages, titles, strict=True):
        vector = {word: 1 + math.log(times) for word, times in Counter(passage.words).items()}
        for word in title:
            vector[word] = vector.get(word, 0.0) + _TITLE
        counted.append(vector)
    words = [{*passage.words, *title} for passage, title in zip(passages, titles, strict=True)]
    alphabet = {word: column for column, word in enumerate(sorted(weight))}
    heaviest = {word: column for column, word in enumerate(sorted(weight, key=lambda word: (-weight[word], word)))}
    weighed = [{word: weight[word] for word in said if word in weight} for said in words]
    ones = [dict.fromkeys(said, 1.0) for said in weighed]
    named_by = [{word: value for word, value in said.items() if not is_figure(word)} for said in weighed]
    heads = [{word: weight[word] for word in title if word in weight} for title in titles]
    names = [{word: value for word, value in head.items() if word in named or is_figure(word)} for head in heads]
    return Space(
        passages=passages,
        weight=weight,
        rows=_matrix([_unit(vector, weight) for vector in counted], alphabet),
        words=_matrix(named_by, heaviest),
        said=_matrix([dict.fromkeys(said, 1.0) for said in named_by], heaviest),
        headings=_matrix(heads, alphabet),
        names=_matrix(names, alphabet),
        holds=_matrix(ones, alphabet),
        titles=tuple(frozenset(word for word in head if not is_figure(word)) for head in heads),
        named=named,
        codes=tuple(identifiers(passage.text) for passage in passages),
        citing=tuple(cited(passage.text) for passage in passages),
    )


def meetings_of(passages: Sequence[Passage]) -> list[range]:
    """The stretch of the list that each meeting has."""
    starts: dict[str, list[int]] = defaultdict(list)
    for place, passage in enumerate(passages):
        starts[passage.meeting.id].append(place)
    return [range(places[0], places[-1] + 1) for places in starts.values()]


def _unit(vector: Mapping[str, float], weight: Mapping[str, float]) -> dict[str, float]:
    """A row of unit length, its words by weight."""
    weighed = {word: value * weight[word] for word, value in vector.items() if word in weight}
    length = math.sqrt(sum(value * value for value in weighed.values())) or 1.0
    return {word: value / length for word, value in weighed.items()}


def _matrix(vectors: Sequence[Mapping[str, float]], column: Mapping[str, int]) -> Any:
    """Sparse rows, their columns in order."""
    from scipy import sparse

    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    for vector in vectors:
        for place, value in sorted((column[word], value) for word, value in vector.items()):
            columns.append(place)
            data.append(value)
        ends.append(len(columns))
    return sparse.csr_matrix((data, columns, ends), shape=(len(vectors), len(column)), dtype=float)
