"""Which of the dates in the head of minutes is their own: never that of the minutes confirmed, nor of a publication."""

from __future__ import annotations

import pytest
from matters_arising.documents import read
from matters_arising.models import Source
from matters_arising.segment import segment
from segment_build import Build, plain

BUSINESS = ("Bridge", "It was agreed to wait for the engineer, who will look at it again before the winter comes.")


def date(*lines: str, path: str = "minutes/x.txt") -> str:
    """The date of the meeting whose minutes are these lines."""
    return segment(plain(*lines, *BUSINESS, path=path)).meetings[0].date


@pytest.mark.parametrize(
    "lines",
    [
        ("1.", "Minutes of meeting held on 4 April 2023 pdf icon PDF 238 KB", "Minutes:", "Agreed."),
        ("No. Item", "Minutes of meeting held on 4 April 2023", "The weather was dry."),
        ("Minutes of meeting held on 4 April 2023 (attached)", "The weather was dry."),
        ("Minutes of the meeting held on 4 April 2023", "Agreed: proposed by Bea Lowe."),
        ("3. Minutes of the meeting held on 4 April 2023", "They will be read again."),
        ("Resolved – That the minutes of the meeting held on 4 April 2023 be", "agreed as a correct record."),
        ("The forum received the minutes of 4 April 2023.",),
        ("With regard to the meeting of 4 April 2023 and its minute 7, the name is Lowe.",),
        ("Bea Lowe made changes to the Minutes of 4 April 2023.",),
        ("Of the meeting held on 4 April 2023, to be confirmed.", "The minutes of the 4 April 2023 were confirmed."),
        ("Minutes of the meeting held 4 April 2023: BL proposed and CR seconded them.",),
    ],
)
def test_the_minutes_dealt_with_lend_no_date(lines: tuple[str, ...]) -> None:
    page = ("Ashby Access Forum", "Agenda and minutes", "Venue: Old Mill. View directions")
    assert date(*page, *lines) == ""
    assert date("Ashby Access Forum, Tuesday 6th June, 2023, 2.30 pm", *page[1:], *lines) == "2023-06-06"


@pytest.mark.parametrize(
    "lines",
    [
        ("Minutes of the meeting held on 6 June 2023", "Minutes were taken by Bea Lowe."),
        ("Minutes of the meeting held on 6 June 2023", "Noted.", "Agreed to buy chairs."),
        ("Ashby Forum", "Minutes of the meeting held on 6 June 2023", "Agreed to buy chairs.", "Matters arising"),
        ("Below are the minutes of the meeting held on 6 June 2023.", "The weather was dry."),
        ("Bea Lowe took the minutes of the meeting held on 6 June 2023.", "The weather was dry."),
    ],
)
def test_minutes_name_themselves_in_their_title(lines: tuple[str, ...]) -> None:
    assert date(*lines) == "2023-06-06"


def test_a_day_told_to_be_an_earlier_meetings_stays_one_where_it_is_printed_again() -> None:
    again = ("The forum received the minutes of 4 April 2023.", "Meeting of 4 April 2023: the name is Lowe.")
    assert date("Ashby Access Forum", *again) == ""


def test_a_day_to_come_does_not_gain_by_the_minutes_confirmed() -> None:
    confirmed = "Minutes of the meeting held 2 May 2023: all were for them."
    coming = "The next gathering of Ashby Forum will take place on Tuesday 4 July 2023 in the mill."
    assert date("Ashby Access Forum", "Present", "Bea Lowe, Cy Reed", "Minutes", confirmed, coming) == ""


@pytest.mark.parametrize(
    ("lines", "iso"),
    [
        (
            ("Monday, February 6, 2023", "Report of the meeting held at 10 a.m. on Friday, 18 January 2023"),
            "2023-01-18",
        ),
        (("Minutes of the meeting held1st September 2023", "17th Sep 2023 by BeeLowe"), "2023-09-01"),
        (("Monday, March 6, 2023", "February 2023 Meeting Minutes", "February 27, 2023"), "2023-02-27"),
    ],
)
def test_a_page_is_published_another_day(lines: tuple[str, ...], iso: str) -> None:
    assert date("Ashby Growers", *lines) == iso


@pytest.mark.parametrize(
    "state", ["Subject to Approval at the next Meeting", "DRAFT FOR CONSIDERATION AT THE NEXT MEETING"]
)
def test_the_state_of_the_minutes_speaks_of_no_other_day(state: str) -> None:
    assert date(f"Ashby Council Draft Minutes {state} Ordinary Meeting Tuesday 6 June 2023 at 7 pm") == "2023-06-06"


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Name of meeting:",
            "Ashby Safety Group",
            "Date:",
            "Time (from/to):",
            "Attendees:",
            "6th June 2023",
            "10 to 12",
        ),
        ("Where:", "Date of meeting:", "Attendees:", "Old Mill", "6th June 2023", "Bea Lowe"),
        (
            *("Action Sheet", "Monday 6th June 2022", "1. Bea Lowe to ring the mill about the water in its yard"),
            *("2. Cy Reed to write to the owners about their wall and gate", "3. Bea Lowe to ask for a price"),
            "Date and Time of meeting / Tuesday 6th June 2023",
        ),
        ("Minutes of the last meeting", "Meeting: 06/06/2023 - Ashby Safety Group (Item 63)", "63 Minutes"),
    ],
)
def test_a_form_says_which_date_is_the_meetings(lines: tuple[str, ...]) -> None:
    assert date(*lines) == "2023-06-06"


