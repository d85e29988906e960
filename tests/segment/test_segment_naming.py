"""An archive's names of bodies drawn together, and versions of one meeting."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.models import Meeting, Participant
from matters_arising.segment import body_key, harmonise, same_meeting
from matters_arising.vocab import MeetingKind, MeetingStatus


def meeting(body: str, date: str, folder: str = "ashby") -> Meeting:
    return Meeting(
        f"mtg-{body}-{date}", body, date, MeetingKind.UNKNOWN, MeetingStatus.UNKNOWN, f"{folder}/{date}.txt", 0, 1
    )


def names(*bodies: tuple[str, str], folder: str = "ashby") -> list[str]:
    return [m.body for m in harmonise([meeting(body, date, folder) for body, date in bodies])]


def company(body: str, date: str, *people: str) -> Meeting:
    return replace(meeting(body, date), participants=tuple(Participant(name) for name in people))


def monthly(body: str, year: int, months: range = range(1, 7)) -> list[tuple[str, str]]:
    return [(body, f"{year}-{month:02d}-05") for month in months]


@pytest.mark.parametrize(
    "variant",
    [
        "ASHBY PARISH COUNCIL",
        "The Ashby Parish-Council",
        "Ashby Parrish Council",
        "Ashbey Parish Council",
        "APC",
        "ofAshby ParishCouncil",
    ],
)
def test_spelling_case_and_acronyms_become_the_usual_name(variant: str) -> None:
    found = names(*monthly("Ashby Parish Council", 2019), (variant, "2019-08-05"))
    assert set(found) == {"Ashby Parish Council"}


def test_a_village_whose_name_ends_in_that_of_the_next_is_another() -> None:
    both = [*monthly("Offord Parish Council", 2019), *monthly("Ford Parish Council", 2019)]
    assert set(names(*both)) == {"Offord Parish Council", "Ford Parish Council"}


def test_ids_stay_and_the_order_given_is_kept() -> None:
    given_meetings = [meeting("ASHBY PC", "2019-02-05"), meeting("Ashby Parish Council", "2019-01-05")]
    assert [(m.id, m.date) for m in harmonise(given_meetings)] == [(m.id, m.date) for m in given_meetings]


def test_a_name_left_short_or_left_out_is_the_folders_one_body() -> None:
    full = monthly("Ashby Water District Board of Directors", 2019)
    assert set(names(*full, ("Board", "2019-08-05"), ("", "2019-09-05"), ("Ashby Water District", "2019-10-05"))) == {
        "Ashby Water District Board of Directors"
    }


def test_minutes_that_name_nobody_are_those_of_the_only_body_beside_them() -> None:
    assert names(("Ashby Bowls Club", "2019-08-05"), ("", "2019-09-05")) == ["Ashby Bowls Club"] * 2
    assert names(("", "2019-09-05"), ("Board", "2019-08-05"), ("Board", "2019-10-05")) == ["Board"] * 3
    crowd = ("", "2019-09-05"), ("", "2019-10-05")
    assert names(("Ashby Bowls Club", "2019-08-05"), *crowd)[1:] == ["", ""]
    assert names(("Ashby Bowls Club", "2019-08-05"), ("Ashby Green Trust", "2019-10-05"), crowd[0])[-1] == ""


def test_minutes_that_name_nobody_are_anothers_where_nobody_came_to_both() -> None:
    named = company("Ashby Bowls Club", "2019-08-05", "Lowe", "Reed", "Marl")
    others, same = company("", "2019-09-05", "Fern", "Oakes", "Ash"), company("", "2019-09-05", "Fern", "Oakes", "Reed")
    assert [m.body for m in harmonise([named, others])] == ["Ashby Bowls Club", ""]
    assert [m.body for m in harmonise([named, same])] == ["Ashby Bowls Club", "Ashby Bowls Club"]


def test_a_folder_of_two_bodies_lends_its_name_to_nobody() -> None:
    two = [*monthly("Ashby Parish Council", 2019), *monthly("Bilton Parish Council", 2019)]
    assert names(*two, ("", "2019-08-05"), ("Parish Council", "2019-09-05"))[-2:] == ["", "Parish Council"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ashby Parish Council", "Ashby Parish Council Planning Committee"),
        ("Ashby Parish Council", "Ashby Parish Meeting"),
        ("Ashby School Governors", "Ashby School Governors, Finance Committee"),
        ("Ashby Ward 4 Forum", "Ashby Ward 5 Forum"),
        ("Ashby Parish Council", "Great Ashby Parish Council"),
        ("Ashby Parish Council", "Ashby Magna Parish Council"),
    ],
)
def test_two_bodies_stay_two(one: str, other: str) -> None:
    assert set(names(*monthly(one, 2019), *monthly(other, 2019))) == {one, other}


def test_a_body_that_changed_its_name_is_one() -> None:
    found = names(
        *monthly("Ashby Parish Council", 2017), *monthly("Ashby and Bilton Parish Council", 2018, range(1, 5))
    )
    assert set(found) == {"Ashby Parish Council"}


def test_the_short_name_that_a_folder_gives_is_that_of_the_fuller_one_printed_in_it() -> None:
    printed = monthly("Ashby Drainage Commissioners", 2019)
    filed, at_once = ("Ashby Commissioners", "2016-10-05"), ("Ashby Commissioners", "2019-03-25")
    assert set(names(*printed, filed, folder="ashby-commissioners")) == {"Ashby Drainage Commissioners"}
    assert len(set(names(*printed, filed, folder="ashby"))) == 2  # printed, for the folder does not say it
    assert len(set(names(*printed, at_once, folder="ashby-commissioners"))) == 2
    assert (
        len(set(names(*printed, ("Ashby Pier Commissioners", "2016-10-05"), filed, folder="ashby-commissioners"))) == 3
    )


@pytest.mark.parametrize("longer", ["Long Ashby Parish Council", "Ashby Magna Parish Council"])
def test_a_name_with_a_word_more_is_another_bodys_where_nobody_came_to_both(longer: str) -> None:
    many = [company(longer, f"2019-0{m}-05", "Mr Orrin", "Mrs Quill", "A Sedge") for m in range(1, 6)]
    few = company("Ashby Parish Council", "2016-10-05", "Mr Pike", "Mrs Roach", "A Tench")
    filed = [replace(one, document=f"ashby-parish-council/{one.date}.txt") for one in (*many, few)]
    assert len({m.body for m in harmonise(filed)}) == 2
    alike = replace(filed[-1], participants=filed[0].participants)
    assert len({m.body for m in harmonise([*filed[:-1], alike])}) == 1


@pytest.mark.parametrize(
    "sub", ["Ashby Council Parks Committee", "Ashby Council Finance Panel", "Parks Committee of Ashby Council"]
)
def test_a_folders_name_is_not_that_of_a_committee_printed_in_it(sub: str) -> None:
    found = names(*monthly(sub, 2019), ("Ashby Council", "2016-10-05"), folder="ashby-council")
    assert set(found) == {sub, "Ashby Council"}


def test_a_name_that_ends_alike_is_one_body_where_the_same_people_came() -> None:
    usual = [
        company("Residents Quarry Panel", f"2019-0{m}-05", "Mr J Orrin", "Mrs Quill", "A Sedge") for m in range(1, 6)
    ]
    same = company("Ashby Quarry Panel", "2019-06-05", "Mr Orrin", "Mrs E. Quill", "Ann Sedge", "Dr Fell")
    strangers = company("Ashby Quarry Panel", "2019-06-05", "Mr Pike", "Mrs Roach", "A Tench", "Dr Fell")
    at_once = replace(same, date="2019-05-20")
    assert len({m.body for m in harmonise([*usual, same])}) == 1
    assert len({m.body for m in harmonise([*usual, strangers])}) == 2
    assert len({m.body for m in harmonise([*usual, at_once])}) == 2


def test_two_working_groups_of_the_same_people_stay_two() -> None:
    people = ("Mr Orrin", "Mrs Quill", "Ann Sedge")
    parks = [company("Parks Working Group", f"2019-0{m}-05", *people) for m in range(1, 6)]
    bypass = company("Bypass Working Group", "2019-06-05", *people)
    assert len({m.body for m in harmonise([*parks, bypass])}) == 2


def test_the_same_key_in_two_folders_is_spelled_one_way() -> None:
    meetings = [
        meeting("ASHBY PARISH COUNCIL", "2019-01-05", "a"),
        *(meeting("Ashby Parish Council", f"2019-0{m}-05", "b") for m in (2, 3)),
    ]
    assert {m.body for m in harmonise(meetings)} == {"Ashby Parish Council"}


def test_keys_fold_what_spelling_varies() -> None:
    assert body_key("Residents' Association of Ashby") == body_key("RESIDENTS’ ASSOCIATION ASHBY")
    assert body_key("Ashby Residents'association") == body_key("Ashby Residents' Association")
    assert body_key("Board of Director's") == body_key("Board of Directors")


BODIES = st.sampled_from(
    [
        "Ashby Parish Council",
        "ASHBY PARISH COUNCIL",
        "Ashby Parsh Council",
        "Board",
        "",
        "Bilton Water Board",
        "Ashby Parish Council, Finance Committee",
        "APC",
    ]
)


@given(st.lists(st.tuples(BODIES, st.integers(1, 12), st.sampled_from("ab")), max_size=14), st.randoms())
@settings(max_examples=60, deadline=None)
def test_order_does_not_matter_and_a_second_time_changes_nothing(
    drawn: list[tuple[str, int, str]], shuffler: random.Random
) -> None:
    meetings = [
        replace(meeting(body, f"2019-{month:02d}-05", folder), id=f"mtg-{place}")
        for place, (body, month, folder) in enumerate(drawn)
    ]
    first = {m.id: m.body for m in harmonise(meetings)}
    shuffled = list(meetings)
    shuffler.shuffle(shuffled)
    assert {m.id: m.body for m in harmonise(shuffled)} == first


def test_versions_of_one_meeting_are_told_from_two_meetings() -> None:
    draft = " ".join(f"Item {n}: it was agreed that matter number {n} be looked into by clerk {n}." for n in range(20))
    approved = draft.replace("matter number 7", "matter number seven").replace("DRAFT", "") + " Signed by the chair."
    other = " ".join(f"Under head {n} the board heard officer {n} on scheme {n} and thanked her." for n in range(20))
    assert same_meeting(draft, approved) and same_meeting(approved, draft)
    assert not same_meeting(draft, other)
    assert not same_meeting(draft, "")
    short = " ".join(draft.split()[:60]) + " The tender was opened and the lowest was taken by all present."
    assert same_meeting(short, draft) and not same_meeting(short, draft, whole=True)
    assert same_meeting(draft, approved, whole=True)
