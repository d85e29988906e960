"""Who is named in a Doc: people, bodies and roles, tied to the attendance list of the same minutes.

No model of names is asked. Minutes say themselves who was there; a title says that a name follows; and offices and
bodies have few words. So "NO" is Nora Oakes where the list prints these initials beside her name, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import cache
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span, SpanGroup
from spacy.training import Example
from spacy.util import filter_spans

from matters_arising.models import Participant
from matters_arising.nlp.components.reading import read, spans_of
from matters_arising.nlp.people import PERSON, is_person
from matters_arising.segment.lexicon import is_honorific, lexicon, word_list

PEOPLE = "people"
Found = tuple[int, int, str, str]  # start, end, label, the name on the list or ""

_NAMED = re.compile(PERSON)
_INITIALS = re.compile(r"(?<![\w.])[A-Z]{2,4}(?!\w|\.\w|\s?[:–-]\s?\d)")
_SHARED = frozenset({"member", "members", "county", "district", "borough", "board"})  # in names of bodies too
_QUALIFYING = frozenset(  # before an office, no office themselves
    {"acting", "associate", "chief", "committee", "co-opted", "deputy", "executive", "finance", "general", "head"}
    | {"interim", "lead", "operations", "principal", "regional", "resident", "senior", "vice"}
)
_BEFORE = re.compile(r"(?:the|an?|that|this|these|those|all|any|each|every|no|our|its|their|[a-z]\.) ", re.IGNORECASE)


class Named:
    """Sets `doc.spans["people"]` (labels PERSON, ORG, ROLE), `doc.ents` of the same, and `doc._.participants`.

    The last are the entries of the attendance list by name. The id of a person's span is the name as that list prints
    it, empty for who is not on it; `span._.person` is the entry.
    """

    def __call__(self, doc: Doc) -> Doc:
        listed = {person.name: person for meeting in read(doc).meetings for person in meeting.participants}
        doc._.participants = {name: asdict(person) for name, person in listed.items()}
        roster = Roster(doc.text, list(listed.values()))
        found = [one for sentence in doc.sents for one in _in_sentence(sentence.text, sentence.start_char, roster)]
        places = spans_of(doc, [(start, end) for start, end, _, _ in found])
        spans = filter_spans(
            Span(doc, low, high, label=label, span_id=name)
            for (low, high), (_, _, label, name) in zip(places, found, strict=True)
        )
        doc.spans[PEOPLE] = SpanGroup(doc, name=PEOPLE, spans=spans)
        doc.set_ents(spans)
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Precision, recall and F1 of the entities."""
        scores: dict[str, Any] = Scorer.score_spans(examples, "ents")
        return scores


class Roster:
    """The people of an attendance list by everything that they may be called later."""

    def __init__(self, text: str, people: Sequence[Participant]) -> None:
        self._names: dict[str, set[str]] = {}
        self._initials: dict[str, set[str]] = {}
        nobody = {"", *word_list("joining")}  # "OF" in a title printed in capitals
        for person in people:
            own = _own(person.name.split())
            for called in {" ".join(own), own[-1] if own else "", _shortened(own)}:
                if called.lower() not in nobody:
                    self._names.setdefault(called.casefold(), set()).add(person.name)
            if own and person.initials.lower() not in nobody and _prints(text, own[-1], person.initials):
                self._initials.setdefault(person.initials, set()).add(person.name)

    def person(self, called: str) -> str:
        """The one person of the list who is called so, by name with or without title; empty where none or several."""
        return _only(self._names.get(" ".join(_own(called.split())).casefold(), set()))

    def by_initials(self, initials: str) -> str:
        """The one person beside whose name the list prints these initials."""
        return _only(self._initials.get(initials, set()))


def _only(names: set[str]) -> str:
    return next(iter(names)) if len(names) == 1 else ""


def _own(words: Sequence[str]) -> list[str]:
    """A name without titles and offices before it, and without full stops."""
    bare = [word.strip(".,()") for word in words]
    while bare and (is_honorific(bare[0]) or bare[0].lower() in word_list("offices")):
        bare = bare[1:]
    return [word for word in bare if word]


def _shortened(own: Sequence[str]) -> str:
    """ "Nora Oakes" as "N Oakes"."""
    return f"{own[0][0]} {own[-1]}" if len(own) > 1 else ""


