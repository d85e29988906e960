"""Body, date, kind and status of a meeting, and what must not be taken for them."""

from __future__ import annotations

import pytest
from matters_arising.config import Hints
from matters_arising.models import Document, Meeting
from matters_arising.segment import segment
from matters_arising.vocab import MeetingKind, MeetingStatus
from segment_build import Build, plain

ITEMS = ("1. Apologies", "None were received this time.", "2. Bridge", "It was agreed to wait.", "3. Close", "At nine.")


def meeting(*title: str, path: str = "minutes/x.txt", items: tuple[str, ...] = ITEMS, **fields: object) -> Meeting:
    (found,) = segment(plain(*title, *items, path=path, **fields)).meetings
    return found


@pytest.mark.parametrize(
    ("title", "date"),
    [
        (("Minutes of the meeting of Ashby Parish Council held on Tuesday 4th July 2023",), "2023-07-04"),
        (("ASHBY WATER DISTRICT", "Board Meeting Minutes", "September 12, 2022"), "2022-09-12"),
        (("Ashby Parish Council", "Minutes of a meeting held in the Hall at 7pm on 4/7/23 (a Tuesday)"), "2023-07-04"),
        (("Draft until approved at the next meeting. Minutes of the meeting held on 4 July 2023",), "2023-07-04"),
        (("Ashby Council", "Date: 4 July 2023", "Approved: 5 September 2023"), "2023-07-04"),
    ],
)
def test_the_date_in_the_title(title: tuple[str, ...], date: str) -> None:
    assert meeting(*title).date == date


@pytest.mark.parametrize(
    "business",
    [
        "The minutes of the meeting held on 6 June 2023 were approved and signed.",
        "The next meeting will be held on Tuesday 5 September 2023.",
        "To approve the minutes of the Ordinary Meeting held on 6 June 2023.",
        "A letter dated 1 May 2023 was read.",
    ],
)
def test_dates_of_other_events_are_not_the_meeting_date(business: str) -> None:
    items = ("1. Minutes", business, "2. Bridge", "It was agreed to wait.", "3. Close", "At nine.")
    assert meeting("Ashby Parish Council", "Tuesday 4 July 2023", items=items).date == "2023-07-04"
    assert meeting("Ashby Parish Council Minutes", items=items).date == ""


@pytest.mark.parametrize(
    ("title", "path", "date"),
    [
        (("Ashby Club", "Committee meeting, 2 May"), "x.txt", "2023-05-02"),  # the year of the minutes confirmed
        (("Ashby Club", "Committee meeting, 9 January"), "x.txt", "2024-01-09"),
        (("Ashby Club",), "2023-05-02.txt", "2023-05-02"),
        (("Ashby Club",), "x.txt", ""),
    ],
)
def test_the_date_of_the_minutes_confirmed_is_not_the_own(title: tuple[str, ...], path: str, date: str) -> None:
    business = ("1. Apologies", "None.", "2. Minutes of the meeting held on 4 April 2023", "Taken as read.", "3. Close")
    lines = (*title, "Present: Bea Lowe, Cy Reed", *business)
    assert segment(plain(*lines, path=f"minutes/{path}")).meetings[0].date == date
    unnumbered = (*title, "Present: Bea Lowe, Cy Reed", "Minutes of the meeting held on 4 April 2023", "Taken as read.")
    found = segment(plain(*unnumbered, path=f"minutes/{path}")).meetings[0].date
    assert found == date or not date


def test_a_date_of_publication_is_not_the_meeting_date() -> None:
    found = meeting(
        *("Minutes of the meeting held on Wednesday 11 November 2020",),
        path="ashby/2021-01_ashby-minutes.md",
        front_matter={"title": "Ashby minutes November", "date": "2021-01-20"},
    )
    assert found.date == "2020-11-11"


def test_a_year_is_borrowed_and_a_slip_of_the_year_mended() -> None:
    front = {"title": "Liaison Committee", "date": "2002-07-01"}
    assert meeting("Minutes from the meeting on the 14th of June", front_matter=front).date == "2002-06-14"
    slip = meeting("Minutes of the meeting held on Wednesday 9 May 2006", front_matter={"date": "2007-06-01"})
    assert slip.date == "2007-05-09"  # a Wednesday in 2007, a Tuesday in 2006


