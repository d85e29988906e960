"""The picture of a life: what it shows, what it says to those who do not see it, and that it is sound SVG."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lives_by_hand import FORUM, calendar, came_up, life
from matters_arising.export.sheet import STYLE, WIDE
from matters_arising.export.story import WORDS
from matters_arising.export.svg import text_width
from matters_arising.export.timeline_svg import body_svg, life_svg
from matters_arising.matters.practice import Act, Course, Turn
from matters_arising.store.life import Life
from matters_arising.vocab import StanceLabel, StanceStatus

SVG = "{http://www.w3.org/2000/svg}"
DOCS = Path(__file__).resolve().parents[2] / "docs"


def drawn(one: Life, *silent: str, course: Course | None = None) -> ET.Element:
    held = calendar(one, silent=silent)
    return ET.fromstring(life_svg(one, held, course=course) if course else life_svg(one, held))


def marks(picture: ET.Element) -> list[tuple[str, float, float]]:
    """Kind and place of each mark that is a meeting, from left to right."""
    found = []
    for link in picture.iter(f"{SVG}a"):
        for shape in link:
            kind = shape.get("class", "").removeprefix("mark ")
            if kind in WORDS:
                place = re.match(r"M(\S+) ([\d.]+)", shape.get("d", "")) if "d" in shape.attrib else None
                x, y = place.groups() if place else (shape.get("cx", ""), shape.get("cy", ""))
                found.append((kind, float(x), float(y)))
    return sorted(found, key=lambda mark: mark[1])


def texts(picture: ET.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


def tips(picture: ET.Element) -> list[str]:
    return [title.text or "" for title in picture.iter(f"{SVG}title")][1:]


def described(picture: ET.Element) -> str:
    found = picture.find(f"{SVG}desc")
    assert found is not None and found.text
    return found.text


KILN = life(
    came_up("2021-01-12", "proposed"),
    came_up("2021-02-09", "deferred", quote="The kiln was put off to the spring."),
    came_up("2021-03-09", "deferred", explicit=False),
    came_up("2021-04-13", "deferred"),
    came_up("2021-05-11", "decided"),
    fate="adopted",
    streak=3,
)


def test_each_meeting_is_a_mark_in_the_order_of_time_whose_shape_says_how_it_left_the_matter() -> None:
    found = marks(drawn(KILN))
    assert [kind for kind, _, _ in found] == ["proposed", "deferred", "inferred", "deferred", "decided"]
    shapes = {
        shape.get("class"): (shape.tag, re.sub(r"^M\S+ [\d.]+", "", shape.get("d", "")), shape.get("r"))
        for status in ("proposed", "deferred", "decided", "referred", "actioned", "reported", "discussed")
        for shape in drawn(life(came_up("2021-01-12", status))).iter()
        if shape.get("class", "").startswith("mark ")
    }
    assert len(shapes) == len(set(shapes.values())) == 7


def test_a_putting_off_less_likely_than_not_is_not_drawn_as_one() -> None:
    doubtful = came_up("2021-01-12", "discussed")
    sure = came_up("2021-02-09", "deferred", explicit=False)
    mixed = came_up("2021-03-09", "deferred", explicit=False)
    unsure = came_up("2021-03-09", "deferred", confidence=0.3)  # in so many words, perhaps
    one = life(doubtful, sure, replace(mixed, events=(*mixed.events, *unsure.events)))
    assert [kind for kind, _, _ in marks(drawn(one))] == ["discussed", "inferred", "inferred"]


def test_a_streak_has_a_bracket_with_its_length_and_another_body_breaks_none() -> None:
    assert "3 in a row" in texts(drawn(KILN))
    board = came_up("2021-02-20", "decided", body="Marlow Board")
    across = life(*KILN.appearances[:2], board, *KILN.appearances[2:])
    assert "3 in a row" in texts(drawn(across))
    here = came_up("2021-02-20", "reported")
    broken = life(*KILN.appearances[:2], here, *KILN.appearances[2:])
    assert "3 in a row" not in texts(drawn(broken)) and "2 in a row" in texts(drawn(broken))


def test_a_long_silence_is_told_only_where_the_body_met() -> None:
    one = life(came_up("2020-01-14", "proposed"), came_up("2021-03-20", "decided"))
    met = [f"2020-{month:02d}-14" for month in range(3, 9)]
    assert "not found for 14 months" in texts(drawn(one, *met))
    assert "at 6 meetings" in described(drawn(one, *met))
    assert "no minutes for 14 months" in texts(drawn(one))
    few = texts(drawn(one, *met[:2]))
    assert not any("14 months" in text for text in few)


def test_meetings_at_which_it_did_not_come_up_are_faint_ticks() -> None:
    def ticks(picture: ET.Element) -> int:
        return sum(path.get("d", "").count("v8") for path in picture.iter(f"{SVG}path") if path.get("class") == "tick")

    assert ticks(drawn(KILN)) == 0
    picture = drawn(KILN, "2020-12-01", "2021-02-20", "2021-03-30")  # the first is before the matter was there
    assert ticks(picture) == 2 + 1  # and one in the legend
    assert "came up at 5 of 7 meetings" in texts(picture)


def test_the_end_says_what_became_of_it() -> None:
    assert "fate: adopted" in texts(drawn(KILN))
    since = [f"{year}-{month:02d}-10" for year in range(2021, 2031) for month in (6, 12)]
    lost = life(*KILN.appearances[:4], fate="not found since")
    picture = drawn(lost, *since)
    assert "not found in the 20 meetings since" in texts(picture)
    assert described(picture).endswith("Not found in the 20 meetings since.")
    assert "2024" not in texts(picture), "a long silence does not crowd the life"
    assert "not found in the 2 meetings since" in texts(drawn(lost, *since[:2]))


def test_meetings_without_a_full_date_stand_apart_at_the_end() -> None:
    mixed = life(came_up("", "deferred"), came_up("2021", "reported"), *KILN.appearances)
    picture = drawn(mixed)
    assert "without a full date" in texts(picture)
    heights = {kind: y for kind, _, y in marks(picture)}
    assert heights["reported"] > heights["decided"]
    assert len(marks(picture)) == 7
    undated = drawn(life(*(came_up("", "discussed", name=str(at)) for at in range(70))))
    assert len({(x, y) for _, x, y in marks(undated)}) == 70
    assert all(0 < x < WIDE for _, x, _ in marks(undated))
    assert not any(text.isdigit() for text in texts(undated)), "there is no axis"


def test_a_month_without_a_day_has_its_place() -> None:
    one = life(came_up("2021-01-12", "proposed"), came_up("2021-02", "reported"), came_up("2021-03-09", "decided"))
    assert [kind for kind, _, _ in marks(drawn(one))] == ["proposed", "reported", "decided"]


def test_a_mark_tells_date_body_quote_page_and_file_and_leads_to_its_event() -> None:
    picture = drawn(KILN)
    tip = next(tip for tip in tips(picture) if tip.startswith("2021-02-09"))
    assert tip == (
        "2021-02-09, Ambleton Forum: put off, until spring (likely). “The kiln was put off to the spring.” "
        "Page 2, minutes.pdf"
    )
    links = {link.get("href") for link in picture.iter(f"{SVG}a")}
    assert links == {f"#ev-{at.date}" for at in KILN.appearances}
    told = ET.fromstring(life_svg(KILN, calendar(KILN), link=lambda mark: f'm.html?a=1&b="{mark}"'))
    assert 'm.html?a=1&b="ev-2021-02-09"' in {link.get("href") for link in told.iter(f"{SVG}a")}
    long = life(came_up("2021-01-12", "decided", quote="The lime was carted " * 40))
    quote = tips(drawn(long))[0].partition("“")[2].partition("”")[0]
    assert len(quote) <= 160 and quote.endswith(" …") and quote.split()[-2] in ("The", "lime", "was", "carted")
    silent = life(came_up("2021-01-12", "discussed"))
    assert {link.get("href") for link in drawn(silent).iter(f"{SVG}a")} == {"#mtg-2021-01-12"}


def test_the_legend_has_the_shapes_that_were_used_and_no_others() -> None:
    told = [text for text in texts(drawn(KILN)) if text in (*WORDS.values(), "met, not found in the minutes")]
    assert told == ["proposed", "put off", "put off (inferred)", "decided"]
    assert "met, not found in the minutes" in texts(drawn(KILN, "2021-02-20"))


def test_those_who_do_not_see_it_are_told_the_story() -> None:
    picture = drawn(KILN)
    assert picture.get("role") == "img"
    named = {part.get("id"): part for part in picture if part.tag in (f"{SVG}title", f"{SVG}desc")}
    assert picture.get("aria-labelledby", "").split() == list(named)
    assert described(picture) == (
        "Ambleton Forum: 5 meetings, 2021-01-12 to 2021-05-11. Put off at 3 meetings (1 of them inferred), 3 times in "
        "a row of the minutes that were read. Proposed: 2021-01-12. Put off: 2021-02-09, 2021-04-13. "
        "Put off (inferred): 2021-03-09. Decided: 2021-05-11. Fate: adopted."
    )


def test_where_it_turned_there_is_an_arrow() -> None:
    earlier = _act(StanceLabel.COLLABORATIVE, "2021-01-12", "We shall mend it with the guild.")
    later = _act(StanceLabel.CONSULTATIVE, "2021-05-11", "The guild was asked what it thinks.")
    turn = Turn(earlier, later)
    picture = drawn(KILN, course=Course((earlier, later), (), (turn,), None))
    assert "from collaborative to consultative" in texts(picture)
    tip = next(tip for tip in tips(picture) if "guild" in tip)
    assert "mend it with the guild" in tip and "what it thinks" in tip
    assert f"#{later.stance}" in {link.get("href") for link in picture.iter(f"{SVG}a")}
    assert "turned from collaborative to consultative" in described(picture)
    assert "Where it turned" not in texts(drawn(KILN))
    taken = drawn(KILN, course=Course((), (), (), turn))
    assert "promised to be shared or heard, then done alone" in texts(taken)


HOSTILE = '</title><script>alert("&amp;")</script> ]]> \x00\x0b\ud800\ufffe\u202e <!-- & \' "'


def test_whatever_minutes_say_stays_text() -> None:
    hostile = came_up("2021-01-12", "decided", body=HOSTILE, quote=HOSTILE, document=HOSTILE)
    undated = came_up("", "decided", body=HOSTILE, quote=HOSTILE)
    for one in (life(hostile, title=HOSTILE), life(undated, title=HOSTILE)):
        svg = life_svg(one, calendar(one), link=lambda _: HOSTILE)
        whole = body_svg(HOSTILE, [one], calendar(one), link=lambda _: HOSTILE)
        for text in (svg, whole):
            picture = ET.fromstring(text.encode("utf-8"))
            tags = {part.tag.removeprefix(SVG) for part in picture.iter()}
            assert tags <= {"svg", "title", "desc", "style", "rect", "path", "circle", "text", "a"}
            assert any("<script>" in tip for tip in tips(picture))
            assert "\u202e" not in text and "\x0b" not in text


def test_the_picture_stands_alone() -> None:
    svg = life_svg(KILN, calendar(KILN))
    assert re.findall(r"https?://[^\"<]*", svg) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"@import|url\(|<script|\bon[a-z]+=|<!DOCTYPE", svg)
    assert "prefers-color-scheme:dark" in svg
    root = ET.fromstring(svg)
    assert root.get("width") is None and root.get("viewBox", "").startswith(f"0 0 {WIDE:.0f} ")
    assert svg == life_svg(KILN, calendar(KILN))


_STATUSES = ("deferred", "decided", "reported", "actioned", "proposed", "referred", "discussed")
_BODIES = (FORUM, "Marlow Board", "Committee for the Kilns, Quarries and Lime Pits of the Five Parishes")
_lives = st.lists(
    st.tuples(
        st.integers(0, 20 * 365), st.sampled_from(_STATUSES), st.sampled_from(_BODIES), st.booleans(), st.booleans()
    ),
    min_size=1,
    max_size=40,
).map(
    lambda rows: life(
        *(
            came_up(
                "" if undated and place % 5 == 0 else str(date(2000, 1, 1) + timedelta(days)),
                status,
                body=body,
                explicit=explicit,
                name=str(place),
            )
            for place, (days, status, body, explicit, undated) in enumerate(sorted(rows))
        ),
        title="The lime kiln at the end of the lane behind the old quarry, " * 3,
        fate="not found since" if len(rows) % 2 else "adopted",
    )
)


@settings(max_examples=60, deadline=None)
@given(_lives, st.lists(st.integers(0, 22 * 365), max_size=60))
def test_no_label_stands_on_another_or_outside(one: Life, silent: list[int]) -> None:
    held = calendar(one, silent=[str(date(2000, 1, 1) + timedelta(days)) for days in silent])
    for svg in (life_svg(one, held), body_svg(FORUM, [one, one], held)):
        _check_labels(ET.fromstring(svg))


def test_a_hundred_and_fifty_meetings_over_twenty_years_have_room() -> None:
    days = [date(2001, 1, 9) + timedelta(48 * at) for at in range(150)]
    one = life(*(came_up(str(day), _STATUSES[at * at % 7]) for at, day in enumerate(days)))
    picture = drawn(one)
    _check_labels(picture)
    places = [(x, y) for _, x, y in marks(picture)]
    assert len(places) == 150
    assert all(abs(x - u) + abs(y - v) >= 10 for (x, y), (u, v) in combinations(places, 2))


def test_one_meeting_has_an_axis_around_it() -> None:
    picture = drawn(life(came_up("2021-01-12", "decided"), fate="adopted"))
    assert {"Jan", "Feb", "2021", "came up at 1 meeting", "1 meeting, 2021-01-12"} <= set(texts(picture))
    _check_labels(picture)


def test_a_body_has_a_row_for_each_matter_and_only_what_happened_there() -> None:
    kiln = life(*KILN.appearances, came_up("2021-06-01", "reported", body="Marlow Board"), title="Lime kiln")
    well = life(came_up("2021-02-09", "discussed"), came_up("", "decided"), title="Village well")
    held = calendar(kiln, well)
    picture = ET.fromstring(body_svg(FORUM, [kiln, well], held, link="x/{}".format))
    names = [text for text in texts(picture) if text in ("Lime kiln", "Village well")]
    assert names == ["Lime kiln", "Village well", "Village well"]  # the last where its undated meeting stands
    assert "reported" not in {kind for kind, _, _ in marks(picture)} and len(marks(picture)) == 7
    assert "put off 3 times in 5; open" in texts(picture) and "came up twice; open" in texts(picture)
    assert described(picture) == "Lime kiln: put off 3 times in 5; open. Village well: came up twice; open."
    assert "x/mat-0123456789ab" in {link.get("href") for link in picture.iter(f"{SVG}a")}


def test_the_picture_of_the_readme_is_as_the_command_draws_now() -> None:
    """`make picture` draws it again; what it shows is checked by eye, that it is not of an older style here."""
    svg = (DOCS / "timeline.svg").read_text(encoding="utf-8")
    assert f"<style>{STYLE}</style>" in svg
    picture = ET.fromstring(svg)
    assert {kind for kind, _, _ in marks(picture)} >= {"deferred", "inferred", "decided"}
    _check_labels(picture)


@pytest.mark.parametrize("dark", [False, True])
def test_every_kind_of_mark_has_its_colour_by_day_and_by_night(dark: bool) -> None:
    by_day, _, by_night = STYLE.partition("prefers-color-scheme:dark")
    for kind in WORDS:
        assert f".{kind}{{" in (by_night if dark else by_day)


def _check_labels(picture: ET.Element) -> None:
    boxes = [_box(text) for text in picture.iter(f"{SVG}text")]
    _, _, width, height = map(float, picture.get("viewBox", "").split())
    for left, right, top, bottom, said in boxes:
        assert left >= 0 and right <= width and top >= 0 and bottom <= height, said
    for one, other in combinations(boxes, 2):
        apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
        assert apart, (one, other)


def _box(text: ET.Element) -> tuple[float, float, float, float, str]:
    size = 21 if text.get("class") == "title" else 14
    said = text.text or ""
    wide, x, y = text_width(said, size), float(text.get("x", "")), float(text.get("y", ""))
    left = x - {"": 0.0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "")]
    return left, left + wide, y - 0.75 * size, y + 0.2 * size, said


def _act(label: StanceLabel, when: str, quote: str) -> Act:
    return Act(
        stance=f"stance-{when}",
        label=label,
        status=StanceStatus.ENACTED,
        phase="deliver",
        holder="the Forum",
        with_whom="",
        body=FORUM,
        meeting=f"mtg-{when}",
        date=when,
        matter="mat-0123456789ab",
        quote=quote,
        document="minutes.pdf",
        page=1,
        start=0,
        confidence=0.9,
    )


def test_a_picture_inside_of_a_page_has_its_style_there_and_links_that_are_reached() -> None:
    drawn = life_svg(KILN, calendar(KILN), inline=True)
    assert "<style>" not in drawn and "xmlns" not in drawn and 'role="group"' in drawn
    alone = life_svg(KILN, calendar(KILN))
    assert "<style>" in alone and 'role="img"' in alone
    assert "<style>" not in body_svg(FORUM, [KILN], calendar(KILN), inline=True)
