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
        ("VOTE: 6/1 AYES: MARSH, ODE", "6/1"),
        ("A vote of 2/3 is needed.", ""),
        ("Marsh – aye, Ode – no, and Bell – aye.", "Marsh – aye, Ode – no, and Bell – aye"),
        ("5 Votes for the Proposal and 2 Abstentions.", "5 Votes for the Proposal and 2 Abstentions"),
        ("MOTION CARRIED 4-0-1 [AYES: Marsh, Ode].", "4-0-1"),
        ("Recorded Vote: FOR Marsh, Ode, Bell", "Recorded Vote: FOR Marsh, Ode, Bell"),
        ("DCC - No Parking Order - noted", ""),
        ("The sexton was paid £5-5-6", ""),
        ("The lease (pages 27-48) was read", ""),
        ("The lease was agreed.", ""),
        ("4 Yes and 1 No with 2 abstaining, by simple majority it is granted.", "4 Yes and 1 No with 2 abstaining"),
        ("Carried with 3 Aye votes and 1 No vote (Marsh).", "3 Aye votes and 1 No vote"),
        ("Carried 5 ayes, 1 no (Marsh), 0 absent on a roll call: Ode – yes", "5 ayes, 1 no (Marsh), 0 absent"),
        ("It was lost, one for and five against.", "one for and five against"),
        ("The Senate read Proposal 13-02, A Plan for Tar.", ""),
        ("Voting results: For: 7, Against: 0", "For: 7, Against: 0"),
        ("Yes 3 No 0 Abstain 0", "Yes 3 No 0 Abstain 0"),
        ("The lane is closed for 12, against 5 last year.", ""),
        ("Motion passed 5 to 0.", "5 to 0"),
        ("Passes with 6 votes.", "6 votes"),
        ("The ferry passed 5 boats.", ""),
        ("Vote: 4-0 in favour, Ode abstained", "4-0 in favour"),
        ("Ode - 6 in favor", "6 in favor"),
        ("3 votes in favor (Ode abstains)", "3 votes in favor"),
        ("6 in favour of the plan wrote letters.", ""),
        ("Ayes all, motion carried.", "Ayes all"),
        ("Accepted by a show of hands.", "by a show of hands"),
        ("Approved by unanimous consent.", "unanimous consent"),
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


def test_what_was_agreed_in_the_debate_of_a_motion_has_not_its_vote():
    below = [line("It was agreed, if the punt is his, that he may tar it."), line("The motion passed 3-0.")]
    assert vote.vote_below(below) == ""
    below = [line("That it was agreed to tar the punt."), line("All agreed.", "vote")]
    assert vote.vote_below(below) == "All agreed"
    below = [line("Moved by Marsh that it be agreed to tar the punt."), line("The motion passed 3-0.")]
    assert vote.vote_below(below) == "3-0"
    below = [line("There was no second, so the motion failed."), line("Motion carried 3-0.")]
    assert vote.vote_below(below) == ""
