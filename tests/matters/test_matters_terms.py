"""What a printed "until" or "due" asks of a body's calendar, and when it is left unclear."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matters_arising.matters.terms import Term, names_meeting, term

BODY = "Elmbrook Parish Council"
SAID_ON = "2020-11-04"


def read(printed: str, quote: str = "", *, said_on: str = SAID_ON, until_date: str = "", task: bool = False) -> Term:
    return term(printed, quote or printed, said_on=said_on, body=BODY, until_date=until_date, task=task)


@pytest.mark.parametrize(
    "printed",
    [
        "the next meeting",
        "next meeting",
        "at the next Parish Council meeting",
        "before the next full council meeting",
        "the next EPC meeting",
        "the next agenda",
        "our next ordinary meeting",
        "at the next meeting once the plans",
    ],
)
def test_the_next_meeting_of_the_body(printed: str) -> None:
    assert read(printed) == Term("next meeting")


@pytest.mark.parametrize(
    ("printed", "quote"),
    [
        ("the next Planning Committee meeting", ""),
        ("the next Parish Meeting", ""),
        ("the next WBC meeting", ""),
        ("the AGM", ""),
        ("the annual meeting in May", ""),
        ("a special meeting", ""),
        ("the site meeting", ""),
        ("the next meeting", "left to the next meeting of the Drainage Commissioners"),
        ("the next meeting of the", "left to the next meeting of the Allotment Society, who own it"),
    ],
)
def test_a_meeting_that_may_be_another_body_s_is_unclear(printed: str, quote: str) -> None:
    assert read(printed, quote).asks == "" and read(printed, quote).why


@pytest.mark.parametrize(
    "printed",
    [
        "a future meeting",
        "until the survey is back",
        "due course",
        "asap",
        "the meeting after next",
        "",
        "by 42 Mill Road",
    ],
)
def test_what_names_no_time_is_unclear(printed: str) -> None:
    assert read(printed).asks == "" and read(printed).why


@pytest.mark.parametrize(
    ("printed", "asks", "iso"),
    [
        ("the May meeting", "month", "2021-05"),
        ("January", "month", "2021-01"),
        ("a meeting in March", "month", "2021-03"),
        ("the next meeting in January", "month", "2021-01"),
        ("next October", "month", "2021-10"),
        ("next month", "month", "2020-12"),
        ("next month’s meeting", "month", "2020-12"),
        ("the end of February", "day", "2021-02-28"),
        ("by 30 June", "day", "2021-06-30"),
        ("the meeting on 2 December", "day", "2020-12-02"),
        ("14/01/2021", "day", "2021-01-14"),
        ("within six weeks", "day", "2020-12-16"),
        ("in three months’ time", "day", "2021-02-04"),
    ],
)
def test_months_and_days_to_come(printed: str, asks: str, iso: str) -> None:
    assert read(printed) == Term(asks, iso)  # type: ignore[arg-type]


def test_a_month_for_a_task_is_no_word_of_a_meeting() -> None:
    assert read("in January", task=True) == Term("by a month", "2021-01")
    assert read("the January meeting", task=True) == Term("month", "2021-01")


def test_a_month_or_day_that_was_cut_from_its_year_is_read_whole() -> None:
    assert read("the June", "moved to the June 12, 2021 meeting") == Term("day", "2021-06-12")


@pytest.mark.parametrize("printed", ["September", "the October meeting", "14 August"])
def test_a_month_that_may_have_just_gone_by_is_unclear(printed: str) -> None:
    assert "just gone by" in read(printed).why


@pytest.mark.parametrize(
    ("printed", "quote", "iso"),
    [
        ("Easter", "Ash to run a trip in Easter next year (10-13 April 2009).", "2009-04-10"),
        ("the end of the month", "Ash to ask by the end of the month(30 October).", "2008-10-30"),
        ("the spring", "Ash to mend it in the spring (see the plan of 4 May 2009).", ""),
        ("the spring", "Ash to mend it in the spring (4 May or 6 May 2009).", ""),
        ("Easter", "Ash ran a trip at Easter (21 March 2008).", ""),
    ],
)
def test_a_day_in_brackets_says_when(printed: str, quote: str, iso: str) -> None:
    assert term(printed, quote, said_on="2008-10-08", body="Ashby Council", task=True).iso == iso


def test_a_day_that_is_past_is_unclear() -> None:
    assert read("3 November 2020").asks == "" and read("4 November 2020").asks == "" and read("May 2020").asks == ""


def test_the_month_of_the_meeting_itself_is_unclear_but_for_a_task() -> None:
    assert read("November").asks == ""
    assert read("November", task=True) == Term("by a month", "2020-11")


def test_a_numeric_date_is_read_as_its_document_does_or_as_the_one_to_come() -> None:
    assert read("1/12/2020") == Term("day", "2020-12-01")
    assert read("2/3/2021").asks == ""
    assert read("2/3/2021", until_date="2021-03-02") == Term("day", "2021-03-02")


def test_two_days_are_none() -> None:
    assert read("3 December or 10 December").asks == ""


def test_without_the_day_of_the_meeting_nothing_is_counted_from_it() -> None:
    assert read("the May meeting", said_on="2020-11").asks == "" and read("June 2021", said_on="").asks == ""


def test_an_errand_may_be_due_at_a_meeting_or_by_a_day() -> None:
    assert names_meeting("before the May  meeting") and not names_meeting("by the end of May")


@given(st.text(max_size=60), st.dates().map(str), st.booleans())
def test_any_print_is_read_or_unclear_with_a_reason(printed: str, said_on: str, task: bool) -> None:
    found = read(printed, said_on=said_on, task=task)
    assert bool(found.asks) != bool(found.why)
