import pytest
from matters_arising.extract import errands
from matters_arising.models import Statement, StatementForm


def statement(text: str, *, owner: str = "", due: str = "", form: StatementForm = "sentence") -> Statement:
    return Statement("st-1", "mtg-1", "", 0, len(text), 1, text, form, owner=owner, due=due)


def test_the_action_column_owns_the_action():
    assert errands.owner(statement("Write to the landlord.", owner="NO")) == "NO"


def test_a_column_of_movers_and_votes_names_no_owner():
    assert errands.owner(statement("Write to the landlord.", owner="NO, PQ Carried")) == ""


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Tom has found a glazing company willing to look at it.", ""),
        ("Ms Orr is to write a note for plot owners to keep.", "Ms Orr"),
        ("The note is for the boat club committee to read and keep.", ""),
        ("It was agreed to leave it for now and that staff will bring it back.", "staff"),
        ("Ms Orr moved to direct staff to write to the mill.", "staff"),
        ("A second consultant is to look at it.", "consultant"),
        ("Kit O’ Hare to write to the mill.", "Kit O’ Hare"),
    ],
)
def test_the_end_of_the_name_of_a_thing_owns_nothing(text: str, owner: str) -> None:
    assert errands.owner(statement(text)) == owner


@pytest.mark.parametrize(
    ("text", "owner", "due"),
    [
        ("The Clerk to write to County Highways by the end of June.", "The Clerk", "the end of June"),
        ("The Board directed the General Manager to return with costs.", "the General Manager", ""),
        ("Potholes to be reported.", "", ""),
    ],
)
def test_owner_and_due(text: str, owner: str, due: str):
    assert (errands.owner(statement(text)), errands.due(statement(text))) == (owner, due)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Ms Orr told Mr Bell that she would ask the landlord.", "Ms Orr"),
        ("CLERK TO GET A PRICE FOR THE GATE", "CLERK"),
        ("(NO) – order the bulbs.", "NO"),
        ("Chairs to be stacked in the loft by Mr K Thorn.", "Mr K Thorn"),
        ("The company will renew the fence.", "The company"),
        ("We will write again.", "We"),
    ],
)
def test_an_errand_has_its_owner_however_it_is_printed(text: str, owner: str):
    assert errands.owner(statement(text)) == owner


def test_he_is_who_was_last_named():
    errand = statement("He will bring prices.")
    assert errands.owner(errand, ["The hall was cold.", "Mr Thorn had asked two firms."]) == "Mr Thorn"
    assert errands.owner(errand, ["The hall was cold."]) == ""


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Members were cross and requested that the Clerk write to the ferry company.", "the Clerk"),
        ("It was agreed that Ms Orr, with the help of the scouts, would paint the hut.", "Ms Orr"),
        ("A price had come from Mill Lane to the green, the Warden to chase the firm.", "the Warden"),
        ("The Warden to ask Marsh Rangers requesting visitors to shut the gate.", "The Warden"),
        ("Fewer lorries in Oxen Lane, Drovers will look again at the route.", "Drovers"),
        ("If the County need a witness Mr Thorn agreed to go.", "Mr Thorn"),
        ("Mr Thorn did not know the price but would find out.", "Mr Thorn"),
        ("The bench was broken and TQ was tasked with mending it.", "TQ"),
        ("the farmer had agreed to clear the ditch", "the farmer"),
        ("Notice Boards RB to find a joiner.", "RB"),
        ("Ambleton Bowling club would lend the tent.", "Ambleton Bowling club"),
        ("Write to Mill Lane Surgery.", ""),
        # who is behind a preposition is no doer
        ("A call will be made on Kim Vale-Price to make sure of the hall.", ""),
    ],
)
def test_the_owner_is_the_subject_of_the_errand(text: str, owner: str):
    assert errands.owner(statement(text)) == owner


def test_a_column_for_several_errands_yields_to_the_sentence_that_names_one_of_them():
    assert errands.owner(statement("NO to order bulbs.", owner="NO/TQ")) == "NO"
    assert errands.owner(statement("Mr Vale to order bulbs.", owner="NO/TQ")) == "Mr Vale"
    assert errands.owner(statement("It was agreed that Mr Vale should be thanked.", owner="NO/TQ")) == "NO/TQ"


def test_a_bare_errand_behind_says_whose_it_is():
    asked = statement("Could a timetable be printed in the newsletter.")
    assert errands.owner(asked, after="The Clerk to look into it.") == "The Clerk"


@pytest.mark.parametrize(
    ("text", "after", "owner", "due"),
    [
        ("14/2031 Tell the bank of the new signatories Clerk asap", "", "Clerk", "asap"),
        ("14/2031 Find a course on fire drills", "Bursar 01/03/2031", "Bursar", "01/03/2031"),
        ("Drama visit (Jo Bellow/Sam Orrin) -", "Date to be agreed", "Jo Bellow/Sam Orrin", "Date to be agreed"),
    ],
)
def test_a_row_of_an_actions_table_ends_in_who_and_by_when(text: str, after: str, owner: str, due: str):
    row = statement(text, form="heading")
    assert (errands.owner(row, after=after), errands.due(row, after)) == (owner, due)


