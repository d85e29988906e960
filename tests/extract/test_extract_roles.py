import pytest
from matters_arising.extract import roles


@pytest.mark.parametrize(
    ("text", "mover", "seconder"),
    [
        ("Proposed by Cllr Oakes, seconded by Cllr Reed, that the tender be accepted.", "Cllr Oakes", "Cllr Reed"),
        ("R2031-027 T. Bailey, D. Yoon: That the by-law be passed.", "T. Bailey", "D. Yoon"),
        ("Motion made by Director Wu and seconded by Director Ortiz.", "Director Wu", "Director Ortiz"),
        ("Ms Tarn suggested that carers be asked first.", "Ms Tarn", ""),
        ("It was suggested that a bench be bought.", "", ""),
    ],
)
def test_mover_and_seconder(text: str, mover: str, seconder: str):
    assert roles.mover_and_seconder(text) == (mover, seconder)


def test_mover_and_seconder_may_stand_on_the_lines_beside():
    motion = "President Wu moved to adopt the plan."
    assert roles.mover_and_seconder(motion, after="Director Ode seconded the motion.") == (
        "President Wu",
        "Director Ode",
    )
    text = "THAT the road be closed."
    assert roles.mover_and_seconder(text, before="R2031-004 T. Bailey, D. Yoon:") == ("T. Bailey", "D. Yoon")


@pytest.mark.parametrize(
    ("text", "mover", "seconder"),
    [
        ("It was moved K Oakes, seconded B Reed and carried, that the tea be had.", "K Oakes", "B Reed"),
        ("The list was read, moved K Oakes 2nd B Reed.", "K Oakes", "B Reed"),
        ("Ms Lowe proposed Mr Tarn, seconded by Mr Reed.", "Ms Lowe", "Mr Reed"),
        ("12/31 MOVED BY COUNCILLOR KIT OAKESON that the list be had.", "COUNCILLOR KIT OAKESON", ""),
        ("RESOLVED [12/31] (Oakes/Reed) that the list be had.", "Oakes", "Reed"),
        ("RESOLVED that the ferry (Oxreach/Weir) that is out be mended.", "", ""),
        ("Kit Oakes (Weir), Seconded by Bea Reed (Quay), moved that the list be had.", "Kit Oakes", "Bea Reed"),
        ("On the proposal of Cllr K.L. Oakes seconded by Cllr Reed, it was agreed.", "Cllr K.L. Oakes", "Cllr Reed"),
        ("Kit moved and Bea Seconded that it be had.", "Kit", "Bea"),
        ("Proposed - Kit Oakes Seconded - Bea Reed", "Kit Oakes", ""),
        ("Moved to accept the warden's report: Kit Oakes", "Kit Oakes", ""),
        ("Moved to elect as warden: Kit Oakes", "", ""),
        ("Warden: Bea Reed Nominated : Kit Oakes", "Kit Oakes", ""),
        ("Moved Regatta approval and the raffle", "", ""),
        ("Moved Kit Oakes that the list be had.", "Kit Oakes", ""),
        ("Moved:Kit OSeconded:Bea R.That the list be had.", "Kit O", "Bea R"),
        ("The list was moved by Mr. Kit van der Oakes.", "Mr. Kit van der Oakes", ""),
        ("A letter was received from the Mayor’s clerk asking for tea.", "", ""),
        ("Moved by Kit Oakes. Seconded by Ms. OAKESHOT", "Kit Oakes", "Ms. OAKESHOT"),
    ],
)
def test_movers_as_clerks_print_them(text: str, mover: str, seconder: str) -> None:
    assert roles.mover_and_seconder(text) == (mover, seconder)


@pytest.mark.parametrize(
    ("text", "before", "label"),
    [
        ("12/31 OAKES: That the list be had.", "", "OAKES"),
        ("That the list be had.", "4. MONTHLY OAKES –", "OAKES"),
        ("Bea - Motion to close the meeting.", "", "Bea"),
        ("That the list be had.", "4. The list was read.", ""),
        ("The list: it is said that it be had.", "", ""),
    ],
)
def test_one_word_may_stand_before_what_is_moved(text: str, before: str, label: str) -> None:
    assert roles.before_moved_text(text, before) == label


@pytest.mark.parametrize(
    ("text", "mover"),
    [
        # "proposed X" names the thing proposed; who moves opens the sentence
        ("QRT proposed Fern Abbot (FAB) as Treasurer, seconded by LMN.", "QRT"),
        ("Cllr Dray proposed that the plinth be Removed from the Budget.", "Cllr Dray"),
        ("Motion to accept the weir survey by Director Quill, second by Director Moss.", "Director Quill"),
        ("K.Teal, proposed by J.Lorne, seconded by A.Finch.", "J.Lorne"),
        ("Hedgehog Rescue Wessex - requesting a donation - noted", "Hedgehog Rescue Wessex"),
        ("A letter was received from Mrs O Plum about her gate.", "Mrs O Plum"),
        (
            "Upon motion of Commissioner Oakes, seconded by Commissioner Lowe, the lease was adopted.",
            "Commissioner Oakes",
        ),
        ("Ms. Bea Lowe, 14 Weir Road, asked the Board to mend the lock.", "Ms. Bea Lowe"),
        ("Amendment moved Bro. Oakes that it be left.", "Bro. Oakes"),
        ("The Warden said she was leaving and asked if anybody would take the keys.", "The Warden"),
    ],
)
def test_who_moves_or_asks(text: str, mover: str):
    assert roles.mover_and_seconder(text)[0] == mover


