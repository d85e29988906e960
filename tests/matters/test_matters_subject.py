"""A putting-off that names another thing does not count against the matter under which it is printed."""

import pytest
from matters_arising.matters import follow
from matters_arising.matters.subject import names_another, tells_of_another
from minutes_by_hand import minutes

SAID = "The members heard how the gilder had measured the vane and what gold leaf costs by the book."
VANE = frozenset({"gild", "vane"})


def counted(told: str) -> dict[str, int]:
    """How often each matter of one meeting was put off, where `told` stands under the gilding of the vane."""
    result = follow(*minutes("2030-01-08", f"# 1 Slipway\nIt is long.\n# 2 Gilding of the vane\n{SAID} {told}").parts())
    return {matter.title: matter.deferrals for matter in result.matters if matter.deferrals}


@pytest.mark.parametrize(
    "told",
    [
        "It was agreed that it be deferred to May. {deferral}",
        "The gilding was deferred to May. {deferral}",
        "It was agreed to defer a decision to May. {deferral}",
        "Deferred. {deferral}",
        "Because of the late hour this matter was deferred to May. {deferral}",
        "Decisions on the next steps will be deferred to May. {deferral}",
        "It was agreed to defer as the price had not come. {deferral}",
        "72/20 To Approve: a price. It was agreed to defer it to May. {deferral}",
        "It was agreed to defer the cost of the gilding to May. {deferral}",
    ],
)
def test_what_names_the_matter_or_nothing_counts(told: str) -> None:
    assert counted(told) == {"Gilding of the vane": 1}


@pytest.mark.parametrize(
    "told",
    [
        "The lease of the mussel beds was deferred to May. {deferral}",
        "It was agreed to defer the mussel lease until May. {deferral}",
        "Mussel Lane There was no news and it is held over. {deferral}",
    ],
)
def test_what_names_another_thing_does_not(told: str) -> None:
    assert "Gilding of the vane" not in counted(told)


@pytest.mark.parametrize(
    "label", ["Mussel Lane – no news.", "Harbour Working Group: no news.", "A9 Action Group – no news."]
)
def test_a_label_tells_what_a_line_and_those_below_it_are_about(label: str) -> None:
    assert names_another(label, VANE, frozenset())
    assert names_another("It is held over.", VANE, frozenset(), above=[label, "The vane is high."])


@pytest.mark.parametrize(
    "label", ["Gilding – no news.", "Treasurer: no news.", "AB – no news.", "Action: none yet.", "Board – no news."]
)
def test_a_label_of_the_matter_or_of_somebody_tells_of_nothing_else(label: str) -> None:
    assert not names_another(label, VANE, frozenset())


def test_a_word_that_the_matter_had_at_another_meeting_is_its_own() -> None:
    assert names_another("The leaf was deferred.", VANE, frozenset())
    assert not names_another("The leaf was deferred.", VANE, frozenset({"leaf"}))


@pytest.mark.parametrize(
    ("report", "another"),
    [
        ("The mussel beds have been cleared.", True),
        ("Under the lease the beds had been cleared.", True),
        ("The mussel beds and the gilding have been seen to.", False),
        ("The beds were cleared; the gilding is done.", False),
        ("This has now been done.", False),
        ("All work completed.", False),
    ],
)
def test_what_is_reported_done_may_be_another_thing(report: str, another: bool) -> None:
    assert tells_of_another(report, VANE) is another