def test_a_year_that_cannot_be_is_a_slip_and_told_by_the_publication() -> None:
    front = {"title": "Ashby Parish Council", "date": "2003-11-28"}
    assert meeting("Ashby Parish Council", "Meeting of 3rd July 2103", front_matter=front).date == "2003-07-03"


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("a/2019-03-05 minutes.txt", "2019-03-05"),
        ("a/20190305-minutes.txt", "2019-03-05"),
        ("a/minutes-5-march-2019-final.txt", "2019-03-05"),
        ("a/03-25-19_Minutes.txt", "2019-03-25"),
        ("a/minutes.txt", ""),
    ],
)
def test_the_file_name_tells_where_the_text_does_not(path: str, date: str) -> None:
    assert meeting("Minutes of the meeting", path=path).date == date


def test_a_line_above_the_minutes_that_names_the_next_village_is_outvoted() -> None:
    title = ("Minutes of the November meeting of Bilton Parish Council", "MINUTES OF ASHBY PARISH COUNCIL MEETING")
    told = {"path": "ashby/2010-03_ashby-parish-council-minutes.md", "front_matter": {"title": "Ashby parish Council"}}
    assert meeting(*title, **told).body == "Ashby Parish Council"
    assert meeting(*title).body == "Bilton Parish Council"


def test_furniture_and_title_only_month_give_what_they_can() -> None:
    assert meeting("Minutes", furniture=("Minutes – July 4, 2023 – Page 2",)).date == "2023-07-04"
    assert meeting("Minutes", front_matter={"title": "March Meeting", "date": "2015-05-20"}).date == "2015-03"