def test_a_name_torn_by_the_break_of_a_line_is_joined():
    moved = roles.mover_and_seconder(
        "Teal and seconded by B. Moss that the shed be let.", before="It was proposed by K."
    )
    assert moved == ("K. Teal", "B. Moss")


def test_a_label_on_the_next_line_names_the_mover():
    assert roles.mover_and_seconder("That the boat be tarred.", after="Proposed: Cllr K. Teal") == ("Cllr K. Teal", "")


def test_a_resolution_printed_line_by_line_is_moved_by_whoever_moved_its_first_line():
    above = ["WHEREAS the ferry is late;", "R2031-040 T. Bailey, D. Yoon:"]
    assert roles.resolution_by("THEREFORE the Township asks for a new boat.", above) == "T. Bailey"
    assert roles.resolution_by("The ferry was late again.", above) == ""


@pytest.mark.parametrize(
    ("text", "reporter"),
    [
        ("Lodge Manager Ibsen stated that the Society has met twice.", "Lodge Manager Ibsen"),
        ("A reply had been received from Lowland Drains stating the culvert is theirs.", "Lowland Drains"),
        ("The broken stile was mended by Sten Oake.", "Sten Oake"),
        ("It appeared that Lowland Drains had dug a ditch.", "Lowland Drains"),
        # what is done to a thing is not done by it
        ("Gravel has been ordered for the yard.", ""),
    ],
)
def test_who_reports_or_is_reported_to_have_acted(text: str, reporter: str):
    assert roles.reporter(text) == reporter


def test_a_heading_may_name_the_sender_of_a_letter():
    assert roles.sender("requesting help with the fete", "Marsh Rangers") == "Marsh Rangers"
    assert roles.sender("The fete was wet.", "Marsh Rangers") == ""


def test_who_gives_a_report_gives_all_of_it():
    assert roles.reported_by(["The pump is in.", "Ranger Holt provided an update on the bore."]) == "Ranger Holt"


@pytest.mark.parametrize(
    ("text", "decider"),
    [
        ("That the Board of Trustees approve the lease.", "the Board of Trustees"),
        ("Accounts adopted by Council and signed.", "Council"),
        ("The Board directed the warden to buy salt.", "The Board"),
        ("The Board walked the bounds and agreed to fence the pit.", "The Board"),
        ("The levy was carried by all members present.", "all members present"),
        ("The lease was agreed.", ""),
    ],
)
def test_the_body_that_settles_it(text: str, decider: str):
    assert roles.decider(text) == decider


@pytest.mark.parametrize(
    ("heading", "who"),
    [("Slipway - KT", "KT"), ("7 Harbour Master's Report", "Harbour Master"), ("Slipway and winch", "")],
)
def test_a_heading_may_say_who_speaks_to_its_item(heading: str, who: str):
    assert roles.speaks_to(heading) == who


def test_a_line_above_a_list_says_who_settled_it():
    assert roles.listed_by(["Porch at 4 Mill Row", "Approved by the Parish:"]) == "the Parish"
    assert roles.listed_by(["The porch was approved by all who came."]) == ""


@pytest.mark.parametrize(
    ("text", "reporter"),
    [
        ("A letter has come from Lowland Drains.", "Lowland Drains"),
        ("No letter has come from Lowland Drains.", ""),
        ("Nothing further has been heard from Lowland Drains.", ""),
        ("The punt agreement offered by Lowland Drains was too dear.", "Lowland Drains"),
        ("The list of tools requested from the mill was read.", ""),
    ],
)
def test_whoever_sent_nothing_reports_nothing_and_a_thing_that_is_offered_offers_nothing(text: str, reporter: str):
    assert roles.reporter(text) == reporter


def test_a_report_is_its_heading_s_only_where_it_lacks_a_subject():
    assert roles.lacks_subject("had written to the mill.")
    assert roles.lacks_subject("b) mended the sluice and the gate.")
    assert not roles.lacks_subject("The sluice had been mended.")
    assert not roles.lacks_subject("proposed by K. Teal.")


def test_two_who_proposed_and_seconded_did_one_each():
    assert roles.mover_and_seconder("UL and NO proposed and seconded the Treasurer’s report.") == ("UL", "NO")
    assert roles.mover_and_seconder("Ms Orr moved and Mr Tarn seconded the Warden’s report.") == ("Ms Orr", "Mr Tarn")
    assert roles.mover_and_seconder("Ms Orr moved, and all seconded the Warden’s report.")[1] == ""


