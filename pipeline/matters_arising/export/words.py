"""How counts, dates and probabilities are put into words. Facts only: what the minutes show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from matters_arising.dates import months_between
from matters_arising.matters.verdicts import SIGNED
from matters_arising.vocab import NO_REASON

_FEW_MONTHS = 3  # below which whole months, which leave off what is over, say too little
_DAY, _WEEK = len("2022-03-01"), 7


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> count(1, "meeting"), count(1200, "meeting"), count(2, "body", "bodies")
    ('1 meeting', '1,200 meetings', '2 bodies')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def confidence(probability: float) -> str:
    """A probability as a reader would say it.

    >>> [confidence(p) for p in (0.97, 0.8, 0.6, 0.3)]
    ['almost certain', 'likely', 'more likely than not', 'uncertain']
    """
    steps = ((0.9, "almost certain"), (0.75, "likely"), (0.5, "more likely than not"))
    return next((word for least, word in steps if probability >= least), "uncertain")


def made_by(generator: str) -> str:
    """Who read a mark, or put it right.

    >>> made_by("rule:heading/1"), made_by("correction by R. Moss"), made_by("correction")
    ('read by rule:heading/1', 'corrected by R. Moss', 'corrected by a person')
    """
    if not generator.startswith(SIGNED):
        return f"read by {generator}"
    return f"corrected by {generator.removeprefix(SIGNED).removeprefix(' by ') or 'a person'}"


def put_off(deferrals: int, inferred: int, *, no_news: int = 0, unstated: int = 0) -> str:
    """How often a matter was put off: meetings at which the minutes say so, and those at which it is inferred; at how
    many of these they say no more than that there was no news of it; and at how many of all no reason was found.

    >>> put_off(4, 1, unstated=3)
    'put off at 5 meetings (1 of them inferred; no reason found at 3 of them)'
    >>> put_off(1, 0, unstated=1), put_off(0, 2)
    ('put off at 1 meeting (no reason found)', 'put off at 2 meetings (inferred)')
    >>> put_off(1, 4, no_news=3)
    'put off at 5 meetings (4 of them inferred, 3 from no more than that there was no news)'
    >>> put_off(0, 2, no_news=2)
    'put off at 2 meetings (inferred, from no more than that there was no news)'
    """
    told = []
    if inferred:
        told.append((f"{inferred} of them inferred" if deferrals else "inferred") + from_no_news(inferred, no_news))
    if unstated:
        told.append(NO_REASON if deferrals + inferred == 1 else f"{NO_REASON} at {unstated} of them")
    aside = f" ({'; '.join(told)})" if told else ""
    return f"put off at {count(deferrals + inferred, 'meeting')}{aside}"


def from_no_news(inferred: int, no_news: int) -> str:
    """How many of the inferred putting-offs rest on words that say of the matter that there was no news of it, and no
    more: a reader may think less of them than of the others."""
    many = "" if no_news == inferred else f"{no_news} "
    return f", {many}from no more than that there was no news" if no_news else ""


def of_bodies(by: Sequence[tuple[str, int]]) -> str:
    """Whose meetings were counted; where several bodies share a matter, how many are of each.

    >>> of_bodies([("Weir Board", 3)]), of_bodies([("Weir Board", 3), ("Lock Panel", 1)]), of_bodies([])
    ('Weir Board', 'Weir Board (3 meetings), Lock Panel (1 meeting)', '')
    """
    if len(by) < 2:
        return "".join(body for body, _ in by)
    return ", ".join(f"{body or 'a body that is not told'} ({count(number, 'meeting')})" for body, number in by)


def listed(parts: Iterable[tuple[str, int]]) -> str:
    """Kinds with their numbers: "12 proposals, 1 referral"."""
    return ", ".join(count(number, kind) for kind, number in parts)


def span(first: str, last: str) -> str:
    """A stretch of time.

    >>> span("2022-01-19", "2023-11-01"), span("2022-01-19", "2022-01-19"), span("", "")
    ('2022-01-19 to 2023-11-01', '2022-01-19', 'no date')
    """
    if not first or not last:
        return first or last or "no date"
    return first if first == last else f"{first} to {last}"


def stretch(first: str, last: str) -> str:
    """How long it is from one ISO date to another, in weeks below three months; empty where the dates do not tell.

    >>> stretch("2022-03-01", "2022-04-26"), stretch("2022-03-01", "2022-03-08"), stretch("2022-01-19", "2022-07-20")
    ('8 weeks', '1 week', '6 months')
    >>> stretch("2022-03-01", "2022-03-04"), stretch("2022-03", "2022-05"), stretch("", "2022")
    ('3 days', '2 months', '')
    """
    months = months_between(first, last)
    if months is None:
        return ""
    if months >= _FEW_MONTHS or len(first) < _DAY or len(last) < _DAY:
        return count(months, "month")
    days = days_between(first, last)
    return count(days, "day") if days < _WEEK else count(round(days / _WEEK), "week")


def days_between(first: str, last: str) -> int:
    """The days from one ISO date to another, by which such stretches are put in order: a month without a day stands for
    its first; -1 where the dates do not tell.

    >>> days_between("2022-03-01", "2022-03-08"), days_between("2022-03", "2022-04-02"), days_between("", "2022")
    (7, 32, -1)
    """
    if months_between(first, last) is None:
        return -1
    begun, ended = (date.fromisoformat(one if len(one) == _DAY else f"{one}-01") for one in (first, last))
    return max(0, (ended - begun).days)


def shortened(text: str, length: int) -> str:
    """A text of at most so many characters, cut at a word where there is one.

    >>> shortened("the item was put back again", 16), shortened("the item", 16)
    ('the item was …', 'the item')
    """
    if len(text) <= length:
        return text
    kept = text[: length - 1]
    return f"{kept.rpartition(' ')[0] or kept[:-1]} …"
