"""Entries of a list of actions that say whose they are, without a word that bids."""

import pytest
from matters_arising.extract import extract
from matters_arising.extract.listed import listed
from matters_arising.nlp.openings import openings_of
from matters_arising.vocab import EventType
from test_extract_status import judge, minutes

LABELLED = "[TQ] Order the rope."
NAMED = "Rota for the hut (Ann, Tom)"


def owners(*lines: str) -> dict[str, str]:
    taken = minutes("\n\n".join(lines))
    found = listed(taken, openings_of(taken))
    return {one.text: found[one.id] for one in taken.statements if one.id in found}


def test_initials_before_an_entry_say_whose_it_is():
    assert owners("Action points", LABELLED, "[All] Read the rules.", "The rope is long.") == {
        LABELLED: "TQ",
        "[All] Read the rules.": "All",
    }


def test_names_in_brackets_behind_do_so_where_several_entries_end_in_them():
    assert owners("Actions:", NAMED, "Tell the mill (Kit & Bea)") == {
        NAMED: "Ann, Tom",
        "Tell the mill (Kit & Bea)": "Kit & Bea",
    }
    assert not owners("Actions:", NAMED, "Tell the mill")


@pytest.mark.parametrize("head", ["New action items", "Next steps", "ASSIGNMENTS:"])
def test_a_label_of_somebody_before_an_entry_says_whose_it_is(head: str):
    told = "We heard from Ann and from Tom."
    assert owners(told, head, "Ann: Poster for the fair", "Ann, Tom – tidy the hut", "Clerk: Book the hall") == {
        "Ann: Poster for the fair": "Ann",
        "Ann, Tom – tidy the hut": "Ann, Tom",
        "Clerk: Book the hall": "Clerk",
    }


def test_a_label_that_is_nobody_says_nothing():
    assert not owners("Next steps", "Roof: The slates are dear", "Poster: blue")


def test_names_behind_a_colon_do_so_where_several_entries_end_in_them():
    told = "We heard from Ann Bell and from Tom."
    assert owners(told, "Assignments", "Draft the rules: Ann Bell", "Find a boat - Tom") == {
        "Draft the rules: Ann Bell": "Ann Bell",
        "Find a boat - Tom": "Tom",
    }


@pytest.mark.parametrize("head", ["Actions: for the Warden", "Action points for the Warden:"])
def test_the_head_may_say_whose_all_are(head: str):
    assert owners(head, "Look for a boat", "The ferry was late.") == {"Look for a boat": "the Warden"}


@pytest.mark.parametrize("head", ["Actions: for Information", "Actions for Noting"])
def test_what_a_list_is_for_is_nobody(head: str):
    assert not owners(head, "Look for a boat")


@pytest.mark.parametrize(
    "head", ["Actions were read", "Action for better rivers and cleaner lakes", "Notes", "Previous actions", "Matters"]
)
def test_no_other_line_heads_such_a_list(head: str):
    assert not owners(head, LABELLED, NAMED, "Tell the mill (Kit & Bea)")


def test_an_entry_is_an_errand_whatever_the_judge_thinks_but_not_where_it_is_done():
    taken = minutes("\n\n".join(["Actions", LABELLED, "[BR] Mend the oar - done"]))
    errands = [event for event in extract(taken, model=judge()) if event.type is EventType.ACTION]
    assert [(event.quote, event.owner) for event in errands] == [(LABELLED, "TQ")]