def test_the_day_on_which_a_browser_printed_the_page_is_not_the_meetings() -> None:
    stamp, address = "11/27/26, 7:31 PM Minutes of the open meeting", "https://ashby.example/minutes 1/3"
    assert meeting("Minutes", furniture=(stamp, address)).date == ""
    assert meeting("Minutes", furniture=("Council meeting 5/14/2019 7:00 PM",)).date == "2019-05-14"
    assert meeting("Minutes", furniture=(stamp, "Minutes of 14 May 2019", address)).date == "2019-05-14"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (("Minutes of the meeting of Ashby Parish Council held on 4 July 2023 at the Hall",), "Ashby Parish Council"),
        (("ASHBY PARISH COUNCIL", "Minutes of the Ordinary Meeting", "4 July 2023"), "Ashby Parish Council"),
        (("ASHBY WATER DISTRICT", "Board of Directors Meeting Minutes"), "Ashby Water District Board of Directors"),
        (("Minutes of the Annual General Meeting of the Ashby Allotment Society",), "Ashby Allotment Society"),
        (
            ("MINUTES OF THE FINANCE AND GENERAL PURPOSES COMMITTEE OF ASHBY TOWN COUNCIL",),
            "Finance and General Purposes Committee of Ashby Town Council",
        ),
        (
            ("Ashby Primary School Board of Governors", "Learning Committee, 4 July 2023"),
            "Ashby Primary School Board of Governors, Learning Committee",
        ),
        (("ATLAS 3 Working Group Call — Minutes",), "ATLAS 3 Working Group"),
        (
            ("CITY OF ASHBY", "PLANNING COMMISSION", "MINUTES OF THE REGULAR MEETING"),
            "City of Ashby Planning Commission",
        ),
        (("Ashby Flats Hose Company No. 2", "Minutes of Regular Meeting"), "Ashby Flats Hose Company No. 2"),
        (
            ("ASHBY WEST LOCAL MUNICIPALITY", "Minutes of the Municipal Council"),
            "Ashby West Local Municipality Municipal Council",
        ),
        (("Ashby Primary School", "Minutes of the Full Governing Board"), "Ashby Primary School Full Governing Board"),
        (("Q3 Ashby Board of Trustees Meeting",), "Ashby Board of Trustees"),
        (("Committee on Land Use", "Minutes of 4 July 2023"), "Committee on Land Use"),
        (
            ("Committee on Rules, Privileges and Elections", "4 July 2023"),
            "Committee on Rules, Privileges and Elections",
        ),
        (("Committee on Fire and Emergency Services Regular Meeting",), "Committee on Fire and Emergency Services"),
        (("MINUTES of a MEET1NG of ASHBY URBAN DISTRICT COUNCIL",), "Ashby Urban District Council"),
        (
            ("ASHBY REACH TENANT MANAGEMENT ORGANISATION", "Minutes of Board"),
            "Ashby Reach Tenant Management Organisation",
        ),
        (
            ("The Town Board of the Town of Ashby Heath met on Tuesday, July 4, 2023, at the Hall.",),
            "Town Board of the Town of Ashby Heath",
        ),
        (
            ("Regular Town Board MeetingThe Town Board of the Town of Ashby Heath met on July 4, 2023.",),
            "Town Board of the Town of Ashby Heath",
        ),
        (("MINUTES OF ASHBY PARISH ANNUAL MEETING", "4 July 2023"), "Ashby Parish Meeting"),
        (("ASHBY TOWN COUNCIL ANNUAL MEETING", "4 July 2023"), "Ashby Town Council"),
        (
            ("NOTICE OF A PUBLIC HEARING - ASHBY COUNTY COMMITTEE ON", "SCHOOL ORGANISATION - Vale District"),
            "Ashby County Committee on School Organisation",
        ),
        (("CITY COUNCIL OF ASHBY CITY COUNCIL CHAMBERS",), "City Council of Ashby"),
        (
            ("The July meeting of the Ashby Library Association was opened at the library by its Chairman, Cy Reed.",),
            "Ashby Library Association",
        ),
        (("THE COLLEGE SENATE OF ASHBY COLLEGE", "4 July 2023"), "College Senate of Ashby College"),
        (("ASHBY GOVERNORS’ MEETING", "4 July 2023"), "Ashby Governors"),
        (("Notes", "4 July 2023"), ""),
    ],
)
def test_the_body(title: tuple[str, ...], body: str) -> None:
    assert meeting(*title).body == body


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (("Angling Club", "Ashby Angling Club Minutes of General Meeting held at the mill"), "Ashby Angling Club"),
        (("Angling Club", "Welcome to Angling Club", "Minutes"), "Angling Club"),
        (("League of Growers in Ashshire: Family Day",), "League of Growers in Ashshire"),
        (
            ("A regular meeting of the Council of the Rural Municipality of No. 94 was held at Ashby on 3 May 2023.",),
            "Council of the Rural Municipality of No. 94",
        ),
        (
            ("ASHBY OWNERS’ ASSOCIATION Minutes of a Meeting of the Management Committee held as " + "so " * 20,),
            "Ashby Owners’ Association Management Committee",
        ),
        (("ASHBY UNIVERSITY", "of the 6th Meeting of the", "IX ACADEMIC COUNCIL"), "Ashby University Academic Council"),
        (("Board Meeting", "6 Board Members in attendance: Bea Lowe, Cy Reed"), "Board"),
        (("General Meeting", "Trustees Present", "Bea Lowe, Cy Reed"), ""),
        (("May Meeting", "Present: Bea Lowe", "Approval of minutes for the April Public Meeting at the mill."), ""),
    ],
)
def test_the_name_is_the_bodys_in_full_and_nothing_else(lines: tuple[str, ...], body: str) -> None:
    assert meeting(*lines, "1. Bridge", "It was agreed to wait.").body == body


def test_nobody_on_a_list_of_those_who_came_is_the_body() -> None:
    there = ("Present:", "Cy Reed, Bilton Growers Society", "Emma Lowe, Greater Ashby Authority", "Apologies")
    front = {"title": "Pond Transparency Panel - Minutes of the meeting"}
    assert meeting(*there, "1. Bridge", "It was agreed to wait.", front_matter=front).body == "Pond Transparency Panel"
    late = meeting(
        "Present: Cy Reed", "Bea Lowe", "Minutes of the meeting of Ashby Pond League", "1. Bridge", "Agreed."
    )
    assert late.body == "Ashby Pond League"


def test_what_is_told_of_another_body_is_not_who_met() -> None:
    report = "The Parks Committee met on Monday 3 July 2023 and asks for a new gate by the end of the year."
    items = ("1. Apologies", "None.", "2. Parks", report, "3. Close", "At nine.")
    assert meeting("Minutes of Ashby Parish Council", "4 July 2023", items=items).body == "Ashby Parish Council"


