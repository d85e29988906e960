"""The word that opens a sentence: it has a capital whatever it is, and so says by it no name.

"Quotes to be sought" names nobody, "Drovers to mow" does. What tells them apart is how the same minutes print the word
elsewhere, and whether minutes in general print it in small letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache

from matters_arising.models import Segmented
from matters_arising.nlp.people import is_office, titled
from matters_arising.nlp.trained import folder_of

# a word that opens a sentence, an entry of a list, or what stands behind a run-in heading, and goes on in small letters
_OPENING = re.compile(
    r"(?P<before>(?:^|(?<![A-Z])[.;:!?]\s+|\s[–—-]\s)(?:\(?(?:[a-z]{1,3}|[\d.]+)[.)]\s+)?)"
    r"(?P<word>[A-Z][a-z]+(?:[’'-][a-z]+)*)(?=\s[a-z]|[.,;:)]?$)"
)
_SMALL = re.compile(r"(?<![\w’'])[a-z]{2,}(?:[’'-][a-z]+)*")
_WITHIN = re.compile(r"[a-z,]\s(?=([A-Z][a-z]+(?:[’'-][a-z]+)*))")  # a capital that no sentence opens with
_BESIDE = re.compile(r" \((?:[A-Z\d][A-Z\d/&. -]{1,11}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\)(?= [a-z])")
_OFTEN = 3  # times within sentences: what else is a word like any other is a name of these minutes


class Openings:
    """Which opening words of one document's sentences are names.

    `people` are the names of its attendance lists, `ordinary` the words that minutes print in small letters; left out,
    those that the shipped judge knows.
    """

    def __init__(self, text: str, people: Iterable[str] = (), ordinary: Collection[str] | None = None) -> None:
        self._ordinary = shipped_words() if ordinary is None else ordinary
        self._small = Counter(_SMALL.findall(text))
        self._within = Counter(_WITHIN.findall(text))
        self._named = {word for name in people for word in re.findall(r"\w+", name)} | set(titled(text))

    def read(self, text: str) -> str:
        """A statement as it is to be asked for names: a common word that opens a sentence without its capital, and a
        name without the initials, the call sign or the office that stand in brackets behind it.

        >>> read = Openings("Drovers will mow.", ordinary={"quotes"}).read
        >>> read("Quotes will be sought."), read("Drovers (DRV) will mow.")
        ('quotes will be sought.', 'Drovers will mow.')
        """
        return _BESIDE.sub(self._beside, _OPENING.sub(self._lowered, text))

    def names(self, word: str) -> bool:
        """Whether a label is a name: the roll or a title has it, or it has a capital within sentences and is no common
        word."""
        printed, small = word.capitalize() if word.isupper() else word, word.lower()
        common = small in self._ordinary or self._small[small]
        return printed in self._named or bool(self._within[printed] and not common)

    def is_on_roll(self, word: str) -> bool:
        """Whether a word is part of a name on the roll, or stands behind a title somewhere."""
        return word in self._named

    def _lowered(self, opening: re.Match[str]) -> str:
        word = opening["word"]
        return opening["before"] + (word.lower() if self._is_common(word) else word)

    @staticmethod
    def _beside(bracket: re.Match[str]) -> str:
        words = bracket.string[: bracket.start()].split()
        return "" if words and words[-1][0].isupper() else bracket.group()

    def _is_common(self, word: str) -> bool:
        small = word.lower()
        if word in self._named or is_office(small):
            return False
        within, lower = self._within[word], self._small[small]
        if small in self._ordinary:
            return within < _OFTEN or within <= lower
        return lower > within


def openings_of(segmented: Segmented) -> Openings:
    """The opening words of a document, beside the names that its attendance lists print."""
    present = {person.name for meeting in segmented.meetings for person in meeting.participants}
    return Openings(segmented.document.text, present)


def as_printed(name: str, texts: Iterable[str]) -> str:
    """A name read without the capital that opens its sentence, as the first of the texts that has it prints it.

    >>> as_printed("quotes", ["Quotes are sought."]), as_printed("the Clerk", ["It is the Clerk who writes."])
    ('Quotes', 'the Clerk')
    """
    capital = name[:1].upper() + name[1:]
    printed = (text for text in texts if name in text or capital in text)
    return capital if capital in next(printed, "") else name


@cache
def shipped_words() -> frozenset[str]:
    """The words that minutes print in small letters, as the shipped judge of events knows them."""
    listed = folder_of("events") / "ordinary.txt"
    return frozenset(listed.read_text(encoding="utf-8").split())