def test_a_line_that_points_back_lends_nothing_to_the_next():
    before = "This was proposed by Ms Orr, seconded by Mr Tarn and approved by the Committee."
    assert roles.mover_and_seconder("Mr Oakes further recommended a second lamp.", before=before) == ("Mr Oakes", "")


def test_what_is_of_a_meeting_is_not_settled_by_it():
    assert roles.decider("Minutes of the last meeting approved.") == ""
    assert roles.decider("After the minutes, the Committee approved the lease.") == "the Committee"
    assert roles.decider("The meeting agreed to wait.") == "The meeting"


@pytest.mark.parametrize(
    "text", ["Quay Lamp Grant was sent and has arrived.", "The Inspection had gone well and was reported."]
)
def test_a_grant_or_an_event_reports_nothing(text: str):
    assert roles.reporter(text) == ""


def test_two_long_names_without_a_colon_are_soon_read():
    name = "Amber Quay Lower Weir Primary Harbour Academy"
    assert not roles.opens_motion(f"{name} and {name} Annual Lamp Survey 2031")
    assert roles.opens_motion("R2031-040 T. Bailey, D. Yoon: That the boat be tarred.")


@pytest.mark.parametrize(
    ("text", "mover", "seconder"),
    [
        ("Una Lowe made a motion, second by Ned Oakes, to tar the punt.", "Una Lowe", "Ned Oakes"),
        ("Una Lowe motioned to tar the punt, Ned Oakes seconds.", "Una Lowe", "Ned Oakes"),
        ("MOTION: Lowe, second by Oakes to tar the punt.", "Lowe", "Oakes"),
        ("MOTION: Una Lowe made a motion to tar the punt. Ned Oakes 2nded.", "Una Lowe", "Ned Oakes"),
        ("Motion: Una Lowe; 2nd by Ned Oakes", "Una Lowe", "Ned Oakes"),
        ("A motion to tar the punt was made by Una Lowe and seconded by Ned Oakes.", "Una Lowe", "Ned Oakes"),
        ("Moved: Una Lowe / Seconded: Ned Oakes", "Una Lowe", "Ned Oakes"),
        ("Motion by Br. Ned Oakes, seconded by Sr. Una Lowe to tar the punt.", "Br. Ned Oakes", "Sr. Una Lowe"),
        ("Adopted on the proposal of Cllr Lowe seconded by Cllr O’Dray.", "Cllr Lowe", "Cllr O’Dray"),
        ("MOTION CARRIED, second reading waived.", "", ""),
    ],
)
def test_mover_and_seconder_in_north_american_dress(text: str, mover: str, seconder: str):
    assert roles.mover_and_seconder(text) == (mover, seconder)


def test_whoever_makes_a_motion_moves_it_whatever_its_words_say_of_others():
    text = "Una Lowe made a motion to tar the punt, as was asked in a letter from the Ferry Committee."
    assert roles.mover_and_seconder(text) == ("Una Lowe", "")


def test_a_seconder_ends_where_the_name_of_a_thing_begins():
    text = "Moved by Una Lowe, second by Ned Oakes First Reading of the Weir By-law"
    assert roles.mover_and_seconder(text) == ("Una Lowe", "Ned Oakes")
    text = "Moved by Una Lowe, second by Mary Ann Van Oakes to read the Weir By-law"
    assert roles.mover_and_seconder(text)[1] == "Mary Ann Van Oakes"


def test_what_is_seconded_does_not_second():
    assert roles.mover_and_seconder("Una Lowe seconded the Treasurer’s report.")[1] == "Una Lowe"
    assert roles.mover_and_seconder("It was seconded the Board should wait.")[1] == ""
    assert roles.mover_and_seconder("Moved: Una Lowe. Seconded: the Chair")[1] == "the Chair"


@pytest.mark.parametrize(
    ("text", "mover", "seconder"),
    [
        ("Proposed : Una Pike  Seconded : Ned Roach", "Una Pike", "Ned Roach"),
        ("Pro N Roach, 2nd U Pike.", "N Roach", "U Pike"),
        ("Una formally requests to continue the item.", "Una", ""),
        (
            "The motion was offered by Trustee Pike, and Deputy Mayor Roach seconded.",
            "Trustee Pike",
            "Deputy Mayor Roach",
        ),
        ("Alderman Pike, Chair of the Locks Committee, nominated Alderman Roach.", "Alderman Pike", ""),
        ("Following review, Com. Roach made a motion to approve the lamp.", "Com. Roach", ""),
        ("Moved: That Una Pike, Treasurer, may sign for the lamp.", "", ""),
        ("Cllr Pike, the Clerk and Tom Tench moved the item.", "Cllr Pike, the Clerk and Tom Tench", ""),
    ],
)
def test_who_moves_in_short_notes_and_with_an_office_beside(text: str, mover: str, seconder: str) -> None:
    assert roles.mover_and_seconder(text) == (mover, seconder)
