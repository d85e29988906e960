"""Clauses of a resolution, printed as paragraphs of their own: which of them go on with what stands before.

A resolution is its number or mover, its preamble ("Whereas ..."), what it orders ("Be it resolved that ..."), the
conditions below a clause that ends in a colon, and the line that says how it ended. A new number or mover begins the
next one, and so does a preamble after what was ordered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from matters_arising.matters.clauses import (
    LEFT_OPEN,
    ORDERS,
    POINT,
    RECITES,
    begins,
    clause_in,
    is_clause,
    is_resolution,
    opens,
)
from matters_arising.matters.paragraphs import Paragraph
from matters_arising.models import AgendaItem
from matters_arising.segment.numbering import roman_value

# "AND THAT a copy be sent", "BE IT FURTHER RESOLVED", "And the Board shall ...": more of what the clause before orders
_ADDS = re.compile(r"^\W*(?:and\b|(?:(?:now|therefore|be\s+it|resolved)\W+)*further(?:more)?\b)", re.IGNORECASE)
_SECONDED = re.compile(r"^\W*second(?:ed|er)?\b", re.IGNORECASE)
_CLOSED = re.compile(r"[.!?][”\"'’)\]]*$")


def going_on(parts: Sequence[Paragraph], items: Mapping[str, AgendaItem]) -> frozenset[int]:
    """The places of the paragraphs of one meeting that go on with the resolution in the paragraph before them."""
    found: set[int] = set()
    one: _Resolution | None = None
    for place, part in enumerate(parts):
        if one and one.takes(place):
            found.add(place)
        else:
            one = _Resolution(parts, items, place) if opens(part.text) else None
    return frozenset(found)


def _ends(part: Paragraph) -> bool:
    """Whether a paragraph says how the resolution ended; "Resolved that ..." is what it orders."""
    return any(said.form in ("vote", "outcome") and not is_clause(said.text) for said in part.statements)


@dataclass(frozen=True)
class _Resolution:
    """A resolution while it is read: `lead` is the place of the paragraph that opens it among the `parts` of a
    meeting. It is `formal` where a clause stands at its beginning, alone or behind its number and movers."""

    parts: Sequence[Paragraph]
    items: Mapping[str, AgendaItem]
    lead: int

    @cached_property
    def formal(self) -> bool:
        return is_resolution([part.text for part in self.parts[self.lead : self.lead + 2]])

    def takes(self, place: int) -> bool:
        """Whether the paragraph at `place`, right after what it has, is its next."""
        part, before = self.parts[place], self.parts[place - 1]
        if part.bounds or not self.formal:
            return False
        if _ends(before):
            return _ends(part) and not opens(part.text) and self._is_within(place)
        return not self._is_another(place) and (self._follows(place) or place <= self._end)

    def _follows(self, place: int) -> bool:
        """Whether a paragraph is the next clause by its own form and that of the one before it."""
        part, before = self.parts[place], self.parts[place - 1]
        point = _next_point([one.text for one in self.parts[self.lead : place]], part.text)
        if not (self._is_within(place) or point):
            return False
        if _ends(part) and not is_clause(part.text):
            return self._is_within(place)
        unended = not _CLOSED.search(before.text)
        goes_on = unended and (is_clause(part.text) or part.text[:1].islower())
        if before.form == "heading" and part.form != "heading":  # what stands below a point that has a heading
            return True
        is_added = is_clause(before.text) and (_ADDS.match(part.text) or self._orders(place))
        return point or goes_on or bool(is_added) or bool(LEFT_OPEN.search(before.text) and part.form != "heading")

    def _orders(self, place: int) -> bool:
        """Whether a clause follows from the preamble before it, or goes on with that."""
        return bool(RECITES.match(self.parts[place - 1].text)) and is_clause(self.parts[place].text)

    def _is_another(self, place: int) -> bool:
        """Whether a paragraph opens the next resolution."""
        part, before = self.parts[place], self.parts[place - 1]
        if begins(part.text):
            named = any(begins(one.text) for one in self.parts[self.lead : place])
            return named or not self._is_within(place) or _goes_on_behind(self.parts, place)
        ordered = any(ORDERS.match(clause_in(one.text)) for one in self.parts[self.lead : place])
        if not ordered or LEFT_OPEN.search(before.text):
            return False
        afresh = ORDERS.match(part.text) and not (self._is_headed or _ADDS.match(part.text))
        return bool(RECITES.match(part.text) or (afresh and _CLOSED.search(before.text)))

    @cached_property
    def _is_headed(self) -> bool:
        """Whether its number or mover is printed above it."""
        return begins(self.parts[self.lead].text)

    def _is_within(self, place: int) -> bool:
        """Whether a paragraph stands under the same heading as what it has, or under one that is part of it."""
        own, before = self.parts[place].statements[0].item, self.parts[place - 1].statements[-1].item
        lead = self.parts[self.lead]
        first = self.items.get(lead.statements[0].item)
        if own == before or own == lead.statements[0].item:
            return True
        return first is not None and first.start >= lead.start and self._is_below(own, first.id)

    def _is_below(self, item: str, above: str) -> bool:
        seen: set[str] = set()
        while item in self.items and item not in seen:
            seen.add(item)
            item = self.items[item].parent
            if item == above:
                return True
        return False

    @cached_property
    def _end(self) -> int:
        """The place of its line of outcome, where that follows with nothing between that is not under the same heading
        and the resolution is one by more than "That ..."; else where it begins."""
        if not (self._is_headed or RECITES.match(self.parts[self.lead].text)):
            return self.lead
        for at in range(self.lead + 1, len(self.parts)):
            if not self._is_within(at) or self.parts[at].bounds or self._is_another(at):
                break
            if _ends(self.parts[at]):
                return at
        return self.lead


def _goes_on_behind(parts: Sequence[Paragraph], place: int) -> bool:
    """Whether what is moved stands behind the line that names the movers, and not before it."""
    behind = next((one for one in parts[place + 1 :] if not _SECONDED.match(one.text)), None)
    return behind is not None and not _ends(behind)


def _next_point(before: Sequence[str], text: str) -> bool:
    """Whether a paragraph is the first point of the list that the last one leads ("as follows:"), or the next."""
    found = POINT.match(text)
    if not found:
        return False
    if before[-1].rstrip().endswith(":"):
        return found["mark"] in ("1", "a", "A", "i", "I")
    marks = [match["mark"] for one in before if (match := POINT.match(one))]
    return any(_is_next(mark, found["mark"]) for mark in marks)


def _is_next(one: str, mark: str) -> bool:
    if one.isdigit() or mark.isdigit():
        return one.isdigit() and mark.isdigit() and int(mark) == int(one) + 1
    if one.islower() and mark.islower() and roman_value(one) and roman_value(mark) == roman_value(one) + 1:
        return True
    return len(one) == len(mark) == 1 and ord(mark) == ord(one) + 1