def test_the_body_from_front_matter_file_and_folder() -> None:
    assert (
        meeting("Minutes", front_matter={"title": "Ashby Parish Council minutes for May"}).body
        == "Ashby Parish Council"
    )
    assert meeting("Minutes", path="ashby-pc/2019-03.txt").body == "Ashby Parish Council"
    assert meeting("Minutes", path="2nd-ashby-scout-group/may-7.txt").body == "2nd Ashby Scout Group"
    assert meeting("Minutes", "Council Chamber, Low Street", path="ashby-town-jpc/may.txt").body == "Ashby Town JPC"
    assert meeting("Minutes", "Venue", "Ashby Vale Community Hub").body == ""
    assert meeting("Minutes", "Please note the change of venue", "Ashby Parish Council").body == "Ashby Parish Council"
    page = {"title": "Parks Committee - 3 June 2031 - Minutes | Borough of Ashby"}
    assert meeting("Parks Committee", front_matter=page).body == "Borough of Ashby, Parks Committee"


@pytest.mark.parametrize(
    ("title", "kind", "status"),
    [
        ("Draft minutes of the Ordinary Meeting", MeetingKind.ORDINARY, MeetingStatus.DRAFT),
        ("Regular Board Meeting Approved Minutes", MeetingKind.ORDINARY, MeetingStatus.APPROVED),
        ("Minutes of the Annual Parish Meeting", MeetingKind.ANNUAL, MeetingStatus.UNKNOWN),
        ("Minutes of the Extraordinary Meeting", MeetingKind.SPECIAL, MeetingStatus.UNKNOWN),
        ("Study Session Minutes UNAPPROVED", MeetingKind.WORKSHOP, MeetingStatus.DRAFT),
        ("Ashby Council Planning Committee Minutes", MeetingKind.COMMITTEE, MeetingStatus.UNKNOWN),
        ("Minutes", MeetingKind.UNKNOWN, MeetingStatus.UNKNOWN),
        ("March minutes approved, 3-0", MeetingKind.UNKNOWN, MeetingStatus.UNKNOWN),
    ],
)
def test_kind_and_status(title: str, kind: MeetingKind, status: MeetingStatus) -> None:
    found = meeting(title)
    assert (found.kind, found.status) == (kind, status)


def test_a_meeting_called_to_order_is_no_called_meeting() -> None:
    assert meeting("Minutes", "Pres. Oakes called the meeting to order").kind is MeetingKind.UNKNOWN


def test_words_in_the_business_tell_no_kind() -> None:
    items = ("1. Schools", "Special education and the annual budget were discussed at length.", "2. Close", "At nine.")
    assert meeting("Ashby Board of Education Minutes", items=items).kind == MeetingKind.UNKNOWN


def test_hints_override_what_the_text_says() -> None:
    document = plain("Ashby Parish Council", "4 July 2023", *ITEMS)
    hints = Hints(body="Bilton Parish Council", date="2020-01-02", kind="special", status="approved")
    (found,) = segment(document, hints=hints).meetings
    assert (found.body, found.date) == ("Bilton Parish Council", "2020-01-02")
    assert (found.kind, found.status) == (MeetingKind.SPECIAL, MeetingStatus.APPROVED)


def test_the_next_meeting() -> None:
    items = (*ITEMS, "4. Next meeting", "The next meeting will be on Tuesday 5 September.")
    assert meeting("Ashby Parish Council, 4 July 2023", items=items).next_meeting == "2023-09-05"


def two_meetings() -> Document:
    evening = (
        "1. Roof",
        "It was agreed to mend it.",
        "2. Green",
        "It was agreed to mow it.",
        "The meeting closed at 8 pm.",
    )
    build = Build()
    for title, day in (
        ("Annual Meeting of Ashby Parish Council", "9 May 2023"),
        ("Meeting of Ashby Parish Council", "13 June 2023"),
    ):
        build.put(f"Minutes of the {title} held on {day}").put("Present: Nora Oakes (Chair), Peter Ash")
        for line in evening:
            build.put(line, "list" if line[0].isdigit() else "paragraph")
        build.put("A word on the weather closed the evening, which had been a long one for all who came. " * 4)
    return build.doc()


