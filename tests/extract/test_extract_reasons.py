"""Why a thing waits: how far the clause goes that says so, and whose reason it is."""

from __future__ import annotations

import pytest
from matters_arising.extract.reason_codes import reason_code
from matters_arising.extract.reasons import reason_in


@pytest.mark.parametrize(
    ("text", "why"),
    [
        # who opens the main clause need be no pronoun
        ("As nobody was there from the yard Una Tarn will ask in June.", "As nobody was there from the yard"),
        ("With a lack of keyholders the yard rules will be voted on in June.", "With a lack of keyholders"),
        (
            "As the slip would be let by the Trust this matter will be on the agenda.",
            "As the slip would be let by the Trust",
        ),
        # what it is because of need have no verb
        ("The item was deferred because of the frost.", "because of the frost"),
        ("Because of the frost, the item was deferred.", "Because of the frost"),
        ("Again because of the frost this matter is being deferred.", "because of the frost"),
        ("Because of the frost and the long agenda this item was put off.", "Because of the frost and the long agenda"),
        ("In view of the late hour it was agreed to defer the item.", "In view of the late hour"),
        ("It was deferred because of", ""),
        ("Measures such as humps and cameras were discussed and deferred to May.", ""),
        # a clause without a subject has that of the one before
        (
            "The smith who makes the signs is ill and will be unable to finish them; the board will wait.",
            "The smith who makes the signs is ill and will be unable to finish them",
        ),
        # what is to be done first, without what comes then
        ("As the beam is yet to be tested and a decision made in May, it waits.", "As the beam is yet to be tested"),
        # what follows from it need be no whole sentence
        ("Una Tarn not at the meeting so discussion deferred to June", "Una Tarn not at the meeting"),
        # an aim
        ("Ms Orr moved to continue the item so a sample can be hung.", "so a sample can be hung"),
        # what it turns on
        ("The lease is dependent on the yard's answer.", "The lease is dependent on the yard's answer"),
        ("The grant depended on the Trust.", "The grant depended on the Trust"),
        ("The signs are a good idea however some details need to be settled.", "some details need to be settled"),
        # a clause with a verb of its own
        ("The rules come back in June as the panel suggested changes.", "as the panel suggested changes"),
    ],
)
def test_how_far_a_reason_goes(text: str, why: str) -> None:
    assert reason_in(text) == why


def test_what_is_put_on_an_agenda_is_what_stands_before() -> None:
    before = "Una Tarn had not found a price for the slip."
    assert reason_in("ACTION: Clerk to place on the May agenda.", before) == before.rstrip(".")
    assert reason_in("ACTION: Clerk to place the ferry lease on the May agenda.", before) == ""


def test_what_is_announced_as_the_reason_follows() -> None:
    why = "To hear the yard about its moorings"
    assert reason_in("RESOLVED: That the item be DEFERRED for the following reason:", after=f"{why}.") == f"{why}."
    assert reason_in("That the item be DEFERRED.", after=f"{why}.") == ""


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("This topic will be discussed further in June.", "Una to have the slip swept as it is slippery."),
        ("This list will be looked at again in June.", "Ned Roach is trying to obtain a second price for the slip."),
        ("Discuss the yard rules", "Read the slip rules again to ensure they hold"),
        ("Deferred, therefore no vote was taken.", "Upper Lock petition."),
    ],
)
def test_why_somebody_does_a_thing_and_a_title_are_no_reason_for_the_next_sentence(text: str, before: str) -> None:
    assert reason_in(text, before) == ""


def test_why_it_could_not_be_dealt_with_is_one() -> None:
    before = "The yard could not be asked because it was shut."
    assert reason_in("This topic will be discussed further in June.", before) == "because it was shut"


@pytest.mark.parametrize(
    "text",
    [
        "Weir – nothing to report.",
        "No further news.",
        "There was no further information.",
        "No update was available on the lease of the weir.",
        "Nothing new to be reported.",
        "Action: None, item was postponed.",
    ],
)
def test_that_there_is_no_news_does_not_say_why(text: str) -> None:
    assert not reason_in(text)


@pytest.mark.parametrize("why", ["No update from the county", "No report has been issued", "No reply has come yet"])
def test_whose_word_is_wanting_does(why: str) -> None:
    assert reason_in(f"{why}.") == why


def test_what_they_would_not_do_yet_is_one() -> None:
    why = "Members were unwilling to spend that sum before knowing what the county asks"
    assert reason_in(f"{why}, and the weir was held over.") == why


@pytest.mark.parametrize("said", ["The weir was not reached.", "Nor was the weir."])
def test_what_was_not_reached_waits_for_the_hour_told_before_it(said: str) -> None:
    assert reason_in(said, "By now it was past ten o’clock.") == "By now it was past ten o’clock"
    assert reason_code("By now it was past ten o’clock") == "time"
    assert reason_in(said, "At ten o’clock the clerk spoke of otters.") != "At ten o’clock the clerk spoke of otters"
