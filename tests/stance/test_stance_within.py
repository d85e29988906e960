"""Shared work and asking are stances only where another party than the body is named, or may be meant."""

from typing import Any, Literal

import numpy as np
import pytest
from matters_arising.documents import read
from matters_arising.ids import sha256_of
from matters_arising.models import Participant, Segmented, Source
from matters_arising.segment import segment
from matters_arising.stance.classify import classify
from matters_arising.stance.within import Household, stays_within
from matters_arising.vocab import StanceLabel

COUNCIL = "Saltby Parish Council"
SHARED, ASKED = StanceLabel.COLLABORATIVE, StanceLabel.CONSULTATIVE


def within(
    text: str,
    label: StanceLabel = SHARED,
    *,
    before: str = "",
    body: str = COUNCIL,
    present: tuple[str, ...] = ("Joan Oddy", "Peter Tarn"),
    visitors: tuple[str, ...] = (),
    organisations: tuple[str, ...] = (),
) -> bool:
    listed: tuple[tuple[str, Literal["present", "in-attendance"], str], ...] = (
        *((name, "present", "") for name in present),
        *((name, "in-attendance", "") for name in visitors),
        *((f"Ann {name}", "present", name) for name in organisations),
    )
    people = tuple(Participant(name, attendance=how, organisation=of) for name, how, of in listed)
    return stays_within(label, text, before, Household(body, people))


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Oddy offered to help the Clerk with the mailing.",
        "JO and PT to draw up the terms.",
        "Mrs Oddy offered to help Peter Tarn with the mailing at Wexcombe.",
        "Councillors agreed to assist with the recycling of the paper.",
        "Harbour Working Group",
    ],
)
def test_what_the_bodys_own_do_for_each_other_is_shared_with_nobody(text: str) -> None:
    assert within(text)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("Mrs Oddy will clear the slip with the Sailing Club.", ""),
        ("Mrs Oddy will clear the slip with residents.", ""),
        ("Mrs Oddy will clear the slip with Jan Bream.", ""),  # a name that is on no list
        ("Mrs Oddy will clear the slip with the wardens.", ""),  # people of a kind
        ("Mrs Oddy will clear the slip in a joint effort.", ""),
        ("Mrs Oddy agreed to take part.", ""),  # in what others do
        ("The Borough Council and the Parish Council will clear the slip.", ""),
        ("Mrs Oddy will clear it with them.", "The Sailing Club had a boat."),
        ("The Clerk and Mrs Oddy will draw up the terms.", "The Harbour Authority had written."),
        ("We will clear the slip together.", ""),  # a visitor may speak
        ("We worked with the Council to clear the slip.", ""),
        ("She will share the plans with the Council.", ""),
        ("Members of the Sailing Club will help the Clerk.", ""),
        ("Mrs Oddy would join the show committee.", ""),
        ("They will do it together.", ""),  # nobody is named
    ],
)
def test_in_doubt_somebody_is_an_outsider(text: str, before: str) -> None:
    assert not within(text, before=before)


@pytest.mark.parametrize(
    "text",
    [
        "The Chairman asked members for their views.",
        "The Chairman invited councillors to comment on the plans of the Harbour Authority.",
        "Councillors were asked to pass their views to the Clerk.",
        "JO shared a draft with members.",
        "He asked the Council for comments on the draft.",
    ],
)
def test_asking_its_own_members_is_no_consultation(text: str) -> None:
    assert within(text, ASKED)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("The Harbour Authority asked councillors for their views.", ""),
        ("The Council has been asked to comment on the plans.", ""),  # by another: its own need not be told so
        ("The Council's views were sought.", ""),
        ("The Chairman asked members to collect the views of residents.", ""),
        ("A consultation is open and the Clerk will send it to members.", ""),
        ("He asked the Council for comments on the draft.", "Inspector Bream of the Harbour Police had come."),
    ],
)
def test_who_asks_from_outside_consults(text: str, before: str) -> None:
    assert not within(text, ASKED, before=before)


def test_a_visitor_is_no_member() -> None:
    assert within("Mrs Oddy and Mr Bream will draw up the terms.", present=("Joan Oddy", "Jan Bream"))
    assert not within("Mrs Oddy and Mr Bream will draw up the terms.", present=("Joan Oddy",), visitors=("Jan Bream",))


def test_members_who_stand_for_other_bodies_share_work_among_themselves() -> None:
    text = "The Chair and Peter Tarn will draw up the terms."
    assert within(text, body="Saltby Harbour Board")
    assert not within(text, body="Saltby Harbour Partnership Board")
    assert not within(text, body="Saltby Harbour Board", organisations=("Coastguard", "Sailing Club"))


def test_the_members_of_a_society_are_many_and_no_committee() -> None:
    assert not within("The Chairman asked all members for their views.", ASKED, body="Saltby Bellringers' Society")
    assert within("The Chairman asked the committee for its views.", ASKED, body="Saltby Bellringers' Society")


def test_what_is_done_alone_names_no_other() -> None:
    assert not within("The Council settled it alone.", StanceLabel.UNILATERAL)


class SureJudge:
    """Says of every statement that it is shared work."""

    labels = ("collaborative", "consultative", "unilateral")
    thresholds = np.array([0.5, 0.5, 0.5])
    generator = "test"

    def chances(self, segmented: Segmented) -> Any:
        return np.tile([0.9, 0.1, 0.1], (len(segmented.statements), 1))


def test_the_judge_is_not_heard_where_all_stays_within() -> None:
    text = (
        "# Saltby Parish Council\n\nMinutes of the meeting of Saltby Parish Council held on 2 May 2024\n\n"
        "Present: Cllr Joan Oddy, Cllr Peter Tarn\n\n## 1. Slipway\n\n"
        "Cllr Oddy offered to help Cllr Tarn with the mailing. Cllr Oddy will clear the slip with the Sailing Club.\n"
    )
    data = text.encode()
    found = classify(segment(read(Source("a.md", data, sha256_of(data)))), model=SureJudge())
    quotes = [one.quote for one in found]
    assert "Cllr Oddy will clear the slip with the Sailing Club." in quotes
    assert "Cllr Oddy offered to help Cllr Tarn with the mailing." not in quotes
