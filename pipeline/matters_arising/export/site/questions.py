"""Questions to ask at the next meeting: what the minutes that are here leave open, as neutral questions with quotes.

A source of questions is a function that takes the reading and the quotes and yields `Question`s; `SOURCES` names them
in the order of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from matters_arising.export.site.passages import Quoted, Shown, as_shown
from matters_arising.export.site.reading import Reading
from matters_arising.export.site.wording import called, dated, day
from matters_arising.export.svg import printable
from matters_arising.export.words import confidence, shortened
from matters_arising.matters.tally import LIKELY
from matters_arising.matters.terms import bare
from matters_arising.vocab import EventType

_OPEN = ("deferred", "referred", "open", "not found since")
_UNANSWERED = ("not found again", "agreed, not found again")
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
            found.setdefault(called(question.body), {}).setdefault(kind, []).append(question)
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


def overdue(reading: Reading, quotes: Quoted) -> Iterator[Question]:
    """What was put off until a named time, or due by one, that has passed in the minutes, and was not dealt with in
    them since."""
    words = {(quote.document, quote.quote): quote for quote in quotes.shown.values()}
    for one in reading.promises:
        is_open = one.state == "vanished" or (one.state == "slipped" and one.months_late is None)
        said = quotes.shown.get(one.event)
        if not is_open or not said:
            continue
        found = words.get((one.found.document, as_shown(one.found.quote))) if one.found else None
        what = "was put off until" if one.kind is EventType.DEFERRAL else "had something due"
        meant = f" (the meeting of {day(one.due)})" if one.due else ""
        yield Question(
            body=one.body,
            date=one.said.date,
            asked=f"What became of “{title_of(one.title)}”, which {what} “{title_of(bare(one.until))}”{meant}?",
            because=f"{dated(one.why)}.",
            matter=one.matter,
            quotes=(said, found) if found else (said,),
        )


def unanswered(reading: Reading, quotes: Quoted) -> Iterator[Question]:
    """Proposals that are not found again, and those that were taken up and are not found again.

    Only where that is likelier than not: a proposal and the silence after it are two readings, and both may be wrong.
    """
    for one in reading.proposals:
        said = quotes.shown.get(one.said.mark)
        if one.fate not in _UNANSWERED or one.confidence < LIKELY or not said:
            continue
        under = f" made under “{title_of(one.title or one.item)}”" if one.title or one.item else ""
        answer = quotes.shown.get(one.answer.mark) if one.answer else None
        yield Question(
            body=one.body,
            date=one.said.date,
            asked=f"What became of the proposal{under} on {day(one.said.date)}?",
            because=f"{dated(one.sentence)} ({confidence(one.confidence)}).",
            matter=one.matter,
            quotes=(said, answer) if answer else (said,),
        )


SOURCES: dict[str, Source] = {
    "Put off until, or due by, a time that has passed": overdue,
    "Proposed, and not found again since": unanswered,
    "Put off without a reason that was found": unexplained,
}
