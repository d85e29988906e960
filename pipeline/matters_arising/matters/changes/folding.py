"""The words of a passage as they are compared: what is no change is folded away, and a few words are no passage."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+|[£$€%]")
CONFUSED = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b"})  # by OCR, in a word with letters
SHORT = 8  # words; what has fewer is part of what it follows, or else of its item


def times_in(said: str, stream: str) -> int:
    """How often folded words stand in folded words, which begin and end with a space."""
    return stream.count(f" {said} ")


def folded(text: str) -> str:
    """The words of a passage as they are compared, parted by single spaces.

    >>> folded("The  co-opted member’s fee: £1,500"), folded("Page 3 of 7")
    ('the co opted member s fee £ 1 500', 'page 3 of 7')
    """
    return " ".join(map(_plain, _WORD.findall(unicodedata.normalize("NFKC", text.replace("\xad", "")).casefold())))


def _plain(word: str) -> str:
    """A word without what OCR confuses; a number stays as it is."""
    if word.isdigit():
        return word
    return word.translate(CONFUSED).replace("rn", "m").replace("vv", "w")
