"""What a picture of lives is drawn with: lanes of marks over an axis, notes under them, and a legend.

The text is laid out for a phone; on wider screens the style makes it smaller, so that nothing can come to overlap.
Colours are told apart by eyes of every kind, and shapes where there is no colour.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from matters_arising.export.axis import Axis
from matters_arising.export.placing import Wish, levels, placed
from matters_arising.export.story import WORDS, day_of, kind_of, runs, telling
from matters_arising.export.svg import element, fitted, printable, text_width, words, wrapped
from matters_arising.export.words import confidence, shortened
from matters_arising.matters.practice import Act, Turn
from matters_arising.store.life import Appearance

Link = Callable[[str], str]

STYLE = """
.ma-life{font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif}
.ma-life .paper{fill:#fdfdfb}
.ma-life text{fill:#5c6066;font-size:14px;stroke:#fdfdfb;stroke-width:3px;stroke-linejoin:round;paint-order:stroke}
.ma-life .title{fill:#1d1f22;font-size:21px;font-weight:600}
.ma-life .name,.ma-life .said{fill:#1d1f22;font-weight:600}
.ma-life .line{stroke:#c6c7c1}.ma-life .year{stroke:#ecece6}.ma-life .tick{stroke:#a9aaa4}
.ma-life path{fill:none}.ma-life .span{stroke:#7c8087}.ma-life .broken{stroke-dasharray:2 3}
.ma-life path.streak{stroke:#b8400d;stroke-width:1.4}.ma-life text.streak{fill:#b8400d}
.ma-life .deferred{fill:#c4460f}.ma-life .inferred{fill:#fdfdfb;stroke:#c4460f;stroke-width:2}
.ma-life .decided{fill:#1f5a94}.ma-life .referred{fill:#85479b}.ma-life .actioned{fill:#2b8068}
.ma-life .proposed{fill:#a97b0a}.ma-life .reported{stroke:#6a707a;stroke-width:2.4}.ma-life .discussed{fill:#80868f}
.ma-life a:hover .mark,.ma-life a:focus .mark{stroke:#1d1f22;stroke-width:2.4}
.ma-life a:hover text,.ma-life a:focus text{text-decoration:underline}
@media (min-width:700px){.ma-life text{font-size:11.5px}.ma-life .title{font-size:18px}}
@media screen and (prefers-color-scheme:dark){
.ma-life .paper{fill:#17191c}.ma-life text{fill:#a6aab0;stroke:#17191c}
.ma-life .title,.ma-life .name,.ma-life .said{fill:#ebe9e4}
.ma-life .line{stroke:#4b4f55}.ma-life .year{stroke:#292c31}.ma-life .tick{stroke:#6b7078}
.ma-life .span{stroke:#90959d}.ma-life path.streak{stroke:#ff9466}.ma-life text.streak{fill:#ff9466}
.ma-life .deferred{fill:#ff8a59}.ma-life .inferred{fill:#17191c;stroke:#ff8a59}
.ma-life .decided{fill:#7db4ea}.ma-life .referred{fill:#cda3e0}.ma-life .actioned{fill:#6fc9a7}
.ma-life .proposed{fill:#e2b84d}.ma-life .reported{stroke:#a2a8b1}.ma-life .discussed{fill:#868c95}
.ma-life a:hover .mark,.ma-life a:focus .mark{stroke:#ebe9e4}}
"""

WIDE = 560.0
MARGIN = 18.0
LEFT, RIGHT = MARGIN + 6, WIDE - MARGIN - 6  # the ends of an axis
_TITLE, _TEXT = 21.0, 14.0  # sizes of letters, as in the style
_LINE = 18.0
_BOLD = 1.08  # how much wider bold letters are
_MARK = 5.5
_APART = 12.5  # of the middles of two marks of one level
_STEP = 12.0  # from one level of marks to the next
_TICK = 4.0
_ROOM = 36.0  # from the beginning of a label of the axis to that of the next
_ARROW = 14.0  # the least length of one
_ROWS = 2  # of notes
_QUOTE = 160

_SHAPES = {
    "proposed": "m0-6 5.7 10.2h-11.4z",
    "decided": "m-4.9-4.9h9.8v9.8h-9.8z",
    "referred": "m-4.6-5.8 10.4 5.8-10.4 5.8z",
    "actioned": "m0-6.6 6 6.6-6 6.6-6-6.6z",
    "reported": "m-5 0h10m-5-5v10",
}
"""Outlines from the middle of a mark; the other kinds are circles."""
_RADII = {"deferred": _MARK, "inferred": _MARK - 0.7, "discussed": 2.8}


@dataclass(frozen=True, slots=True)
class Note:
    """Words under a lane about the stretch from `left` to `right`, which a line shows where it has a length.

    `wordings` say it, the fullest first, and `tip` in full. The higher `weight` has its place first; what became of a
    matter is `final`. The line is `broken` where no minutes are here, and `open` where the silence goes on.
    """

    left: float
    right: float
    wordings: Sequence[str]
    tip: str
    weight: float = 0.0
    final: bool = False
    broken: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of marks among `ticks`, the days of silent meetings. Above it stand its `name`, which leads to `href`
    where that is given, and on the right `aside`."""

    name: str
    aside: str
    appearances: Sequence[Appearance]
    ticks: Sequence[date] = ()
    notes: Sequence[Note] = ()
    href: str = ""


@dataclass(slots=True)
class Sheet:
    """What was drawn so far, how far down, and what the legend has to explain. `link` makes targets of ids."""

    link: Link
    drawn: list[str] = field(default_factory=list)
    y: float = MARGIN
    kinds: set[str] = field(default_factory=set)
    ticked: bool = False

    def add(self, *elements: str) -> None:
        """Draw over what is there."""
        self.drawn.extend(elements)


def draw_heading(sheet: Sheet, title: str, facts: Sequence[str]) -> None:
    """The title and the lines under it."""
    for line in wrapped(printable(title), (WIDE - 2 * MARGIN) / _BOLD, _TITLE, lines=2):
        sheet.y += _TITLE + 1
        sheet.add(words("text", line, x=MARGIN, y=sheet.y, class_="title"))
    sheet.y += 4
    for fact in facts:
        for line in wrapped(fact, WIDE - 2 * MARGIN, _TEXT, lines=2):
            sheet.y += _LINE
            sheet.add(words("text", line, x=MARGIN, y=sheet.y))
    sheet.y += 6


def draw_lane(sheet: Sheet, lane: Lane, axis: Axis) -> None:
    """The name, the streaks, the marks on their line among the ticks of silence, and the notes."""
    _draw_name(sheet, lane)
    xs = [x_of(at, axis) for at in lane.appearances]
    heights = levels(xs, _APART)
    streaks = runs(lane.appearances)
    top = sheet.y + (26 if streaks else 5)
    base = top + _MARK + 3 + _STEP * max(heights, default=0)
    sheet.add(element("path", d=f"M{axis.left:.1f} {base:.1f}H{axis.right:.1f}", class_="line"))
    if lane.ticks:
        places = sorted(set(map(axis.x, lane.ticks)))
        d = "".join(f"M{x:.1f} {base - _TICK:.1f}v{2 * _TICK:.1f}" for x in places)
        sheet.add(element("path", d=d, class_="tick"))
        sheet.ticked = True
    _draw_streaks(sheet, streaks, xs, top)
    for at, x, level in zip(lane.appearances, xs, heights, strict=True):
        _draw_mark(sheet, at, x, base - _STEP * level)
    sheet.y = base + _MARK + 2
    _draw_notes(sheet, lane.notes)


def draw_turns(sheet: Sheet, turns: Sequence[tuple[str, Turn]], axis: Axis) -> None:
    """Where a matter turned: an arrow from the one act to the other, with its words, each in a line of its own."""
    if not turns:
        return
    _draw_name(sheet, Lane("Where it turned", "read from stances: experimental", ()))
    for text, turn in turns:
        sheet.y += _LINE + 2
        left, right = (axis.x(date.fromisoformat(act.date)) for act in (turn.earlier, turn.later))
        left = min(left, right - _ARROW)
        y, width = sheet.y - 4, text_width(text, _TEXT)
        arrow = element(
            "path", d=f"M{left:.1f} {y - 4:.1f}v8m0-4H{right:.1f}m-5-4 5 4-5 4", class_="mark span", stroke_width=1.4
        )
        tip = f"{_act(turn.earlier)} Then: {_act(turn.later)}"
        sheet.add(element("a", words("title", tip), arrow, href=sheet.link(turn.later.stance)))
        if right + 8 + width <= WIDE - MARGIN:
            sheet.add(words("text", text, x=right + 8, y=sheet.y))
        elif left - 8 - width >= MARGIN:
            sheet.add(words("text", text, x=left - 8, y=sheet.y, text_anchor="end"))
        else:
            sheet.y += _LINE - 2
            middle = max(MARGIN + width / 2, min(WIDE - MARGIN - width / 2, (left + right) / 2))
            sheet.add(_middle(text, middle, sheet.y))
    sheet.y += 6


def draw_axis(sheet: Sheet, axis: Axis) -> None:
    """The line of time with its months and years."""
    sheet.y += 8
    ticks = list(axis.ticks(room=_ROOM))
    d = f"M{axis.left:.1f} {sheet.y:.1f}H{axis.right:.1f}"
    d += "".join(f"M{tick.x:.1f} {sheet.y:.1f}v{7 if tick.is_year else 4}" for tick in ticks)
    sheet.add(element("path", d=d, class_="span"))
    sheet.y += _LINE + 2
    for tick in ticks:
        if tick.label and tick.x + text_width(tick.label, _TEXT) <= WIDE - MARGIN / 2:
            sheet.add(words("text", tick.label, x=tick.x, y=sheet.y))
    years = axis.years(room=_ROOM)
    if years:
        sheet.y += _LINE - 2
    for x, year in years:
        if x + text_width(year, _TEXT) <= WIDE - MARGIN / 2:
            sheet.add(words("text", year, x=x, y=sheet.y, class_="name"))
    sheet.y += 4


def draw_years(sheet: Sheet, axis: Axis, top: float, at: int) -> None:
    """Faint lines at the turns of years from `top` down to here, under everything drawn since `at`."""
    ticks = [tick for tick in axis.ticks(room=_ROOM) if tick.is_year]
    d = "".join(f"M{tick.x:.1f} {top:.1f}V{sheet.y + 8:.1f}" for tick in ticks if tick.x > axis.left)
    if d:
        sheet.drawn.insert(at, element("path", d=d, class_="year"))


def draw_undated(sheet: Sheet, name: str, appearances: Sequence[Appearance]) -> None:
    """The meetings that have no place on the axis, side by side in the order given, as many rows as they need."""
    _draw_name(sheet, Lane(name, "without a full date", ()))
    sheet.y += 8
    x = LEFT
    for at in appearances:
        if x > RIGHT:
            x = LEFT
            sheet.y += _LINE
        _draw_mark(sheet, at, x, sheet.y + 4)
        x += _LINE
    sheet.y += _LINE


def draw_legend(sheet: Sheet) -> None:
    """Each shape that was used, with its word."""
    told = [(kind, word) for kind, word in WORDS.items() if kind in sheet.kinds]
    told += [("tick", "met, not found in the minutes")] if sheet.ticked else []
    sheet.y += _LINE + 6
    x = LEFT
    for kind, word in told:
        width = text_width(word, _TEXT) + 13
        if x > LEFT and x + width > WIDE - MARGIN:
            x = LEFT
            sheet.y += _LINE + 1
        y = sheet.y - 5
        is_tick = kind == "tick"
        sheet.add(
            element("path", d=f"M{x:.1f} {y - _TICK:.1f}v{2 * _TICK:.1f}", class_="tick")
            if is_tick
            else _shape(kind, x, y),
            words("text", word, x=x + 11, y=sheet.y),
        )
        x += width + 14
    sheet.y += 6


def whole(sheet: Sheet, name: str, title: str, told: str, *, inline: bool = False) -> str:
    """The picture: `title` and `told` are for those who do not see it, `name` keeps its ids apart on a page.

    `inline` is for a page that has STYLE in a file of its own, and whose readers reach the links of the picture.
    """
    high = sheet.y + MARGIN - 4
    alone = "" if inline else ' xmlns="http://www.w3.org/2000/svg"'
    return "\n".join(
        (
            f'<svg{alone} viewBox="0 0 {WIDE:.0f} {high:.0f}" class="ma-life" role="{"group" if inline else "img"}" '
            f'aria-labelledby="{name}-title {name}-desc">',
            words("title", title, id=f"{name}-title"),
            words("desc", told, id=f"{name}-desc"),
            *(() if inline else (f"<style>{STYLE}</style>",)),
            element("rect", width=WIDE, height=round(high), class_="paper"),
            *sheet.drawn,
            "</svg>\n",
        )
    )


def x_of(at: Appearance, axis: Axis) -> float:
    """Where a dated appearance stands."""
    day = day_of(at.date)
    assert day is not None, "only dated appearances are placed on an axis"
    return axis.x(day)


def _draw_name(sheet: Sheet, lane: Lane) -> None:
    sheet.y += _LINE + 8
    room = WIDE - 2 * MARGIN - text_width(lane.aside, _TEXT) - 14
    name = words("text", fitted(printable(lane.name), room / _BOLD, _TEXT), x=MARGIN, y=sheet.y, class_="name")
    sheet.add(element("a", words("title", lane.name), name, href=lane.href) if lane.href else name)
    sheet.add(words("text", lane.aside, x=WIDE - MARGIN, y=sheet.y, text_anchor="end"))


def _draw_streaks(sheet: Sheet, streaks: Sequence[tuple[int, int]], xs: Sequence[float], y: float) -> None:
    """A bracket over each streak with its length; the longest have their place first, and some may find none.

    A bracket ends half-way to the next mark where that is near.
    """
    spans = []
    for first, last in streaks:
        left = max([xs[first] - _MARK, *((xs[first] + x) / 2 for x in xs[first - 1 : first])])
        right = min([xs[last] + _MARK, *((xs[last] + x) / 2 for x in xs[last + 1 : last + 2])])
        spans.append((left, right, last - first + 1))
    wordings = [(f"{long} in a row", str(long)) for _, _, long in spans]
    wishes = [
        Wish(left, right, [text_width(wording, _TEXT) for wording in said], long)
        for (left, right, long), said in zip(spans, wordings, strict=True)
    ]
    places = placed(wishes, left=MARGIN, right=WIDE - MARGIN, rows=1)
    for (left, right, long), said, place in zip(spans, wordings, places, strict=True):
        tip = words("title", f"put off {long} times in a row, of the minutes that were read")
        sheet.add(element("path", tip, d=f"M{left:.1f} {y:.1f}v-4H{right:.1f}v4", class_="streak"))
        if place:
            sheet.add(_middle(said[place.wording], place.x, y - 9, style="streak"))


def _draw_notes(sheet: Sheet, notes: Sequence[Note]) -> None:
    """The lines under silences, and the words under them."""
    y = sheet.y + 4
    wishes = [
        Wish(note.left, note.right, [text_width(said, _TEXT) * _BOLD for said in note.wordings], note.weight)
        for note in notes
    ]
    places = placed(wishes, left=MARGIN, right=WIDE - MARGIN, rows=_ROWS)
    for note, place in zip(notes, places, strict=True):
        line = f"H{note.right:.1f}" + ("m-4-3 4 3-4 3" if note.open else "v-4") if note.right > note.left else ""
        style = "span broken" if note.broken else "span"
        sheet.add(element("path", words("title", note.tip), d=f"M{note.left:.1f} {y:.1f}v4{line}", class_=style))
        if place:
            said = note.wordings[place.wording]
            sheet.add(_middle(said, place.x, y + 18 + _LINE * place.row, style="said" if note.final else ""))
    rows = max((place.row + 1 for place in places if place), default=0)
    sheet.y += 8 + _LINE * rows if notes else 0


def _middle(text: str, x: float, y: float, *, style: str = "") -> str:
    return words("text", text, x=x, y=y, text_anchor="middle", class_=style)


def _draw_mark(sheet: Sheet, at: Appearance, x: float, y: float) -> None:
    """One meeting: its shape, what it tells when touched, and where it leads."""
    kind, mark = kind_of(at), telling(at)
    sheet.kinds.add(kind)
    quote, page = (
        (mark.quote, mark.page) if mark else (at.passages[0].quote, at.passages[0].page) if at.passages else ("", 1)
    )
    sure = f" ({confidence(mark.confidence)})" if mark else ""
    detail = f", {printable(mark.detail)}" if mark and mark.detail else ""
    said = f" “{shortened(printable(quote), _QUOTE)}”" if quote else ""
    tip = f"{at.date or 'no date'}, {at.body}: {WORDS[kind]}{detail}{sure}.{said} Page {page}, {at.document}"
    href = sheet.link(mark.id if mark else at.meeting)
    sheet.add(element("a", words("title", tip), _shape(kind, x, y), href=href))


def _shape(kind: str, x: float, y: float) -> str:
    if kind in _RADII:
        return element("circle", cx=x, cy=y, r=_RADII[kind], class_=f"mark {kind}")
    return element("path", d=f"M{x:.1f} {y:.1f}{_SHAPES[kind]}", class_=f"mark {kind}")


def _act(act: Act) -> str:
    """An act as a tip tells it."""
    quote = shortened(printable(act.quote), _QUOTE)
    return f"{act.date}, {act.body}: {act.label}, {act.status}. “{quote}” Page {act.page}, {act.document}."
