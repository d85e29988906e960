import pytest
from matters_arising.extract import roles
from matters_arising.extract.lending import lends_to_line_before, lends_to_line_behind


@pytest.mark.parametrize(
    "line",
    [
        "Proposed by Cllr Oakes and seconded by Cllr Reed.",
        "Proposed by Ms Tarn as a true record, seconded by Mr Orr and unanimously approved.",
        "Second by Ortiz. All in favour.",
        "Ortiz second; 3 Yes and 1 No, so the determination of the shore is granted.",
        "This was proposed by Cllr Oakes and Seconded by Cllr Reed; the clerk is to write to the ferryman.",
    ],
)
def test_a_line_without_a_motion_of_its_own_lends_its_names_to_the_one_before(line: str):
    assert lends_to_line_before(line)


@pytest.mark.parametrize(
    "line",
    [
        "Cllr Oakes proposed that a winch be hired, seconded by Cllr Reed.",
        "Motion by Ortiz, second by Lane to close the weir.",
        "It was proposed by Ms Tarn, seconded by Mr Orr, that the punt be sold.",
        "Proposed by Ms Tarn, seconded by Mr Orr: purchase of one long oak table and six chairs.",
    ],
)
def test_the_next_motion_keeps_its_names(line: str):
    assert not lends_to_line_before(line)
    motion = "Wu moved to let the barn."
    assert roles.mover_and_seconder(motion, after=line) == ("Wu", "")


def test_who_moved_the_motion_before_did_not_move_this_one():
    above = "Agreed to mend the stile, as proposed by K. Teal and seconded by B. Moss."
    assert not lends_to_line_behind(above, "A walker asked for a bench.")
    assert roles.mover_and_seconder("A bench was asked for.", before=above) == ("", "")
    numbered = "R2031-004 T. Bailey, D. Yoon: That the by-law be passed."
    assert roles.mover_and_seconder("A bench was asked for.", before=numbered) == ("", "")


@pytest.mark.parametrize(
    ("above", "motion"),
    [
        ("Moved by T. Bailey, seconded by D. Yoon:", "The bank be mown."),
        ("Moved by T. Bailey, seconded by D. Yoon.", "That the bank be mown."),
        ("R2031-004 T. Bailey, D. Yoon:", "THAT the bank be mown."),
        ("R2031-004 T. Bailey, D. Yoon: That we take the offers of:", "Weir Drains, for the bank."),
    ],
)
def test_a_line_that_goes_on_in_the_next_lends_it_its_names(above: str, motion: str):
    assert roles.mover_and_seconder(motion, before=above) == ("T. Bailey", "D. Yoon")


def test_two_bare_lines_with_different_movers_are_two_motions():
    assert roles.mover_and_seconder("Wu moved to let the barn.", after="Moved: Ortiz. Seconded: Lane.") == ("Wu", "")


def test_a_title_torn_from_its_name_is_joined():
    moved = roles.mover_and_seconder("Tarn, seconded by Ms. Orr, to let the barn.", before="It was moved by Mr.")
    assert moved == ("Mr. Tarn", "Ms. Orr")


def test_the_word_for_seconding_is_no_name():
    assert roles.mover_and_seconder("Proposed by Cllr C.Oake and Seconded by Cllr J.Reed.") == (
        "Cllr C.Oake",
        "Cllr J.Reed",
    )
