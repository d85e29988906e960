"""The report of a pack: one page to be printed, with nothing in it that runs or is fetched."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from matters_arising import __version__
from matters_arising.export.dossier.case import Case, Told
from matters_arising.export.dossier.exhibits import Exhibit
from matters_arising.export.sheet import STYLE
from matters_arising.export.site import lives, paper
from matters_arising.export.site.accuracy import accuracy
from matters_arising.export.site.coverage import STATUSES
from matters_arising.export.site.wording import dated
from matters_arising.export.story import fate_words
from matters_arising.export.timeline_svg import life_svg
from matters_arising.matters import tally

_HERE = Path(__file__).parent / "templates"
_POLICY = "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'"
_LARGE = 150_000  # bytes of a picture that helps a reader
_ROOM = 2_500  # characters on each side of a quote
_LITTLE = 160  # where many matters make a report long


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote as the report prints it: once, with all that it was read as."""

    number: int
    readings: tuple[Exhibit, ...]

    @property
    def place(self) -> Exhibit:
        """Where it stands: the same for all its readings."""
        return self.readings[0]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A matter as the report prints it: its picture, and the passages of each point of its story, each with whether
    it is printed there for the first time. `quotes` counts the passages."""

    told: Told
    picture: Markup
    fate: str
    points: tuple[tuple[lives.Point, tuple[tuple[Passage, bool], ...]], ...]

    @property
    def quotes(self) -> int:
        """How many passages of the minutes it rests on."""
        return len({passage.number for _, own in self.points for passage, _ in own})


def report(case: Case) -> str:
    """The whole page."""
    style = Markup((paper.HERE / "static" / "site.css").read_text("utf-8") + STYLE + (_HERE / "print.css").read_text())
    made = paper.templates(_HERE, paper.HERE / "templates")
    made.filters.update(dated=dated, ending=_ending, beginning=_beginning)
    passages = _passages(case)
    chapters = tuple(_chapters(case, passages))
    shown = {p.number for chapter in chapters for _, own in chapter.points for p, _ in own}
    return made.get_template("report.html").render(
        root="",
        policy=_POLICY.format(b64encode(sha256(style.encode("utf-8")).digest()).decode()),
        style=style,
        case=case,
        chapters=chapters,
        others=[passage for number, passage in passages.items() if number not in shown],
        quotes=len(passages),
        room=_LITTLE if case.body else _ROOM,
        accuracy=accuracy(),
        alone=tally.ALONE,
        expected=tally.EXPECTED,
        statuses=STATUSES,
        version=__version__,
        came_up={at.meeting for told in case.matters for at in told.story.life.appearances},
    )


def _ending(text: str, room: int) -> str:
    """The end of a text, from the beginning of a word on.

    >>> _ending("It was said that the gate", 12), _ending("the gate", 12)
    ('… the gate', 'the gate')
    """
    return text if len(text) <= room else f"… {text[-room:].partition(' ')[2]}"


def _beginning(text: str, room: int) -> str:
    """The beginning of a text, to the end of a word.

    >>> _beginning("It was said that the gate", 12), _beginning("the gate", 12)
    ('It was said …', 'the gate')
    """
    return text if len(text) <= room else f"{text[: room + 1].rpartition(' ')[0]} …"


def _passages(case: Case) -> dict[int, Passage]:
    of: dict[int, list[Exhibit]] = {}
    for one in case.exhibits:
        of.setdefault(one.number, []).append(one)
    return {number: Passage(number, tuple(readings)) for number, readings in of.items()}


def _chapters(case: Case, passages: dict[int, Passage]) -> Iterator[Chapter]:
    number = {one.id: one.number for one in case.exhibits}
    printed: set[int] = set()
    for told in case.matters:
        points = []
        for point in told.story.points:
            own = dict.fromkeys(number[mark.mark] for marks in point.quotes for mark in marks)
            points.append((point, tuple((passages[n], n not in printed) for n in own)))
            printed.update(own)
        yield Chapter(told, _picture(case, told), fate_words(told.story.life, case.calendar), tuple(points))


def _picture(case: Case, told: Told) -> Markup:
    life = lives.told(told.story.life, case.quotes)
    places = {
        at.meeting: shown[0].address
        for at in life.appearances
        if (shown := lives.shown_at(at, life.matter, case.quotes))
    }

    def link(mark: str) -> str:
        found = case.quotes.shown.get(mark)
        return found.address if found else places.get(mark, "#coverage")

    drawn = life_svg(life, case.calendar, course=told.story.course, link=link, inline=True)
    return Markup(drawn if len(drawn) <= _LARGE else "")
