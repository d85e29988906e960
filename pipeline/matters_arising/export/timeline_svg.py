"""The life of a matter, or of all that a body put off, as a picture: one SVG, without script or anything from outside.

A lane a body (or a matter), a mark a meeting: its shape and colour say how the meeting left the matter. Faint ticks are
meetings at which it was not found, so that silence is seen. Every mark tells its quote, page and file, and is a link.
The same lives give the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import inf

from matters_arising.export.axis import Axis, axis_over
from matters_arising.export.sheet import (
    LEFT,
    RIGHT,
    Lane,
    Link,
    Note,
    Sheet,
    draw_axis,
    draw_heading,
    draw_lane,
    draw_legend,
    draw_turns,
    draw_undated,
    draw_years,
    whole,
    x_of,
)
from matters_arising.export.story import (
    UNTOLD,
    Calendar,
    Gap,
    day_of,
    ended,
    facts,
    fate_words,
    gaps,
    put_off_at,
    share,
    silent,
    story,
)
from matters_arising.export.words import count, span
from matters_arising.ids import make_id
from matters_arising.matters.practice import Course
from matters_arising.store.life import Appearance, Life

_AIR = 8.0  # between a mark and the line under the silence after it
_SETTLED = 6  # months that an axis goes on after the last appearance, at most,
_SILENT = 24  # or these where the silence is what is told, or as long as the life was
_MANY = 12  # rows under which the axis is written over them, too
_NO_COURSE = Course((), (), (), None)


def life_svg(
    life: Life,
    calendar: Calendar,
    *,
    course: Course = _NO_COURSE,
    link: Link = "#{}".format,
    inline: bool = False,
) -> str:
    """One matter: a lane a body, streaks, silences, where it turned, and what became of it.

    `calendar` has the meetings of its bodies. `link` gives what a mark leads to, from the id of its event or stance,
    or of its meeting where nothing was marked; `inline` is told at `sheet.whole`.
    """
    sheet = Sheet(link)
    draw_heading(sheet, life.title, facts(life))
    dated = [at for at in life.appearances if day_of(at.date)]
    if dated:
        days = [day for at in dated if (day := day_of(at.date))]
        axis = axis_over(min(days), _end(life, calendar, days), left=LEFT, right=RIGHT)
        top, begun = sheet.y, len(sheet.drawn)
        for body in dict.fromkeys(at.body for at in dated):
            draw_lane(sheet, _lane(body, life, calendar, axis), axis)
        turns = [(f"from {turn.earlier.label} to {turn.later.label}", turn) for turn in course.turns]
        if course.taken:
            turns.append(("promised to be shared or heard, then done alone", course.taken))
        draw_turns(sheet, turns, axis)
        draw_years(sheet, axis, top + 8, begun)
        draw_axis(sheet, axis)
    undated = [at for at in life.appearances if not day_of(at.date)]
    for body in dict.fromkeys(at.body for at in undated):
        draw_undated(sheet, body or UNTOLD, [at for at in undated if at.body == body])
    draw_legend(sheet)
    return whole(sheet, life.matter, f"{life.title}: a timeline", story(life, calendar, course), inline=inline)


def body_svg(
    body: str, lives: Sequence[Life], calendar: Calendar, *, link: Link = "#{}".format, inline: bool = False
) -> str:
    """The matters of one body, a row each, in the order given; only what happened at that body is drawn.

    `link` gives what a mark leads to, as in `life_svg`, and what a title leads to, from the matter's id; `inline` is
    told at `sheet.whole`.
    """
    sheet = Sheet(link)
    here = [(life, [at for at in life.appearances if at.body == body]) for life in lives]
    dated = [(life, row) for life, at_body in here if (row := [at for at in at_body if day_of(at.date)])]
    undated = [(life, row) for life, at_body in here if (row := [at for at in at_body if not day_of(at.date)])]
    meetings = [held.date for held in calendar.get(body, ()) if day_of(held.date)]
    draw_heading(sheet, body or UNTOLD, _facts_of_all(lives, meetings))
    if dated:
        days = [day for when in (*meetings, *(at.date for _, row in dated for at in row)) if (day := day_of(when))]
        axis = axis_over(min(days), max(days), left=LEFT, right=RIGHT)
        if len(dated) > _MANY:
            draw_axis(sheet, axis)
        top, begun = sheet.y, len(sheet.drawn)
        for life, row in dated:
            ticks = _ticks(body, life, calendar, axis)
            draw_lane(sheet, Lane(life.title, _times(life, body), row, ticks, href=link(life.matter)), axis)
        draw_years(sheet, axis, top + 8, begun)
        draw_axis(sheet, axis)
    for life, row in undated:
        draw_undated(sheet, life.title, row)
    draw_legend(sheet)
    told = " ".join(f"{life.title}: {_times(life, body)}." for life in lives)
    title = f"{body or UNTOLD}: what was put off, and what came up often"
    return whole(sheet, make_id("body", body), title, told, inline=inline)


def _end(life: Life, calendar: Calendar, days: Sequence[date]) -> date:
    """The last day of the axis: what the body did after the last appearance, but not so much as to crowd the life."""
    first, last = min(days), max(days)
    months = max(_SILENT, (last - first).days // 30) if life.fate == "not found since" else _SETTLED
    since = [day for held in calendar.get(life.appearances[-1].body, ()) if (day := day_of(held.date)) and day > last]
    limit = last + timedelta(days=30 * months)
    return max((day for day in since if day <= limit), default=last)


def _lane(body: str, life: Life, calendar: Calendar, axis: Axis) -> Lane:
    """The lane of one of the bodies that a matter was before."""
    dated = [at for at in life.appearances if day_of(at.date)]
    own = [at for at in dated if at.body == body]
    without = sum(when <= dated[-1].date for when in silent(body, life, calendar))
    notes = [_gap_note(gap, axis) for gap in gaps(life, calendar) if gap.before.body == body]
    if dated[-1].body == body:
        notes.append(_fate_note(life, calendar, dated[-1], axis))
    return Lane(body or UNTOLD, share(len(own), len(own) + without), own, _ticks(body, life, calendar, axis), notes)


def _ticks(body: str, life: Life, calendar: Calendar, axis: Axis) -> list[date]:
    return [day for when in silent(body, life, calendar) if (day := day_of(when)) and axis.holds(day)]


def _facts_of_all(lives: Sequence[Life], meetings: Sequence[str]) -> list[str]:
    told = [f"{count(len(lives), 'matter')} that were put off or came up often"]
    if meetings:
        told.append(f"{count(len(meetings), 'meeting')}, {span(meetings[0], meetings[-1])}")
    return [*told, "Beside each: how often it was put off, of how often it came up; and its fate"]


def _times(life: Life, body: str) -> str:
    """How often a body put a matter off, of how often it came up, and its fate: "put off twice in 5; open"."""
    here = [at for at in life.appearances if at.body == body]
    number, times = sum(put_off_at(at) for at in here), len(here)
    often = {1: "once", 2: "twice"}
    if not number:
        said = f"came up {often.get(times, f'{times} times')}"
    elif number == times:
        said = f"put off {often.get(times, f'all {times} times')}"
    else:
        said = f"put off {often.get(number, f'{number} times')} in {times}"
    return f"{said}; {life.fate}"


def _gap_note(gap: Gap, axis: Axis) -> Note:
    met = f" ({count(gap.meetings, 'meeting')} whose minutes are here)" if gap.meetings else ""
    tip = f"{gap.before.date} to {gap.after.date}: {gap.wordings[0]}{met}"
    left, right = x_of(gap.before, axis) + _AIR, x_of(gap.after, axis) - _AIR
    return Note(left, right, gap.wordings, tip, weight=gap.months, broken=not gap.meetings)


def _fate_note(life: Life, calendar: Calendar, last: Appearance, axis: Axis) -> Note:
    """What became of it, under the mark of the decision that settled it, else under its last mark; under the silence
    after that where the silence is what became of it."""
    at = ended(life) if day_of(ended(life).date) else last
    x, told, tip = x_of(at, axis), fate_words(life, calendar), f"after {at.date}: {fate_words(life, calendar)}"
    since = [day for when in silent(last.body, life, calendar) if when > last.date and (day := day_of(when))]
    if life.fate != "not found since" or not since:
        return Note(x, x, [told], tip, weight=inf, final=True)
    goes_on = not axis.holds(since[-1])
    return Note(x + _AIR, axis.right, [told], tip, weight=inf, final=True, open=goes_on)
