"""The words that recur in a body's minutes: its offices, its bodies, its headings, how it decides and puts off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from matters_arising.models import Segmented
from matters_arising.nlp.rules import event_rules
from matters_arising.vocab import EventType

_OFTEN, _LONGEST = 8, 40  # entries of a list of words; characters of a phrase
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that recur, each with the number of documents that have them, the most frequent first."""

    roles: tuple[tuple[str, int], ...]
    bodies: tuple[tuple[str, int], ...]
    headings: tuple[tuple[str, int], ...]
    putting_off: tuple[tuple[str, int], ...]
    deciding: tuple[tuple[str, int], ...]


def lexicon(taken: Sequence[Segmented], roles: Iterable[tuple[str, str]]) -> Lexicon:
    """The words of the documents; but for bodies, those that recur in at least two of them."""
    offices = Counter(role for _, role in {(document, " ".join(role.split())) for document, role in roles} if role)
    bodies, headings, putting_off, deciding = (Counter[str]() for _ in range(4))
    for segmented in taken:
        bodies.update({meeting.body for meeting in segmented.meetings if meeting.body})
        headings.update({_folded(one.title) for one in segmented.items} - {""})
        putting_off.update(_phrases(segmented, EventType.DEFERRAL))
        deciding.update(_phrases(segmented, EventType.DECISION))
    recurring = (most_frequent(words, least=2) for words in (headings, putting_off, deciding))
    return Lexicon(most_frequent(offices, least=2), most_frequent(bodies), *recurring)


def _phrases(segmented: Segmented, kind: EventType) -> set[str]:
    """What the rules for a kind of event find in a document, in its own words."""
    rules = [rule for rule in event_rules() if rule.type == kind]
    found = (rule.pattern.search(one.text) for one in segmented.statements for rule in rules)
    phrases = {_folded(match[0]) for match in found if match}
    return {phrase for phrase in phrases if 1 < len(phrase) <= _LONGEST}


def _folded(text: str) -> str:
    return " ".join(_DIGITS.sub(" ", text).split()).strip(" .:;,-–()").casefold()


def most_frequent(words: Mapping[str, int], *, least: int = 1) -> tuple[tuple[str, int], ...]:
    """A few of the words that `least` documents have, the most frequent first, with the number of documents."""
    ordered = sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(pair for pair in ordered[:_OFTEN] if pair[1] >= least)
