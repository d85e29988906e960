"""Long patterns that are compiled when they are first asked: most commands never ask, and all together take seconds."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cached_property


class LatePattern:
    """A regular expression of names and offices, as `re.Pattern` as far as statements are asked here.

    >>> LatePattern(r"[Mm]oved by (\\w+)").search("It was moved by Orr.")[1]
    'Orr'
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self.flags = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self._compiled.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self._compiled.match(text, start, end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self._compiled.finditer(text)

    def split(self, text: str) -> list[str]:
        """As `re.Pattern.split` where the pattern captures nothing."""
        return self._compiled.split(text)

    def sub(self, into: str, text: str) -> str:
        """As `re.Pattern.sub`."""
        return self._compiled.sub(into, text)