@pytest.mark.parametrize(
    ("after", "due"),
    [
        ("Due: March", "March"),
        ("Deadline - End of May 2031.", "End of May 2031"),
        ("Due: the boat club", "a later meeting"),
    ],
)
def test_the_line_below_may_say_by_when(after: str, due: str):
    assert errands.due(statement("Action: Ms Orr to show it at a later meeting."), after) == due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Ms Orr to write up the walk once the dates are known.", "once the dates are known"),
        ("Ms Orr to ask when the gate was shut.", ""),
        ("The warden to bring prices to the next meeting.", "the next meeting"),
        ("Ms Orr agreed to attend future talks and arrange a site meeting.", ""),
        ("Staff will come back at the August Regular Board Meeting, with costs.", "the August Regular Board Meeting"),
        ("The warden to look again in a couple of weeks.", "in a couple of weeks"),
        ("Ms Orr will ask for prices in March of 2031.", "March of 2031"),
        ("By May 6, each boat is to be tarred by its owner.", "May 6"),
        ("Ms Orr to tar the slip [due 2031-05-11].", "2031-05-11"),
        ("Ms Orr will send the count (due end May).", "end May"),
        ("Ms Orr to bring the bills out at the beginning of May.", "the beginning of May"),
        ("Ms Orr will ring the mill tomorrow for a price.", "tomorrow"),
        ("Ms Orr to see what rent is due to the mill.", ""),
        # which thing it is
        ("Ms Orr to look into the bill for March tar.", ""),
        ("Ms Orr to write on tar for the March newsletter.", ""),
        ("Ms Orr to be asked to future Weir agenda talks.", ""),
        ("Ms Orr to attend the Weir Board meetings.", ""),
        ("Ms Orr to work with the mill on a rowing workshop.", ""),
        ("Ms Orr to show it at a later workshop.", "a later workshop"),
        ("Ms Orr to write for the site telling of the rowing workshop.", ""),
        ("Ms Orr to ask all about the plan before the May meeting.", "the May meeting"),
        ("Ms Orr to bring it to the next Council agenda.", "the next Council agenda"),
        # when it was, or will be used, and not by when it is to be done
        ("Ms Orr reports 40 boats in March and will send the count.", ""),
        ("Ms Orr reported that in March she will send the count.", "March"),
        ("The notes of the meeting held on 3rd March will be put up.", ""),
        ("The fair will be held on 3rd March, and Ms Orr is to bring a tent.", "3rd March"),
        ("Ms Orr will cut the reeds so that boats can pass in March.", ""),
        # how
        ("Ms Orr to run the hut on a temporary basis.", ""),
        ("Ms Orr to report on a monthly basis.", "on a monthly basis"),
    ],
)
def test_by_when(text: str, due: str):
    assert errands.due(statement(text)) == due


def test_a_long_list_of_names_is_nobodys_errand_and_soon_told():
    names = ", ".join(f"Councillor Ann Bee Cee Dee{chr(97 + i % 26)}" for i in range(60))
    assert errands.owner(statement(f"Present: {names} and the Clerk of the Council of the District Board")) == ""


def test_whose_men_are_told_through_somebody_else_are_no_owner():
    assert errands.owner(statement("Word is to be sent to their Contractors to mow the bank.")) == ""
    assert errands.owner(statement("Contractors to mow the bank.")) == "Contractors"


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("3. Invite Una Lowe to speak on tides.", ""),
        ("Please ask Ned Oakes to mend the oar.", ""),
        ("Una Lowe to invite Ned Oakes to speak.", "Una Lowe"),
        ("Quay Action Plan to be on the board by May.", ""),
        ("The use of the oar and agreed to buy two.", ""),
        ("A7 UL / NO to send the letter again.", "UL / NO"),
    ],
)
def test_who_or_what_is_asked_for_is_no_owner(text: str, owner: str):
    assert errands.owner(statement(text)) == owner


def test_who_is_to_be_asked_owns_no_action():
    assert errands.owner(statement("Warden Una Lowe to be asked to come.", form="action")) == ""
    assert errands.owner(statement("Warden Una Lowe, to come.", form="action")) == "Warden Una Lowe"


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Una Lowe, District Officer will take the calls.", "Una Lowe"),
        ("Additionally, Mill Lane School will lend the tent.", "Mill Lane School"),
        ("UL_ will tar the punt", "UL"),
        ("2. Ned Oakes: will tar the punt", "Ned Oakes"),
        ("Action: UL: to tar the punt", "UL"),
        ("Mill Hall: to get a price for tar", ""),
        ("She and Ned Oakes will count the swans.", "She and Ned Oakes"),
    ],
)
def test_a_label_or_an_office_beside_the_name_of_the_owner(text: str, owner: str):
    assert errands.owner(statement(text)) == owner


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("UL meet with the scouts about the punt.", "UL"),
        ("Una Lowe and Ned Oakes begin training.", "Una Lowe and Ned Oakes"),
        ("A Spring Fish and Chip supper is to be held.", ""),
        ("Mill Hall heating.", ""),
    ],
)
def test_an_errand_may_be_printed_without_to(text: str, owner: str):
    assert errands.owner(statement(text)) == owner


def test_he_or_she_is_no_body():
    assert errands.owner(statement("He will serve until spring."), ["The Board has named Ned Oakes."]) == ""
    assert errands.owner(statement("They will meet in spring."), ["The Board has named Ned Oakes."]) == "The Board"


def test_who_only_stands_in_the_clause_owns_nothing():
    assert errands.owner(statement("Una knows somebody who may get author Ned Oakes to give a talk.")) == ""
    found = statement("She has found a joiner who will look into the sluice.")
    assert errands.owner(found, after="Ned Oakes will give a lamp.") == ""


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("ACTION Una and Ned and Bea and Tom to tar the slip", "Una and Ned and Bea and Tom"),
        ("Una, Ned and Bea will tar the slip.", "Una, Ned and Bea"),
        ("Additionally Una will tar the slip.", "Una"),
    ],
)
def test_several_are_named(text: str, owner: str) -> None:
    assert errands.owner(statement(text)) == owner
