"""Questions to ask at the next meeting: what the minutes that are here leave open, as neutral questions with quotes.

A source of questions is a function that takes the reading and the quotes and yields `Question`s; `SOURCES` names them
in the order of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from matters_arising.export.site.passages import Quoted, Shown
from matters_arising.export.site.reading import Reading
from matters_arising.export.site.wording import day
from matters_arising.export.story import UNTOLD
from matters_arising.export.svg import printable
from matters_arising.export.words import shortened

_OPEN = ("deferred", "referred", "open", "not found since")
_TITLE = 120


@dataclass(frozen=True, slots=True)
class Question:
    """A question to a body, what it rests on in a sentence, and the quotes. `matter` may be empty."""

    body: str
    date: str
    asked: str
    because: str
    matter: str
    quotes: tuple[Shown, ...]


Source = Callable[[Reading, Quoted], Iterator[Question]]


def questions(reading: Reading, quotes: Quoted) -> list[tuple[str, list[tuple[str, list[Question]]]]]:
    """The questions by body, and within a body by their kind, the latest first. Kinds without one are left out."""
    found: dict[str, dict[str, list[Question]]] = {}
    for kind, source in SOURCES.items():
        for question in source(reading, quotes):
            found.setdefault(question.body or UNTOLD, {}).setdefault(kind, []).append(question)
    for of in found.values():
        for asked in of.values():
            asked.sort(key=lambda question: (question.date, question.asked), reverse=True)
    return [(body, list(of.items())) for body, of in sorted(found.items())]


def unexplained(reading: Reading, quotes: Quoted) -> Iterator[Question]:
    """Matters that are not settled and were last put off in so many words without a reason that was found."""
    for entry in reading.ledger:
        last = entry.meetings[-1] if entry.meetings else None
        if last is None or last.stated or not last.explicit or entry.fate not in _OPEN:
            continue
        quote = quotes.shown.get(last.event)
        if quote:
            yield Question(
                body=last.body,
                date=last.date,
                asked=f"What was the reason for putting off “{title_of(entry.title)}” on {day(last.date)}?",
                because="The passage says that it was put off, and no reason was found in it.",
                matter=entry.matter,
                quotes=(quote,),
            )


def title_of(title: str) -> str:
    """A matter's title as a question names it."""
    return shortened(printable(title), _TITLE)


SOURCES: dict[str, Source] = {
    "Put off without a reason that was found": unexplained,
}
