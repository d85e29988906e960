"""The draw of claims, and what answers on it let expect."""

from __future__ import annotations

import doctest
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matters_arising.errors import UsageError
from matters_arising.onboarding import draw as draw_module
from matters_arising.onboarding import expect as expect_module
from matters_arising.onboarding.draw import Asked, Draw, Stratum, chances_of, draw, read_draw, systematic, write_draw
from matters_arising.onboarding.expect import Expected, expect, wilson
from matters_arising.store.review import Claim

_WORDS = ("Osier", "Bench", "Kiln", "Weir", "Lamp", "Drain", "Ferry", "Gate")


def _claim(number: int, label: str = "deferral", confidence: float = 0.6, **named: object) -> Claim:
    thing = f"{_WORDS[number % 8]} {_WORDS[number // 8 % 8].casefold()} {_WORDS[number // 64 % 8].casefold()}"
    one = Claim(
        *(f"ev-{number:03}", "event", label, confidence, f"{thing} put off."),
        before=(),
        after=(),
        item="",
        body="Ambleton Forum",
        meeting="mtg-1",
        date="2031-01-08",
        document=f"{number % 5}.txt",
        page=1,
    )
    return replace(one, **named)  # type: ignore[arg-type]


def _draw(claims: list[Claim], size: int, seed: int = 0) -> Draw:
    return draw(claims, size, thresholds={("event", "deferral"): 0.4}, documents=5, seed=seed)


def test_labels_have_their_fair_share_and_what_was_nearly_claimed_has_a_part() -> None:
    claims = [_claim(n) for n in range(60)] + [_claim(60 + n, "decision") for n in range(4)]
    claims += [_claim(70 + n, confidence=0.3, missed=True) for n in range(30)]
    drawn = _draw(claims, 20)
    counts = {key: sum(one.key == key for one in drawn.asked) for key in {one.key for one in drawn.asked}}
    assert counts == {("event", "deferral", False): 10, ("event", "decision", False): 4, ("event", "deferral", True): 6}
    assert {s.label: s.threshold for s in drawn.strata} == {"deferral": 0.4, "decision": 0.0}
    assert len(_draw(claims, 500).asked) == len(claims)


def test_the_order_of_the_claims_makes_no_difference_and_another_seed_does() -> None:
    claims = [_claim(n, confidence=0.4 + n / 200) for n in range(80)]
    shuffled = random.Random(3).sample(claims, len(claims))
    assert _draw(claims, 12) == _draw(shuffled, 12)
    assert _draw(claims, 12).asked != _draw(claims, 12, seed=1).asked


def test_the_uncertain_and_the_rare_are_likelier_to_be_asked() -> None:
    claims = [_claim(n, confidence=0.5 if n < 20 else 0.95) for n in range(60)]
    claims += [_claim(100 + n, confidence=0.5, quote="Carried.") for n in range(20)]
    chance = {one.claim_id: one.chance for seed in range(60) for one in _draw(claims, 12, seed).asked}
    assert chance["ev-010"] > 2 * chance["ev-040"] and chance["ev-010"] == pytest.approx(2 * chance["ev-105"])


def test_an_answer_stands_for_as_many_claims_as_it_was_drawn_from() -> None:
    """Wrong claims are the uncertain ones: the plain share of right answers is far off, the estimate is not."""
    claims = [_claim(n, confidence=0.5 if n % 4 == 0 else 0.97) for n in range(120)]
    truth = {one.id: one.confidence > 0.9 for one in claims}
    plain, estimated = [], []
    for seed in range(80):
        drawn = _draw(claims, 20, seed)
        answers = {(one.claim_id, one.part, one.label): truth[one.claim_id] for one in drawn.asked}
        (of_deferrals,) = expect(drawn, answers)
        assert of_deferrals.share is not None
        plain.append(of_deferrals.right / of_deferrals.answered)
        estimated.append(of_deferrals.share)
    assert mean(plain) < 0.6 and mean(estimated) == pytest.approx(0.75, abs=0.03)


@given(st.lists(st.floats(0.04, 0.25), min_size=1, max_size=60), st.integers(1, 60), st.floats(0, 0.999))
def test_chances_add_up_to_the_number_and_so_many_are_drawn(worths: list[float], number: int, start: float) -> None:
    chances = chances_of(worths, number)
    assert sum(chances) == pytest.approx(min(number, len(worths)))
    assert all(0 < chance <= 1 for chance in chances)
    drawn = systematic(chances, start)
    assert len(drawn) == min(number, len(worths)) == len(set(drawn))


