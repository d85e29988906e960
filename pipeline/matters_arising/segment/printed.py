"""A date where it stands on the page: the line and the sentence that it is part of, and what is around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from matters_arising.segment.sentences import sentences

_SENTENCE = 250  # characters before a date in which its sentence begins
_NEAR = 90  # characters that are near


@dataclass(frozen=True)
class Printed:
    """What is printed from `at` to `end` of a text, in minutes that begin at `start`."""

    text: str
    start: int
    at: int
    end: int

    @property
    def above(self) -> str:
        """All that stands in these minutes above its line."""
        return self.text[self.start : self.line_start]

    @cached_property
    def line_start(self) -> int:
        """Where its line begins."""
        return self.text.rfind("\n", self.start, self.at) + 1 or self.start

    @cached_property
    def lead(self) -> str:
        """What stands before it on its line, no further than a sentence is long."""
        return self.text[max(self.line_start, self.at - _SENTENCE) : self.at]

    @cached_property
    def clause(self) -> str:
        """The words of its line that lead up to it, as far as its sentence goes."""
        low = self.at - len(self.lead)
        found = [begin for begin, close in sentences(self.text, low, self.end) if begin < self.at < close]
        return re.split(r"[;)]\s", self.text[found[-1] : self.at])[-1] if found else ""

    @cached_property
    def rest(self) -> str:
        """What stands behind it on its line."""
        line_end = self.text.find("\n", self.end)
        return self.text[self.end : line_end if line_end >= 0 else len(self.text)]

    @cached_property
    def previous(self) -> str:
        """The end of what stands above its line."""
        return self.above[-_NEAR:]

    @cached_property
    def after(self) -> str:
        """What is near behind it, on its line and below."""
        return self.text[self.end : self.end + _NEAR]
