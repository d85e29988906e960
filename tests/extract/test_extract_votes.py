import pytest
from matters_arising.extract import votes as vote
from matters_arising.models import Statement, StatementForm


def line(text: str, form: StatementForm = "sentence") -> Statement:
    return Statement("st-1", "mtg-1", "", 0, len(text), 1, text, form)


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("Carried 5-2.", "5-2"),
        ("The motion passed by a vote of 4 to 3.", "vote of 4 to 3"),
        ("It was agreed unanimously.", "unanimously"),
        ("Motion carried; 6:0", "6:0"),
        ("Marsh – aye, Ode – no, and Bell – aye.", "Marsh – aye, Ode – no, and Bell – aye"),
        ("5 Votes for the Proposal and 2 Abstentions.", "5 Votes for the Proposal and 2 Abstentions"),
        ("MOTION CARRIED 4-0-1 [AYES: Marsh, Ode].", "4-0-1"),
        ("Recorded Vote: FOR Marsh, Ode, Bell", "Recorded Vote: FOR Marsh, Ode, Bell"),
        ("DCC - No Parking Order - noted", ""),
        ("The sexton was paid £5-5-6", ""),
        ("The lease (pages 27-48) was read", ""),
        ("The lease was agreed.", ""),
    ],
)
def test_votes(text: str, votes: str):
    assert vote.votes(text) == votes


def test_a_roll_call_goes_on_over_its_lines():
    below = [line("That the hut be let.", "motion"), line("Yes: Marsh, Ode", "vote"), line("No: Bell", "vote")]
    assert vote.vote_below(below) == "Yes: Marsh, Ode No: Bell"


def test_the_count_is_the_vote_where_the_outcome_prints_it_behind_the_roll():
    below = [line("Aye: Marsh, Ode", "vote"), line("No: None", "vote"), line("Motion carried; 2:0", "outcome")]
    assert vote.vote_below(below) == "2:0"


def test_a_motion_without_a_vote_has_none():
    assert vote.vote_below([line("That the hut be let.", "motion"), line("The sun shone.")]) == ""


@pytest.mark.parametrize("text", ["The chair closed the meeting at 14:00.", "Doors open 19:30, with tea", "20:55"])
def test_a_time_of_day_is_no_vote(text: str) -> None:
    assert vote.votes(text) == ""


def test_a_count_with_a_colon_is_one() -> None:
    assert vote.votes("Carried 6:0.") == "6:0" and vote.votes("Carried (10:1)") == "10:1"