def _asked(number: int, label: str, chance: float = 1.0, missed: bool = False) -> Asked:
    return Asked(f"ev-{number:03}", "event", label, missed, chance)


def _told(asked: Asked, right: bool) -> dict[tuple[str, str, str], bool]:
    return {(asked.claim_id, asked.part, asked.label): right}


def test_labels_weigh_in_the_whole_by_their_claims() -> None:
    strata = (Stratum("event", "decision", False, 90, 0.8, 0.5), Stratum("event", "deferral", False, 10, 0.7, 0.4))
    asked = (_asked(1, "decision"), _asked(2, "decision"), _asked(3, "deferral"), _asked(4, "deferral"))
    answers = {**_told(asked[0], True), **_told(asked[1], True), **_told(asked[2], False)}
    decision, deferral, whole = expect(Draw(3, strata, asked), answers)
    assert (decision.share, deferral.share, whole.label) == (1.0, 0.0, "")
    assert whole.share == pytest.approx(0.9) and whole.judged == pytest.approx(0.79)
    assert (deferral.asked, deferral.answered, whole.answered, whole.right) == (2, 1, 3, 2)


def test_what_was_not_answered_is_not_told() -> None:
    strata = (Stratum("event", "decision", False, 90, 0.8, 0.5), Stratum("event", "deferral", False, 10, 0.7, 0.4))
    asked = (_asked(1, "decision"), _asked(3, "deferral"))
    decision, deferral, whole = expect(Draw(3, strata, asked), _told(asked[0], True))
    assert deferral.share is None and deferral.finding.startswith("not told")
    assert (whole.claims, whole.share) == (90, 1.0) == (decision.claims, decision.share)


def _expected(low: float, high: float, judged: float, *, missed: bool = False) -> Expected:
    return Expected("event", "deferral", missed, 50, 10, 10, 5, judged, (low + high) / 2, low, high)


def test_only_bounds_speak_against_a_threshold() -> None:
    assert _expected(0.2, 0.8, 0.7).finding == ""
    assert _expected(0.1, 0.45, 0.7).finding.startswith("more wrong than right")
    assert _expected(0.3, 0.6, 0.7).finding == "surer than it should be: 70% were promised"
    assert _expected(0.8, 1.0, 0.7).finding == "less sure than it could be: 70% were promised"
    assert _expected(0.6, 0.9, 0.3, missed=True).finding.startswith("more right than wrong")
    assert _expected(0.1, 0.45, 0.3, missed=True).finding == ""


@given(st.floats(0, 1), st.floats(1, 500))
def test_the_interval_holds_the_share(share: float, number: float) -> None:
    low, high = wilson(share, number)
    assert 0 <= low <= share + 1e-9 and share - 1e-9 <= high <= 1
    assert high - low > wilson(share, number * 4)[1] - wilson(share, number * 4)[0]


def test_a_draw_comes_back_as_it_was_and_another_file_is_named(tmp_path: Path) -> None:
    drawn = _draw([_claim(n) for n in range(9)], 5)
    write_draw(tmp_path / "draw.json", drawn)
    assert read_draw(tmp_path / "draw.json") == drawn
    with pytest.raises(UsageError, match="no draw"):
        read_draw(tmp_path / "other.json")
    (tmp_path / "draw.json").write_text('{"form": 1}')
    with pytest.raises(UsageError, match="cannot be read"):
        read_draw(tmp_path / "draw.json")


def test_doctests() -> None:
    for module in (draw_module, expect_module):
        done = doctest.testmod(module)
        assert done.attempted and not done.failed


def test_neither_the_draw_nor_the_answers_load_what_learns_or_judges() -> None:
    parts = ("export.filled_sheet", "export.onboarding", "onboarding.draw", "onboarding.gather")
    loaded = f"import sys, {', '.join(f'matters_arising.{part}' for part in parts)}"
    heavy = "{'sklearn', 'scipy', 'pandas', 'onnxruntime', 'spacy'}"
    done = subprocess.run([sys.executable, "-c", f"{loaded}; print({heavy} & set(sys.modules))"], capture_output=True)
    assert (done.stdout.decode().strip(), done.returncode) == ("set()", 0)
