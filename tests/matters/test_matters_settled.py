"""A matter was settled on the day of the first decision that settles it after all that put it off."""

from __future__ import annotations

import pytest
from matters_arising.matters.settled import Deed, settled_on
from matters_arising.vocab import EventType, Outcome

SPAN = (0, 30)


def put_off(date: str, *, counted: bool = True, span: tuple[int, int] = SPAN, sure: float = 0.9) -> Deed:
    return Deed(date, f"mtg {date}", EventType.DEFERRAL, "The weir was put off.", None, sure, *span, counted)


def decided(date: str, outcome: Outcome | None = Outcome.ADOPTED, *, sure: float = 0.9) -> Deed:
    return Deed(date, f"mtg {date}", EventType.DECISION, "It was agreed.", outcome, sure, *SPAN, counted=False)


@pytest.mark.parametrize(
    ("deeds", "day"),
    [
        ([], ""),
        ([put_off("2024-01-03")], ""),
        ([put_off("2024-01-03"), decided("2024-02-07"), decided("2024-03-06")], "2024-02-07"),
        ([decided("2024-01-03"), put_off("2024-02-07"), decided("2024-03-06")], "2024-03-06"),
        ([decided("2024-01-03"), put_off("2024-02-07", counted=False)], "2024-01-03"),
        ([decided("2024-01-03", sure=0.4), decided("2024-02-07")], "2024-02-07"),
        ([decided("2024-01-03", Outcome.NOTED), decided("2024-02-07")], "2024-02-07"),
        ([decided("2024-01-03", Outcome.REJECTED), decided("2024-02-07")], ""),  # it was not ended so the first time
        ([decided("2024-02-07"), put_off("2024-02-07", counted=False)], ""),  # a decision to put it off
        ([decided("2024-02-07"), put_off("2024-02-07", counted=False, span=(20, 30))], "2024-02-07"),
        ([decided("2024-02-07"), put_off("2024-02-07", counted=False, sure=0.6)], "2024-02-07"),
    ],
)
def test_the_first_decision_after_all_that_is_counted_settles_it(deeds: list[Deed], day: str) -> None:
    assert settled_on(deeds, title="Weir", fate="adopted") == day
