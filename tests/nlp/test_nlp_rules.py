import pytest
from matters_arising.nlp.rules import event_rules, hits


def named(text: str) -> set[str]:
    return {rule.name for rule in hits(text, event_rules())}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The lease was held over to the autumn.", "deferral.put-off"),
        ("To be discussed at the September meeting.", "deferral.next-agenda"),
        ("No further update.", "deferral.no-news"),
        ("Trustee Vail made a motion to accept the tender.", "proposal.moved"),
        ("The motion carried.", "decision.outcome"),
        ("Sent to the Finance Committee, which is asked to consider it; referred to the board.", "referral.refer"),
        ("The warden to write to the landlord.", "action.told-to"),
        ("The gate has now been mended.", "report.perfect"),
        ("The minutes were approved as a true record.", "scope.minutes"),
        ("The motion to postpone died for want of a second.", "scope.lost"),
        ("No word from County; the clerk to chase.", "scope.chase"),
        ("The deferred maintenance programme was noted.", "scope.thing"),
        ("The matter had already been deferred in May.", "scope.perfect"),
        ("The ordinance was taken from the table.", "scope.reversed"),
    ],
)
def test_a_rule_finds_its_phrase(text: str, rule: str):
    assert rule in named(text)


@pytest.mark.parametrize("text", ["Balances carried forward", "The sun shone on the fete."])
def test_plain_narrative_is_no_putting_off(text: str):
    assert not {name for name in named(text) if name in ("deferral.put-off", "deferral.next-agenda")}


def test_names_are_unique_and_types_known():
    rules = event_rules()
    assert len({rule.name for rule in rules}) == len(rules)
    assert {rule.type for rule in rules} <= {"", "proposal", "decision", "deferral", "referral", "action", "report"}
