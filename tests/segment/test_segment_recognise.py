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
        ("a/LICENSE", ("Permission is hereby granted, free of charge, to any person obtaining a copy.",)),
        (
            "a/README.md",
            ("City Council Minutes", "This project transcribes the minutes, which were approved and signed."),
        ),
        (
            "a/report.txt",
            ("Warm spaces: report of the officer", "Twelve spaces opened in winter. Costs were met by grants."),
        ),
        ("a/gone.html", ("Page not found", "The minutes of the meeting may have been moved.")),
        ("a/empty.txt", ("",)),
    ],
)
def test_other_papers(path: str, paragraphs: tuple[str, ...]) -> None:
    verdict = recognise(plain(*paragraphs, path=path))
    assert not verdict.is_minutes
    assert verdict.reason
