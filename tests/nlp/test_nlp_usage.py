from __future__ import annotations

import pytest
from matters_arising.config import Hints
from matters_arising.models import Segmented, Source
from matters_arising.nlp import rules
from matters_arising.nlp.features import describe
from matters_arising.nlp.usage import TABLED, usage_in, usage_of
from matters_arising.vocab import Jurisdiction

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


def minutes(text: str, usage: str = "") -> Segmented:
    from matters_arising.documents import read
    from matters_arising.segment import segment

    data = f"# Aldwick Allotment Society\n\n## 1. Well\n\n{text}\n".encode()
    return segment(read(Source("a.md", data, "0" * 64)), hints=Hints(usage=Jurisdiction(usage)))


def of_usage(taken: Segmented) -> set[str]:
    """The features that turn on the usage."""
    names = {name for described in describe(taken, frozenset()) for name in described.features}
    return {name for name in names if name.startswith(("rr:american+", "rr:british+"))}


@pytest.mark.parametrize(
    ("said", "features"),
    [
        ("", set()),
        ("uk", {"rr:british+deferral.tabled"}),
        ("us", {"rr:american+deferral.tabled"}),
        ("ca", {"rr:american+deferral.tabled"}),
    ],
)
def test_a_tabled_report_is_described_by_the_usage_that_the_user_names(said: str, features: set[str]) -> None:
    assert of_usage(minutes("The report was tabled.", said)) == features
    assert not of_usage(minutes("The report was read out.", said))


def test_what_the_user_says_outranks_what_the_text_tells() -> None:
    assert usage_in(minutes(PARISH)) == "british"
    assert usage_in(minutes(PARISH, "ca")) == "american"
    assert of_usage(minutes(PARISH + " The map was tabled.", "ca")) == {"rr:american+deferral.tabled"}