def _prints(text: str, surname: str, initials: str) -> bool:
    """Whether the initials are printed beside the name: "Nora Oakes (NO)", "NO - Nora Oakes"."""
    beside = (
        rf"{re.escape(surname)}\W{{1,4}}{initials}\b|\b{initials}\W{{1,4}}(?:[\w.'’-]+ ){{1,3}}{re.escape(surname)}\b"
    )
    return re.search(beside, text) is not None


def _in_sentence(text: str, offset: int, roster: Roster) -> Iterator[Found]:
    for match in _body_pattern().finditer(text):
        yield offset + match.start() + _framed(match.group()), offset + match.end(), "ORG", ""
    for match in _NAMED.finditer(text):
        printed = re.sub(r" \(.*", "", match.group())  # what is bracketed after a name is an aside
        label, name = _label(printed, roster)
        if label:
            start = offset + match.start()
            yield start + (_lead(printed) if label != "PERSON" else 0), start + len(printed), label, name
    if not text.isupper():
        for match in _INITIALS.finditer(text):
            if name := roster.by_initials(match.group()):
                yield offset + match.start(), offset + match.end(), "PERSON", name


def _label(printed: str, roster: Roster) -> tuple[str, str]:
    """What a stretch names: a person (with the name on the list), a role, a body, or nothing that is known."""
    if name := roster.person(printed):
        return "PERSON", name
    bare = printed[_lead(printed) :]
    words = bare.replace("-", " ").split()
    last = words[-1].lower().strip(".,'’") if words else ""
    if last in _organs():
        return ("ORG", "") if bare[0].isupper() or bare != printed else ("", "")
    own = _own(printed.split())
    if bare.lower() in _offices() or (last in _offices() and (not own or bare[0].islower())):
        return "ROLE", ""
    titled = words and is_honorific(words[0]) and words[0][0].isupper() and 0 < len(own) < len(printed.split())
    named = titled and own[0][:1].isupper() and own[-1].lower() not in word_list("title_words")
    return ("PERSON", "") if named and is_person(" ".join(own)) else ("", "")


def _framed(printed: str) -> int:
    """The length of what stands before a body's name in a title: "Minutes of the Meeting of"."""
    frame = frozenset(lexicon()["frame"]) - word_list("small_in_names")
    words = list(re.finditer(r"\S+", printed))[:-1]
    last = max((at for at, word in enumerate(words) if word.group().lower() in frame), default=-1)
    after = (word for word in words[last + 1 :] if word.group().lower() not in word_list("small_in_names"))
    first = next(after, None)
    return first.start() if first else len(printed) - len(printed.rsplit(maxsplit=1)[-1])


def _lead(printed: str) -> int:
    """The length of the articles and list marks before a name."""
    at = 0
    while match := _BEFORE.match(printed, at):
        at = match.end()
    return at


@cache
def _organs() -> frozenset[str]:
    return frozenset(lexicon()["organs"]) - {"directors", "friends of"}


@cache
def _offices() -> frozenset[str]:
    """Words that alone name somebody by office."""
    single = {word for word in word_list("honorifics") if len(word) > 3} | word_list("offices")
    return frozenset(single | {"staff", "ceo", "cao", "cfo"}) - _SHARED - _QUALIFYING


@cache
def _body_pattern() -> re.Pattern[str]:
    """A name of a body of two words or more: capitalised words that end in a word for a body."""
    organs = "|".join(re.escape(organ.title()) for organ in sorted(_organs(), key=len, reverse=True))
    word = r"[A-Z][\w’'-]+"
    further = rf" (?:(?:of the|for the|and|of|for|&) )?{word}"
    return re.compile(rf"\b(?!(?i:{_BEFORE.pattern})){word}(?:{further})*? (?:{organs})\b")


def _person_of(span: Span) -> dict[str, Any] | None:
    """The entry of the attendance list that a span names."""
    listed: dict[str, dict[str, Any]] = span.doc._.participants or {}
    return listed.get(span.id_)


if not Doc.has_extension("participants"):
    Doc.set_extension("participants", default=None)
if not Span.has_extension("person"):
    Span.set_extension("person", getter=_person_of)


def make_named(nlp: Language, name: str) -> Named:  # noqa: ARG001 - the signature of a factory
    """The factory `minutes_people`."""
    return Named()


Language.factory(
    "minutes_people",
    requires=["doc.sents"],
    assigns=["doc.spans", "doc.ents", "doc._.participants", "span._.person"],
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
    func=make_named,
)
