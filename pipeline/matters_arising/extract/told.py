"""What was put off at an earlier meeting and is told of at this one: the count of this meeting is none the higher."""

from __future__ import annotations

import re

from matters_arising.dates import Order, parse
from matters_arising.extract.putting_off import PUT_OFF
from matters_arising.extract.times import DAY, GATHERING, MONTH

_PUT = rf"(?:{PUT_OFF}|(?i:tabled|continued))"
_EARLIER = (
    r"(?:(?:the|our|its|an?) )?(?:last|previous|prior|earlier|preceding) (?:\w+ )?(?:meeting|session|sitting|agenda)s?"
)
_OF_MONTH = rf"(?:(?:the|our|its) )?(?P<month>{MONTH}(?: \d{{4}})?)(?: \w+)? (?:meeting|session|sitting|agenda)"
_WHEN = rf"(?:(?P<day>{DAY})|(?i:{_EARLIER})|{_OF_MONTH})"
# a thing was put off *on* a day that is over, and comes *from* a meeting that is over
_THEN = re.compile(
    rf"(?:\b(?i:was|were|been|being) (?:\w+ly )?{_PUT}(?: \w+){{0,2}}? (?i:on|at)"
    rf"|(?<!\bbe )(?<!\bto ){_PUT}(?: over| forward)? (?i:from)) {_WHEN}"
)
_ANEW = re.compile(rf"{_PUT}|\b(?i:again|to|until|till) (?:{GATHERING}|{DAY}|(?:the )?{MONTH})")


def is_of_an_earlier_meeting(text: str, *, held: str, order: Order = "") -> bool:
    """Whether a statement says that something was put off at a meeting before this one, and not that it is again.

    `held` is the date of this meeting, ISO; where it is empty only "the last meeting" and its like are earlier.

    >>> is_of_an_earlier_meeting("This item was tabled on May 12 until the count was in.", held="2031-06-23")
    True
    >>> is_of_an_earlier_meeting("The lease was deferred at the June meeting.", held="2031-06-23")
    False
    >>> is_of_an_earlier_meeting("Deferred from the last meeting, and put off to July.", held="2031-06-23")
    False
    """
    found = _THEN.search(text)
    if not found or _ANEW.search(text[: found.start()]) or _ANEW.search(text, found.end()):
        return False
    return not (when := found["day"] or found["month"]) or _is_another(when, held, order)


def _is_another(when: str, held: str, order: Order) -> bool:
    """Whether a printed day or month is not that of the meeting. Where no year is printed none is compared."""
    if printed := parse(when, order=order):
        return bool(held) and printed != held[: len(printed)]
    completed = parse(f"in {when}", base=held)
    return bool(held and completed) and completed[5:] != held[5 : len(completed)]
