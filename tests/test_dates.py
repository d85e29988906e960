"""Dates as minutes print them: every form, what stays partial, and what is no date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.dates import DateMention, find, months_between, order_of, parse

MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("1st July 2023", "2023-07-01"),
        ("July 1, 2023", "2023-07-01"),
        ("Monday 12 May2008", "2008-05-12"),
        ("July 1-2, 2023", "2023-07-01"),
        ("1-2 July 2023", "2023-07-01"),
        ("Tuesday 4th of July, 2023 at 7pm", "2023-07-04"),
        ("MONDAY 4TH MARCH 2013", "2013-03-04"),
        ("Thursday the 3rd of June 2021", "2021-06-03"),
        ("this 17th day of July, 2018", "2018-07-17"),
        ("the first day of March 2020", "2020-03-01"),
        ("2023-07-01", "2023-07-01"),
        ("2023-07-01T19:30", "2023-07-01"),
        ("31/12/2019", "2019-12-31"),
        ("05-14-18", "2018-05-14"),
        ("3.12.1998", "1998-12-03"),
        ("20th May 07", "2007-05-20"),
        ("4 Oct '19", "2019-10-04"),
        ("16th. June 2009", "2009-06-16"),
        ("Sat. 2nd June, 2012", "2012-06-02"),
        ("May 2019", "2019-05"),
        ("January, 2019", "2019-01"),
        ("Minutes of the meeting held1st July 2023", "2023-07-01"),
        ("Committee MeetingTuesday 4thJuly2023", "2023-07-04"),
        ("MEETING 19:30TUESDAY4 JULY 2023", "2023-07-04"),
        ("Page AboutUs2023-07-01JULY 1, 2023", "2023-07-01"),
        ("3. July 1, 2023", "2023-07-01"),
        ("page 2\nJuly 18, 2023", "2023-07-18"),
        ("Minutes\nJuly4th2023", "2023-07-04"),
        ("July4th, 2023", "2023-07-04"),
    ],
)
def test_a_printed_date_is_read(printed: str, iso: str) -> None:
    assert parse(printed) == iso


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("l1th Febuary 2O19", "2019-02-11"),
        ("lst April 2014", "2014-04-01"),
        ("0ctober 5, 2010", "2010-10-05"),
        ("12 Septmber 2011", "2011-09-12"),
    ],
)
def test_a_slip_of_pen_or_scanner_is_forgiven(printed: str, iso: str) -> None:
    assert parse(printed) == iso


@pytest.mark.parametrize(
    "printed",
    [
        "56/19",
        "204/20-213/20",
        "10am 5 may attend",
        "we may 3 of us",
        "version 1.2.3 was",
        "12 High Street",
        "31 February 2020",
        "ratio 4/7",
        "19.30",
        "",
    ],
)
def test_what_is_no_date_stays_one(printed: str) -> None:
    assert [mention for mention in find(printed) if mention.full] == []


def test_offsets_point_at_the_print() -> None:
    text = "Held on Tuesday 4th July 2023; the next is on September 12, 2023."
    assert [text[m.start : m.end] for m in find(text)] == ["Tuesday 4th July 2023", "September 12, 2023"]


def test_partial_dates_stay_partial_until_a_date_near_by_completes_them() -> None:
    (mention,) = find("to be done in May")
    assert (mention.iso, mention.on("2020-06-15"), mention.on("2020-06-15", past=True)) == ("", "2021-05", "2020-05")
    (day,) = find("by 3 June")
    assert (day.iso, day.on("2024-11-05"), day.on("2024")) == ("", "2025-06-03", "2024-06-03")
    (weekday,) = find("Tuesday 4th")
    assert weekday.on("2023-06-20") == "2023-07-04"
    assert weekday.on("2023-08-01", past=True) == "2023-07-04"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("held on 4th & 11th July 2023", ["2023-07-04", "2023-07-11"]),
        ("on the 4 th and 11 th July 2023", ["2023-07-04", "2023-07-11"]),
        ("the 1st, 4th and 11th of July 2023", ["2023-07-01", "2023-07-04", "2023-07-11"]),
        ("between the 4th and 11th July 2023", ["2023-07-11"]),
        ("the 2nd and July 11, 2023", ["2023-07-11"]),
        ("2nd and 2023-07-11", ["2023-07-11"]),
    ],
)
def test_days_that_share_a_month_are_days_each(text: str, days: list[str]) -> None:
    assert [mention.iso for mention in find(text)] == days


@pytest.mark.parametrize(
    "text", ["on 4 July: the clerk", "Tuesday 4 July: ask", "Tuesday July 4: ask", "July 4th: ask"]
)
def test_a_day_before_a_colon_is_a_day(text: str) -> None:
    assert [mention.on("2023-06-20") for mention in find(text)] == ["2023-07-04"]
    assert find(text.replace(": ", ":30 ")) == []


def test_leap_day_is_completed_to_a_year_that_has_one() -> None:
    assert parse("on 29 February", base="2021-03-01") == "2024-02-29"


def test_a_weekday_settles_the_order_of_a_numeric_date() -> None:
    assert parse("Tuesday 7/4/2023") == "2023-07-04"
    assert parse("Friday 7/4/2023") == "2023-04-07"


def test_an_open_numeric_date_keeps_both_readings() -> None:
    (mention,) = find("1/7/23")
    assert (mention.iso, mention.swapped) == ("2023-07-01", "2023-01-07")
    (american,) = find("1/7/23", order="mdy")
    assert (american.iso, american.swapped) == ("2023-01-07", "")


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Received 14/3/2019 and 2/3/2019", "dmy"),
        ("Received 3/14/2019 and 3/2/2019", "mdy"),
        ("The 4 July 2019 meeting, then 9 August 2019", "dmy"),
        ("The July 4, 2019 meeting, then August 9, 2019", "mdy"),
        ("Received 3/4/2019", ""),
    ],
)
def test_a_text_tells_the_order_of_its_numeric_dates(text: str, order: str) -> None:
    assert order_of(text) == order


def test_dates_that_share_a_year_all_get_it() -> None:
    found = [mention.iso for mention in find("accounts of September 19 and October 1, 2019; 4 and 11 July 2023")]
    assert found[:2] == ["2019-09-19", "2019-10-01"]
    assert found[-1] == "2023-07-11"


def test_the_weekday_bears_witness() -> None:
    fits, misfits, none = (find(text)[0] for text in ("Tuesday 4 July 2023", "Monday 4 July 2023", "4 July 2023"))
    assert (fits.consistent, misfits.consistent, none.consistent) == (True, False, None)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2069, 12, 31)), st.sampled_from(range(6)))
@settings(max_examples=150)
def test_dates_survive_printing_and_reading(day: date, form: int) -> None:
    printed = [
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
        f"{day:%A} {day.day} {MONTHS[day.month - 1]} {day.year}",
        day.isoformat(),
        f"{day:%A} {day.day}/{day.month}/{day.year}",
        f"{day.day}th of {MONTHS[day.month - 1][:3]} {day.year}",
    ][form]
    mentions = find(f"on {printed}.")
    assert [m.iso for m in mentions] == [day.isoformat()] or (form == 4 and mentions[0].consistent)


@given(st.text(max_size=200))
@settings(max_examples=150)
def test_no_text_breaks_the_reader(text: str) -> None:
    mentions = find(text)
    ends = [0, *(m.end for m in mentions)]
    assert all(before <= m.start < m.end <= len(text) for before, m in zip(ends, mentions, strict=False))


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2040, 1, 1)), st.integers(1, 28), st.integers(1, 12))
@settings(max_examples=80)
def test_completion_never_looks_back(base: date, day: int, month: int) -> None:
    later = DateMention(0, 1, 0, month, day).on(base.isoformat())
    assert base.isoformat() <= later <= (base + timedelta(366)).isoformat()
    earlier = DateMention(0, 1, 0, month, day).on(base.isoformat(), past=True)
    assert earlier <= base.isoformat()


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2022-04-27", "2022-12-14", 7),
        ("2022-04-27", "2022-04-27", 0),
        ("2022-04", "2023-01-05", 9),
        ("2022", "2023-01-05", None),
        ("", "2023-01-05", None),
        ("2022-12-31", "2023-01-01", 0),
    ],
)
def test_months_between(first: str, last: str, months: int | None) -> None:
    assert months_between(first, last) == months
