from __future__ import annotations

import pytest
from matters_arising.nlp import rules
from matters_arising.nlp.features import TABLED
from matters_arising.nlp.usage import usage_of

TOWNSHIP = (
    "Township of Aldwick. March 4, 2031. Moved by J. Orr: That the plough be bought. Carried. Agenda item 4 was tabled."
)
PARISH = "Present: Cllr Ash. Minutes of 4 March 2031. The Clerk tabled the accounts; the precept is £4,000."


@pytest.mark.parametrize(
    ("text", "usage"), [(TOWNSHIP, "american"), (PARISH, "british"), ("The gate is green.", ""), ("", "")]
)
def test_usage_is_told_by_dates_money_words_and_offices(text: str, usage: str) -> None:
    assert usage_of(text) == usage


def test_the_rule_that_turns_on_usage_is_there() -> None:
    assert TABLED in {rule.name for rule in rules.event_rules()}