def test_a_bare_day_below_a_title_that_names_an_earlier_one_is_that_of_the_page() -> None:
    title = "Growers Minutes – Jan. 18, 2023 (Draft)"
    slip = ("Growers Minutes", "Friday, January 18, 2023")
    assert date(title, "Monday, March 6, 2023", *slip) == "2023-01-18"
    assert date("Growers Minutes", "Monday, March 6, 2023", *slip) == "2023-03-06"
    year = {"title": "Growers Minutes – March 16", "date": "2016-10-25"}  # the month and the year, not the day
    lines = ("Growers Minutes", "Friday 18th March 2016", "Present: Bea Lowe", *BUSINESS)
    assert segment(plain(*lines, front_matter=year)).meetings[0].date == "2016-03-18"


@pytest.mark.parametrize("kind", ["Annual General Meeting", "AGM", "Special Meeting"])
@pytest.mark.parametrize("day", ["6th June 2023", "When: 7.30 pm on 6 June 2023", "The Mill, 6 June 2023"])
def test_a_line_that_says_the_kind_of_meeting_is_no_business(kind: str, day: str) -> None:
    build = Build().put("Ashby Hills Growers", "heading", level=2).put(kind, "heading", level=2).put(day)
    build.put("Apologies", "heading", level=2).put("Ten of the growers.").put("Bridge", "heading", level=2)
    assert segment(build.put("It was agreed to wait.").doc()).meetings[0].date == "2023-06-06"


def test_minutes_of_a_meeting_dated_have_that_date() -> None:
    assert date("Committee Meeting dated 6th June 2023", "1. Bea Lowe reported on the pond.") == "2023-06-06"
    assert date("Committee Meeting", "A letter dated 6th June 2023 was read.") == ""


def test_a_month_in_the_title_tells_the_order_of_numbers_that_words_only_hint_at() -> None:
    lines = (
        "Minutes of the Meeting",
        "Date: 10/04/2022",
        "Present: Bea Lowe",
        *BUSINESS,
        "The fair is on May 8, 2022.",
    )
    for title, day in (("April Minutes", "2022-04-10"), ("Minutes", "2022-10-04"), ("October Minutes", "2022-10-04")):
        assert segment(plain(*lines, front_matter={"title": title})).meetings[0].date == day
    sure = (*lines, "The last was on 10/14/2021.")
    assert segment(plain(*sure, front_matter={"title": "April Minutes"})).meetings[0].date == "2022-10-04"


def test_a_meeting_of_two_days_has_the_date_of_the_first() -> None:
    assert date("Minutes of the meeting of the Ashby League held on 4th & 6th June 2023") == "2023-06-04"


def test_a_line_in_another_tongue_above_the_title_is_no_business() -> None:
    title = "Minutes of the meeting held in the Council Chamber on Friday, 9th June 2023"
    assert date("ASHBY COUNCIL", "COMHAIRLE ASHBY", title, "PRESENT: Bea Lowe, Cy Reed") == "2023-06-09"


def test_a_day_that_has_an_end_beside_it_is_the_meetings() -> None:
    lines = ("Minutes", "Those there: Bea Lowe, Cy Reed", *BUSINESS)
    front = {"date": "2023-06-06 19:00:00", "endDate": "2023-06-06 20:30:00"}
    found = segment(plain(*lines, path="minutes/2023-05-30-board.md", front_matter=front)).meetings[0]
    assert found.date == "2023-06-06"
    published = {"date": "2023-06-06 19:00:00"}
    found = segment(plain(*lines, path="minutes/2023-05-30-board.md", front_matter=published)).meetings[0]
    assert found.date == "2023-05-30"


@pytest.mark.parametrize(
    ("first", "iso"),
    [
        ("Minutes of the january meeting of the Ferry Board", "2031-01"),
        ("Minutes of the December meeting", "2030-12"),
        ("Minutes of the January meeting were approved.", ""),
        ("The January meeting was long.", ""),
    ],
)
def test_a_title_may_name_the_month_alone(first: str, iso: str) -> None:
    text = f'---\ndate: "2031-02-03"\n---\n\n{first}\n\nPresent: A Oakes, B Lowe\n\n1. Weir\n\nThe weir was mended.\n'
    document = read(Source("minutes.md", text.encode(), "0" * 64))
    assert [meeting.date for meeting in segment(document).meetings] == [iso]
