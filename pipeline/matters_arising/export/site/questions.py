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
from matters_arising.export.words import confidence, shortened
from matters_arising.matters.tally import LIKELY
from matters_arising.vocab import EventType

_UNANSWERED = ("not found again", "agreed, not found again")
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


def passed(reading: Reading, quotes: Quoted) -> Iterator[Question]:
    """What was put off until a meeting, or due by one, and is not found in its minutes nor in the next ones'."""
    for one in reading.promises:
        quote = quotes.shown.get(one.event)
        if one.state != "vanished" or quote is None:
            continue
        what = "put off until" if one.kind is EventType.DEFERRAL else "due by"
        until = shortened(printable(one.until), _TITLE)
        yield Question(
            body=one.body,
            date=one.said.date,
            asked=f"What has become of “{title_of(one.title)}”, {what} “{until}” on {day(one.said.date)}?",
            because=_sentence(one.why),
            matter=one.matter,
            quotes=(quote,),
        )


def unanswered(reading: Reading, quotes: Quoted) -> Iterator[Question]:
    """Proposals that nothing in the later minutes was found to answer, or that were agreed and not found again.

    Only where that is likelier than not: a proposal and the silence after it are two readings, and both may be wrong.
    """
    for one in reading.proposals:
        quote = quotes.shown.get(one.said.mark)
        if one.fate not in _UNANSWERED or one.confidence < LIKELY or quote is None:
            continue
        answer = quotes.shown.get(one.answer.mark) if one.answer else None
        title = title_of(one.title or one.item)
        under = f" under “{title}”" if title else ""
        yield Question(
            body=one.body,
            date=one.said.date,
            asked=f"What has become of the proposal made{under} on {day(one.said.date)}?",
            because=_sentence(f"{one.sentence} ({confidence(one.confidence)})"),
            matter=one.matter,
            quotes=(quote, answer) if answer and answer.mark != quote.mark else (quote,),
        )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


SOURCES: dict[str, Source] = {
    "Put off without a reason that was found": unexplained,
    "Put off until, or due by, a time that has passed": passed,
    "Proposals not found again": unanswered,
}