def test_several_meetings_in_one_file() -> None:
    segmented = segment(two_meetings())
    assert [m.date for m in segmented.meetings] == ["2023-05-09", "2023-06-13"]
    assert segmented.meetings[0].end == segmented.meetings[1].start
    assert [m.kind for m in segmented.meetings] == [MeetingKind.ANNUAL, MeetingKind.UNKNOWN]
    for item in segmented.items:
        owner = next(m for m in segmented.meetings if m.id == item.meeting)
        assert owner.start <= item.start < item.end <= owner.end


PAGE = ("The pond was looked at by all who came, and its bank was found to be worn where the cows go down. " * 3,)


@pytest.mark.parametrize(
    ("titles", "days"),
    [
        (("Committee meeting 11 October 2023", "Committee meeting 13 September 2023"), ["2023-10-11", "2023-09-13"]),
        (
            ("May – Committee Meeting (25/04/2023)", "June – Committee Meeting (24/06/2023)"),
            ["2023-04-25", "2023-06-24"],
        ),
        (("Special Meeting May 2nd, 1913.", "Meeting of June 3rd, 1913.**"), ["1913-05-02", "1913-06-03"]),
    ],
)
@pytest.mark.parametrize(
    "opening", ["Present: Bea Lowe, Cy Reed", "The meeting was held at the mill.", "1. Chair’s report"]
)
@pytest.mark.parametrize("kind", ["heading", "paragraph"])
def test_titles_of_one_form_part_a_page_into_meetings(
    titles: tuple[str, str], days: list[str], opening: str, kind: str
) -> None:
    build = Build().put("Ashby Pond League")
    for title in titles if kind == "heading" else sorted(titles, key=lambda title: days[titles.index(title)]):
        build.put(title, kind).put(opening)
        for line in PAGE:
            build.put(line)
    segmented = segment(build.doc())
    assert [meeting.date for meeting in segmented.meetings] == (days if kind == "heading" else sorted(days))
    assert {meeting.body for meeting in segmented.meetings} == {"Ashby Pond League"}


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("Committee meeting 13 September 2023", "They were taken as read."),
        ("Minutes of the meeting on 13 September 2023", "Agreed."),
        ("Visit to the Bilton meeting 3 November 2023", "Present: Bea Lowe, Cy Reed"),
        ("The meeting on 3 November 2023 about cows", "Present: Bea Lowe, Cy Reed"),
        ("Committee meeting 11 October 2023", "Present: Bea Lowe, Cy Reed"),
        ("Next meeting: 8 November 2023", "1. Bea Lowe to ring the mill"),
        ("Committee meeting 8 November 2023", "Agenda|1. Apologies"),
    ],
)
def test_a_line_about_another_meeting_parts_no_page(line: str, below: str) -> None:
    build = Build().put("Committee meeting 11 October 2023", "heading").put("Present: Bea Lowe, Cy Reed")
    build.put(PAGE[0]).put(line, "heading")
    for printed in [*below.split("|"), PAGE[0]]:
        build.put(printed)
    assert [meeting.date for meeting in segment(build.doc()).meetings] == ["2023-10-11"]


def test_entries_of_a_minute_book_are_meetings_of_one_body() -> None:
    segmented = segment(
        plain(
            "ASHBY TOWN BOARD",
            "March 3, 1958. Board met at 7:30 in the schoolhouse. All present.",
            "Voted to draw orders for the month as the warrant has them, and to thank Mr. Oakes for the use of his ox.",
            "The bridge at Low Ford was talked of at length and left until the ice is out.",
            "Adj. 9:10.",
            "T. Marl, Clerk",
            "March 17, 1958. Board met at 7:30. Mr. Oakes absent.",
            "On April 2, 1958 the bridge will be looked at.",
            "Adj. 8:00.",
        )
    )
    assert [(meeting.body, meeting.date) for meeting in segmented.meetings] == [
        ("Ashby Town Board", "1958-03-03"),
        ("Ashby Town Board", "1958-03-17"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Friday 13th June 2031, 3pm, suits all present for coming together again.",
        "At the June 25, 2031 meeting the board met the engineer.",
        "April 29, 2031 First meeting of the sluice project",
    ],
)
def test_a_line_that_tells_of_another_day_opens_no_entry(line: str) -> None:
    about = "The weir was talked of at length, and left until the ice is out and somebody can be found to look at it."
    document = plain("Minutes of Ashby Town Board, May 3, 2031", about, about, "There was no further business.", line)
    assert len(segment(document).meetings) == 1


