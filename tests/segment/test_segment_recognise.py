"""Minutes or not: recall first."""

from __future__ import annotations

import pytest
from matters_arising.segment import recognise
from segment_build import plain

AGENDA = (
    "You are hereby summoned to the meeting of Ashby Parish Council",
    "AGENDA",
    "1. To receive apologies for absence",
    "2. To approve the minutes of the last meeting",
    "3. To consider the state of the bridge",
    "4. To confirm the date of the next meeting",
)


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Minutes of the meeting of Ashby Parish Council", "Present: Nora Oakes", "It was agreed to wait."),
        ("Ashby youth forum meeting notes", "We met at the mill, nine of us.", "Bea will ring the bus people."),
        ("Special Meeting Minutes", "AGENDA ITEM III-2", "The board met and the motion carried."),
        (
            "Nora Oakes: shall we begin?",
            "Peter Ash: yes.",
            "Nora Oakes: the bridge.",
            "Ann Bell: it leaks.",
            "Peter Ash: bridges do not.",
            "Present: Nora Oakes, Peter Ash",
        ),
        ("Report of the meeting of 11 April", "The Council have agreed to take the speed limit further."),
        ("Ashby Parish Council", "The meeting of 8 August was cancelled."),
        (
            "Annual Town Meeting, March 8th 1841",
            "Art. 1st. Chose Eben'r Oakes Moderator.",
            "Art. 2d. Voted to raise sixty dollars for the ferry.",
            "Art. 3d. Ordered, that the lane be laid out.",
        ),
        (
            "Ashby Tenants Meeting Minutes 4 July",
            "The minutes were agreed.",
            "- The mill pond is on the agenda",
            "- The bridge should be put back on the next agenda",
            "Oakes told us that the roof leaks, and wants to know who will mend it.",
        ),
        (
            "Ashby Safety Board",
            "Action Sheet",
            "1. Nora to ring the mill",
            "2. Ash to write",
            "People present",
            "N. Oakes",
        ),
        (
            "The June meeting of the ferry league was hosted by Mr Oakes at his house. The chair thanked him. "
            "Mrs Lowe said that the quay is worn. Mr Ash asked who would pay. Mr Fern spoke of the county. "
            "Mr Oakes replied and the chair explained the rules.",
        ),
        ("Pier league meeting", "Mr Oakes move for adoption of what was read and was supported by Mr Ash."),
        ("Meeting of the ferry district", "The Clerk called the special meeting to order at 9. Warden Ash is ill."),
        ("Meeting of the ferry district", "Warden Oakes nominated Warden Lowe for reeve. There was nobody else."),
        (
            "Ferry steering group",
            "Welcome and approval of agenda",
            "1. NO - Welcome, all.",
            "2. PA - I would like to add the bridge.",
            "3. NO - Fine, then to the vote.",
            "RES-3: Resolution: vote: 5-0 in favour - the bridge is added.",
            "4. PA - Thank you.",
            "5. NO - What of the ferry?",
            "6. PA - It leaks.",
            "RES-4: vote: 4-1 in favour - it is to be mended.",
        ),
        (
            "The Ferry Board met in regular session, Warden Oakes presiding.",
            "It was moved by Ash and seconded by Fern to pay the claims. All ayes, motion carried.",
            "It was moved by Fern and seconded by Ash to mend the slip. All ayes, motion carried.",
            "Copyright 2007 the Ferry Gazette. All Rights Reserved. No comments:",
        ),
        (
            "Agenda",
            "None",
            "{{ page.tally }} Members Present",
            "Nora Oakes",
            "Peter Ash",
            "Opened",
            ": {{ x }}",
            "Closed",
            ": 9",
        ),
        (
            "Ferry videoconference 4 July",
            ".. sidebar:: participants",
            "* Nora Oakes",
            "Agenda",
            "1) mend the slip",
            "2) paint the lamps",
            "2) paint the lamps",
            "Green, then. Peter looks for a painter.",
            "1) mend the slip",
            "It leaks. To be continued.",
        ),
        (
            *AGENDA,
            "Present: Nora Oakes",
            "Minutes",
            "1. It was resolved, seconded by Peter Ash and carried, to wait.",
            "2. The clerk reported that the roof leaks.",
            "The meeting was called to order at 7 and closed at 9.",
        ),
    ],
)
def test_minutes(paragraphs: tuple[str, ...]) -> None:
    verdict = recognise(plain(*paragraphs, path="a/paper.txt"))
    assert verdict.is_minutes, verdict.reason


@pytest.mark.parametrize(
    ("path", "paragraphs"),
    [
        ("a/agenda.txt", AGENDA),
        ("a/paper.txt", ("Ashby Council Minutes and Agenda for May", "1. Apologies", "2. To receive reports")),
        ("a/paper.txt", ("Ferry Board", "1. Roll call", "2. Slip, lamps and Quay", "3. Any other business")),
        ("a/paper.txt", (*AGENDA, "Present:", "5. Close", "The hall is open from 6 and closed on Sunday.")),
        ("a/paper.txt", (*AGENDA, "Participants:", "Ferry Board", "1. Mend the slip", "2. Paint lamps", "Ferry Board")),
        ("a/paper.txt", ("At present the mill stands empty.", "Plans to present", "To present: the mill and its pond")),
        ("a/LICENSE", ("Permission is hereby granted, free of charge, to any person obtaining a copy.",)),
        (
            "a/terms.txt",
            (
                "Copyright the Ferry Board. All rights reserved.",
                "The holder is not liable, even if advised of the possibility or informed of it; it is void.",
                "Whoever reported a fault is thanked. No motion carried.",
            ),
        ),
        (
            "a/README.md",
            ("City Council Minutes", "This project transcribes the minutes, which were approved and signed."),
        ),
        (
            "a/report.txt",
            ("Warm spaces: report of the officer", "Twelve spaces opened in winter. Costs were met by grants."),
        ),
        (
            "a/news.txt",
            (
                "Ferry news: the annual meeting will be held in May at the mill",
                "Mrs Lowe said that the quay is worn. Mr Ash asked who would pay. Mr Fern spoke of the county.",
                "Mr Oakes replied that it is too early, and Mrs Fern mentioned the nominated steward.",
            ),
        ),
        (
            "a/policy.txt",
            ("Policy on the chair of a meeting", "Who holds the chair may call the meeting to order.", "PA - a member"),
        ),
        ("a/list.txt", ("Meeting places", "NO - north", "SO - south", "EA - east", "WE - west", "NE - north east")),
        ("a/gone.html", ("Page not found", "The minutes of the meeting may have been moved.")),
        ("a/empty.txt", ("",)),
    ],
)
def test_other_papers(path: str, paragraphs: tuple[str, ...]) -> None:
    verdict = recognise(plain(*paragraphs, path=path))
    assert not verdict.is_minutes
    assert verdict.reason
