"""What a matter is called: the clearest of the headings that were printed over it."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from matters_arising.matters.clauses import behind_movers, is_clause, names_movers
from matters_arising.matters.names import names_presenter, without_office
from matters_arising.matters.orders import ordered
from matters_arising.matters.paragraphs import FINITE, is_sentence, without_mark
from matters_arising.matters.passages import Passage
from matters_arising.matters.space import initials
from matters_arising.matters.threads import Thread
from matters_arising.matters.words import ACTS, CALENDAR, HOW_FAR, STATES, is_content, is_figure, stem, stems
from matters_arising.segment.lexicon import is_name_like
from matters_arising.segment.sections import section_of
from matters_arising.vocab import Section

_LENGTH = 90
_BEGINNING = 300  # characters of a passage in which its first sentence lies
_HEADING = 40  # characters of a heading that leaves room for what stands under it
_ABOUT = 0.1  # of the clearness of a title: less tells no two apart, and turns with any other matter of the body
_WORD_COST = 0.3  # what any word of a title costs, so that it must be said at many meetings to make the title clearer
# "Roof repairs a. Estimates not yet received", "Car park a": a heading, and the list that begins after it
_LIST = re.compile(r"(?<=[\w)])[:,]?\s+(?:[a-c]|i{1,3}|1)(?:[.)]\s+(?=\S).*|[.)]?$)")
# "No action requested. b. Church wall": the end of one point of a list, and the heading of the next
_NEXT_POINT = re.compile(r"^.*?[.?!]\s+\(?[b-z][.)]\s+(?=[A-Z\d])")
# "Footbridge Three firms have quoted": a heading, and the sentence after it where the line break was lost
_SENTENCE = re.compile(
    r"\s+(?=(?:The|An?|It|There|This|These|Those|He|She|They|We|I|Cllrs?|Councill?ors?|Mrs?|Ms|Miss|Dr|Members?|No|Only|"
    r"One|Two|Three|Four|Five|Six|Several|Both|As|If|Following|After)\b\s)"
)
# "Item #8 on the Agenda, the lease": where a thing stands, before what it is
_PLACED = re.compile(
    r"^(?:agenda )?item\s*(?:no\.?|number|#)?\s*\d+[a-z]?\b[.,:]*\s*(?:(?:on|of) the agenda)?[\s,:–—-]*"
    r"(?:the\s+)?(?=\S)",
    re.IGNORECASE,
)
# "Be it resolved that the Council adopt ...": whose motion it is, before what is moved
_MOVED = re.compile(
    r"^(?:be it\s+(?:hereby\s+)?(?:further\s+)?resolved\s+)?that\s+"
    r"(?:(?:we|(?:(?:the|this)\s+)?(?:council|board|committee|members|directors|trustees|governors))\s+(?!of\b))?(?=\S+\s+\S)",
    re.IGNORECASE,
)
# "The lease of the hall was then deferred": a thing, and what was done with it
_DONE = re.compile(
    r"^(?P<what>.{3,}?),?\s+(?:was|were|is|are|be|has|have|had|will|would)\s+(?:(?:be|been|being|not|now|then|again|also)\s+)*"
    r"(?P<act>[a-z]+)\b"
)
_CAPITALS = re.compile(r"^(?P<title>[A-Z][A-Z\d'’&/,().-]+(?:\s+[A-Z\d'’&/,().-]+)*)[.:]?\s+(?=[A-Z][a-z])")
# "Boathouse lease – for review – deferred": a thing, and what a clerk notes of it behind a dash or colon
_NOTED = re.compile(r"(?P<what>.{3,})(?:\s[-–—]\s?|\s?[–—]\s?|:\s)(?P<note>[^–—:]+)")
# "Ferry rota Deferred until next meeting": a thing, and behind it, begun anew, that it was put off
_THEN_PUT_OFF = re.compile(
    r"\s(?=(?:Deferred|Postponed|Tabled|Adjourned|Held over|Laid over|Carried (?:over|forward))\b)"
)
_SAYS_NOTHING = ACTS | CALENDAR | frozenset(stems("approve receive note decide decision discuss confirm report update"))


class Titles:
    """Names the matters of an archive. A word that many matters of the body have in their headings ("update", "no
    further report") says little of any."""

    def __init__(self, threads: Iterable[Thread]) -> None:
        self._threads: Counter[str] = Counter()
        self._with: dict[str, Counter[str]] = defaultdict(Counter)
        for thread in threads:
            body = thread.passages[0].meeting.body
            self._threads[body] += 1
            self._with[body].update({word for passage in thread.passages for word in stems(passage.title)})

    def of(self, passages: Sequence[Passage]) -> str:
        """The heading with the most words that the matter keeps using and others do not; of those about as clear the
        one that is printed most often.

        A heading of one meeting's business does not name the whole, nor does one that says no more than what was done
        ("Resolved"). What a resolution orders stands for a heading that is its own preamble or movers. Where no heading
        names it, the first words of a passage do, behind the heading that it stands under.
        """
        held = Counter(word for passage in passages for word in {*passage.words, *stems(passage.title)})
        body = passages[0].meeting.body

        def clear(title: str) -> float:
            words = set(stems(title))
            return round(sum(held[word] / len(passages) * self._tells(word, body) - _WORD_COST for word in words), 9)

        people = [initials(passages), *_persons(passages)]
        printed = Counter(
            name
            for passage in passages
            if (name := _name(_heading(passage)))
            and not any(set(stems(without_office(name))) <= who for who in people)
            and not names_presenter(name)
        )
        orders = {_name(order) for passage in passages if (order := _heading(passage)) != passage.title}
        names = [title for title in printed if not _is_said_of_it(title)] or [t for t in printed if t in orders]
        above = (_name(passage.under) for passage in passages if not is_clause(passage.under))
        if not names and (under := next(filter(None, above), "")):
            return _shortened(without_mark(under) or under)
        if names or printed:
            clearest = max(map(clear, names or printed)) - _ABOUT
            best = min(
                (title for title in names or printed if clear(title) >= clearest),
                key=lambda title: (-printed[title], title.isupper(), -clear(title), len(title), title),
            )
        else:
            best = _order(passages[0]) or behind_movers(passages[0].text)[:_BEGINNING]
        opening = best if names else _opening(best)
        return _shortened(opening or _behind(passages, without_mark(best) or best))

    def _tells(self, word: str, body: str) -> float:
        """How much a word says among the matters of a body, 0 to 1: little where many have it in their headings."""
        all_of_them, with_it = self._threads[body], max(1, self._with[body][word])
        return 1 - math.log(with_it) / math.log(all_of_them) if all_of_them > 1 else 1.0


def _heading(passage: Passage) -> str:
    """The heading of a passage; of a resolution without one, or whose heading is a clause of it, what it orders."""
    if passage.title and not (is_clause(passage.title) or names_movers(passage.title)):
        return passage.title
    return _order(passage) or passage.title


def _order(passage: Passage) -> str:
    return ordered([one.text for one in passage.statements], passage.meeting.body)


def _name(title: str) -> str:
    """A printed heading as a name: without its place on an agenda, whose motion it is, what was done, or the list or
    sentence that runs on in it; empty where it names nothing.

    >>> _name("Footbridge Three firms have quoted"), _name("NOTICEBOARD Deferred to May"), _name("Resolved")
    ('Footbridge', 'NOTICEBOARD', '')
    >>> _name("Ferry rota Deferred until next meeting"), _name("Deferred maintenance of the hall")
    ('Ferry rota', 'Deferred maintenance of the hall')
    >>> _name("Item #8, the hall lease, was deferred"), _name("Item 8 was deferred"), _name("That we buy the plough")
    ('Hall lease', '', 'Buy the plough')
    >>> _name("/ Ferry bye-laws – for review – deferred"), _name("Slipway –Action item"), _name("Slipway – repairs")
    ('Ferry bye-laws', 'Slipway', 'Slipway – repairs')
    """
    bare = _MOVED.sub("", _PLACED.sub("", _LIST.sub("", _NEXT_POINT.sub("", title)))).strip(" .:|-–—/")
    while (noted := _NOTED.fullmatch(bare)) and set(stems(noted["note"])) <= _SAYS_NOTHING | STATES:
        if not _names(noted["what"]):
            break
        bare = noted["what"].strip(" .:|-–—")
    bare = bare[:1].upper() + bare[1:]
    cuts = [found.start() for found in _SENTENCE.finditer(bare) if is_sentence(bare[found.start() :].strip(" ."))]
    cuts += [found.start() for found in _THEN_PUT_OFF.finditer(bare)]
    if (capitals := _CAPITALS.match(bare)) and _is_said(bare[capitals.end() :]):
        cuts.append(capitals.end("title"))
    for cut in sorted(cuts):
        head = bare[:cut].strip(" .:|-–—")
        if _names(head) and not is_sentence(head):
            return head
    done = _DONE.match(bare)
    if done and stem(done["act"]) in _SAYS_NOTHING and _names(done["what"]) and not FINITE.search(done["what"]):
        return done["what"]
    return bare if _names(bare) else ""


def _persons(passages: Iterable[Passage]) -> list[frozenset[str]]:
    """The names of those who are there: a line "Peter" says who spoke, and not of what."""
    there = {person.name for passage in passages for person in passage.meeting.participants}
    return [frozenset(stems(without_office(name))) for name in sorted(there) if is_name_like(name)]


def _is_said_of_it(title: str) -> bool:
    """Whether a heading is a sentence about its matter; "Proposed Footbridge" is none."""
    first, _, rest = title.partition(" ")
    return is_sentence(rest if rest[:1].isupper() and is_sentence(first) else title)


def _is_said(text: str) -> bool:
    """Whether what stands behind a heading in capitals is no part of it but says what was done ("Deferred to May")."""
    return is_sentence(text) or stem(text.split(maxsplit=1)[0]) in _SAYS_NOTHING


def _opening(said: str) -> str:
    """The name that a paragraph opens with, if it does.

    >>> _opening("Weir gates The smith had written again"), _opening("JB: The weir leaks"), _opening("The weir leaks")
    ('Weir gates', '', '')
    """
    bare = without_mark(said) or said
    name = _name(bare)
    if len(name.split()) == len(bare.split()):
        return ""
    spelled = any(word.isalpha() and len(word) > len("LGA") for word in name.split())
    return name if spelled and not name.endswith(",") and not _is_said_of_it(name) else ""


def _names(title: str) -> bool:
    """Whether a heading has a word that is not of what is done, how far, when, or of any meeting, and is not cut short.

    >>> _names("Partially complete"), _names("See link"), _names("Progress of the weir")
    (False, False, True)
    """
    return (
        any(not is_figure(word) and word not in _SAYS_NOTHING | HOW_FAR for word in stems(title))
        and section_of(title) == Section.OTHER
        and is_content(title.rsplit(maxsplit=1)[-1].strip("(.,:;"))
    )


def _behind(passages: Sequence[Passage], said: str) -> str:
    """What is said behind the heading that most of the passages stand under, unless it names that itself."""
    printed = Counter(without_mark(_name(h) or (h if section_of(h) else "")) for h in (p.heading for p in passages))
    heading = min(printed, key=lambda one: (not one, bool(section_of(one)), -printed[one], one))
    if not heading or len(heading) > _HEADING or is_sentence(heading) or set(stems(heading)) <= set(stems(said)):
        return said
    return f"{heading}: {said}"


def _shortened(text: str) -> str:
    return text if len(text) <= _LENGTH else text[:_LENGTH].rsplit(" ", 1)[0] + " …"