def test_two_meetings_of_one_evening() -> None:
    build = Build()
    for body in ("Ashby Parish Meeting", "Ashby Parish Council"):
        build.put(f"Minutes of the {body}, 9 May 2023").put("Present: Nora Oakes, Peter Ash")
        build.put("1. Roof", "list").put("It was agreed to mend it before the winter. " * 12)
        build.put("2. Green", "list").put("The meeting closed at 8 pm.")
    bodies = [m.body for m in segment(build.doc()).meetings]
    assert bodies == ["Ashby Parish Meeting", "Ashby Parish Council"]
    assert len({m.id for m in segment(build.doc()).meetings}) == 2


def test_annexes_after_the_close_are_left_out() -> None:
    build = Build().put("Minutes of the Ashby Water Board, 4 July 2023").put("Present: Nora Oakes, Peter Ash")
    for place in range(1, 6):
        build.put(f"{place}. Topic", "list").put("It was agreed, moved and seconded that the works be approved. " * 3)
    build.put("The meeting was adjourned at 9 pm.").put("Signed: ______________ Chair")
    build.put("INVESTMENT REPORT", page=2)
    for _ in range(60):
        build.put(
            "Yield to maturity of the portfolio rose while cash at bank fell over the quarter under review. " * 4,
            page=2,
        )
    segmented = segment(build.doc())
    assert segmented.document.text[segmented.meetings[0].end :].startswith("INVESTMENT REPORT")
    assert segmented.notes and "annexes" in segmented.notes[0]
    assert not any("portfolio" in s.text for s in segmented.statements)


def test_a_meeting_called_off_says_so() -> None:
    found = meeting(
        "Ashby Parish Council", "The meeting of 8 August 2023 was cancelled for want of business.", items=()
    )
    assert found.notes and "cancelled" in found.notes[0]


def test_draft_and_approved_have_one_id_and_other_days_another() -> None:
    draft = meeting("DRAFT", "Minutes of the meeting of Ashby Parish Council held on 4 July 2023", path="a/draft.txt")
    approved = meeting("Minutes of the meeting of ASHBY PARISH COUNCIL held on 4 July 2023", path="b/final.txt")
    other = meeting("Minutes of the meeting of Ashby Parish Council held on 5 September 2023", path="b/sept.txt")
    assert draft.id == approved.id != other.id


def test_meetings_without_a_date_are_told_apart_by_their_file() -> None:
    one, other = (meeting("Ashby Parish Council minutes", path=path) for path in ("a/one.txt", "a/other.txt"))
    assert one.id != other.id


def test_an_empty_document_has_no_meeting() -> None:
    assert segment(plain("")).meetings == ()


@pytest.mark.parametrize(
    ("told", "off"),
    [
        ("The meeting planned for May was cancelled because of snow.", True),
        ("The meeting was inquorate and nothing could be agreed.", True),
        ("Present: Ann Bell, Tom Reed. The meeting was inquorate; it was agreed to meet in June.", True),
        ("Present: Ann Bell, Tom Reed\nThe meeting of February had been postponed. It was agreed to wait.", False),
        ("Absent: Ann Bell. It was agreed that the meeting of 1 August 2023 is cancelled.", False),
        ("It was moved and agreed that the summer meeting be cancelled.", False),
        ("Call to order: 7 pm. Absent: Ann Bell. The May meeting was cancelled. It was agreed to wait.", False),
        ("Call to order: 7 pm. Absent: Ann Bell. The meeting was cancelled.", True),
        ("The meeting of 4 July 2023 was cancelled; it was agreed to wait.", True),
    ],
)
def test_a_meeting_with_people_and_acts_was_not_called_off(told: str, off: bool) -> None:
    [found] = segment(plain("Ashby Parish Council", "Minutes of 4 July 2023", *told.split("\n"))).meetings
    assert any(note.startswith("called off") for note in found.notes) is off
