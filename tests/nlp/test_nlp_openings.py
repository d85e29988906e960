import pytest
from matters_arising.nlp.openings import Openings
from matters_arising.nlp.people import doer, subject

ORDINARY = {"quotes", "overgrown", "grant", "bell", "drains", "further", "clerk", "originally"}


def reader(text: str = "", *people: str) -> Openings:
    return Openings(text, people, ORDINARY)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Quotes will be sought.", "quotes will be sought."),
        ("b) Overgrown banks have been mown.", "b) overgrown banks have been mown."),
        ("Slipway – Quotes to be sought.", "Slipway – quotes to be sought."),
        ("It was cold. Originally planned for May.", "It was cold. originally planned for May."),
    ],
)
def test_a_common_word_has_its_capital_from_its_place_alone(text: str, read: str):
    assert reader().read(text) == read
    assert not doer(read)


@pytest.mark.parametrize(
    "text",
    [
        "Drovers will mow.",  # no word of minutes in general, nor of these
        "Clerk to write.",  # an office acts
        "Residents have asked for a gate.",
        "Proposed Cllr Oakes.",  # a label
        "Bell Weir Rowers have a boat.",  # several capitals
        "QRT will mow.",
    ],
)
def test_what_may_be_a_name_keeps_its_capital(text: str):
    assert reader().read(text) == text


def test_a_surname_that_is_a_common_word_is_known_by_its_title_or_the_attendance_list():
    assert reader().read("Bell to write.") == "bell to write."
    assert reader("The gate was mended by Mrs Bell.").read("Bell to write.") == "Bell to write."
    assert reader("", "Ann Bell").read("Bell to write.") == "Bell to write."


def test_what_the_minutes_often_print_with_a_capital_is_a_name_of_theirs():
    often = "It was sent to Drains. A reply from Drains came, and we thanked Drains."
    assert reader(often).read("Drains have come.") == "Drains have come."
    assert reader(f"{often} The drains, the drains, and again the drains.").read("Drains leak.") == "drains leak."


def test_what_the_minutes_print_in_small_letters_is_no_name():
    assert reader("A new thole was cut.").read("Thole to be cut.") == "thole to be cut."


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Fern Abbot (FAB) will write to the mill.", "Fern Abbot"),
        ("Sten (M7XQZ) to bring the mast.", "Sten"),
        ("Una Lowe (Treasurer) has paid.", "Una Lowe"),
    ],
)
def test_what_stands_in_brackets_behind_a_name_does_not_part_it_from_its_verb(text: str, who: str):
    assert subject(reader().read(text)) == who
    assert doer(reader().read(text)) == who


def test_a_bracket_behind_a_thing_stays():
    text = "the lease of the mill (VAT) will be dear."
    assert reader().read(text) == text


def test_a_label_is_a_name_where_the_minutes_print_it_as_one():
    read = reader("Present: Kit Oakes. Then Bea Lowe and Tom Drains spoke of the drains.", "Ann Bell")
    assert [read.names(word) for word in ("BELL", "LOWE", "Bea", "DRAINS", "MOTION")] == [
        True,
        True,
        True,
        False,
        False,
    ]
