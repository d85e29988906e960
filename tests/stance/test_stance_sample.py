"""Which statements are handed out: the unsure, the unlike, some by chance; fair by body, none twice, repeatable."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matters_arising.errors import UsageError
from matters_arising.models import AgendaItem, Document, Meeting, Segmented, Statement
from matters_arising.stance.labels import Labelled
from matters_arising.stance.sample import Mix, candidates_of, choose, doubt, fair_shares, gist, mix_of
from matters_arising.vocab import MeetingKind, MeetingStatus

NOUNS = (
    *("lamp", "bell", "sluice", "barge", "orchard", "kiln", "ledger", "quay", "loom"),
    *("pump", "hedge", "mast", "cairn", "dyke", "forge", "anvil", "weir", "hatch"),
)
VERBS = (
    *("mended", "painted", "lent", "sold", "counted", "cleaned", "moved"),
    *("hired", "sketched", "drained", "raised", "tested", "weighed", "fenced"),
)
THRESHOLDS = {"collaborative": 0.3, "consultative": 0.3, "unilateral": 0.9}


def statements(body: str, number: int, *, seed: int = 0) -> list[Labelled]:
    """Different statements of one body, with a chance of a stance that grows from statement to statement."""
    rng = random.Random(f"{body}{seed}")
    out = []
    for place in range(number):
        words = [*rng.sample(NOUNS, 4), *rng.sample(VERBS, 3)]
        chance = place / (4 * number)
        hint = {"collaborative": chance, "consultative": 0.01, "unilateral": 0.0, "none": 0.99 - chance}
        out.append(Labelled(f"{body}-{place:03}", " ".join(words), body=body, hint=hint))
    return out


POOL = [*statements("Guild", 120), *statements("Ward", 60), *statements("Trust", 5)]


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 40), max_size=8), st.integers(0, 120))
def test_shares_are_fair(counts: dict[str, int], size: int) -> None:
    shares = fair_shares(counts, size)
    assert sum(shares.values()) == min(size, sum(counts.values()))
    assert all(0 <= shares[body] <= counts[body] for body in counts)
    short = [shares[body] for body in counts if shares[body] < counts[body]]
    assert all(share <= least + 1 for least in short for share in shares.values())


def test_no_body_gives_more_than_its_fair_share() -> None:
    assert Counter(one.body for one in choose(POOL, 45, seed=3)) == {"Guild": 20, "Ward": 20, "Trust": 5}


def test_nothing_is_chosen_twice_and_all_is_chosen_in_the_end() -> None:
    found = choose(POOL, 45)
    assert len({one.id for one in found}) == 45
    assert len(choose(POOL, 1000)) > 180


def test_the_choice_turns_on_the_seed_and_not_on_the_order_of_arrival() -> None:
    mixed = POOL.copy()
    random.Random(1).shuffle(mixed)
    assert choose(mixed, 30, thresholds=THRESHOLDS) == choose(POOL, 30, thresholds=THRESHOLDS)
    assert choose(POOL, 30, thresholds=THRESHOLDS) != choose(POOL, 30, thresholds=THRESHOLDS, seed=1)


def test_the_unsure_are_those_nearest_to_a_threshold() -> None:
    pool = statements("Guild", 100)
    found = choose(pool, 10, mix=mix_of(["uncertain=1"]), thresholds={"collaborative": 0.125})
    places = sorted(int(one.id[-3:]) for one in found)
    assert all(abs(place - 50) <= 8 for place in places)


def test_the_diverse_are_of_more_kinds_than_those_drawn_by_chance() -> None:
    pool = [
        Labelled(f"{kind}-{i}", f"{kind} {VERBS[0]}{kind} the {kind}y {NOUNS[i]} {NOUNS[i - 5]}", body="Guild")
        for kind in NOUNS[:10]
        for i in range(12)
    ]

    def kinds(how: str) -> int:
        mix = mix_of([f"{how}=1"])
        return sum(len({one.id.partition("-")[0] for one in choose(pool, 10, mix=mix, seed=seed)}) for seed in range(5))

    assert kinds("diverse") >= 45 > kinds("random")


def test_the_mix_is_as_it_is_asked_for() -> None:
    sure = [replace(one, hint={"none": 0.999, "unilateral": 0.001}) for one in statements("Guild", 90)]
    unsure = [
        replace(one, id=f"unsure {one.id}", hint={"none": 0.5, "unilateral": 0.5})
        for one in statements("Guild", 10, seed=1)
    ]
    found = choose([*sure, *unsure], 10, mix=Mix(uncertain=1, diverse=0, random=1))
    assert 5 <= sum(one.id.startswith("unsure") for one in found) <= 7  # five, and those that chance adds


def test_what_was_handed_out_is_left_out_by_its_id_and_by_its_words() -> None:
    first = choose(POOL, 60)
    again = [replace(one, id=f"copy of {one.id}") for one in POOL]
    second = choose([*POOL, *again], 60, done=first)
    assert len(second) == 60
    assert not {one.text for one in first} & {one.text for one in second}
    assert not choose(first, 10, done=[replace(one, id="") for one in first])


def test_what_is_said_in_almost_the_same_words_is_asked_once() -> None:
    same = [
        Labelled("a", "Proposed by Nora Oakes, seconded by T. Finch: that £40 be paid.", body="Guild"),
        Labelled("b", "Proposed by Edwin Ash, seconded by Pia Lund: that £1,250 be paid.", body="Ward"),
        Labelled("c", "It was proposed by Edwin Ash, seconded by Pia Lund: that £5 be paid.", body="Ward"),
        Labelled("d", "The lock keeper will ask the boat clubs first.", body="Ward"),
    ]
    found = choose(same, 4)
    assert len(found) == 2 and "d" in {one.id for one in found}


def test_others_stand_in_for_what_is_alike() -> None:
    alike = [
        Labelled(f"a{i}", f"The committee noted the report of the {noun}.", body="Guild")
        for i, noun in enumerate(NOUNS[:9])
    ]
    assert len(choose([*alike, *statements("Guild", 40)], 30)) == 30


def test_gist() -> None:
    assert gist("Agreed. Cllr Oakes will pay £40 on 3 May.") == [
        *("agreed", "<name>", "will", "pay", "<money>", "on", "<date>")
    ]
    assert gist("…") == ["…"]


@pytest.mark.parametrize(
    ("hint", "thresholds", "least"),
    [
        ({"none": 0.5, "unilateral": 0.5}, {}, 0.0),
        ({"none": 0.8, "unilateral": 0.2}, {"unilateral": 0.2}, 0.0),
        ({"none": 0.8, "unilateral": 0.2}, {}, np.log(4)),
        ({"none": 0.8, "unilateral": 0.2}, {"unilateral": 0.5}, np.log(4)),
        ({"none": 0.9, "unilateral": 0.1}, {"unilateral": 0.2}, np.log(9 / 4)),
        ({}, {"unilateral": 0.2}, np.inf),
    ],
)
def test_doubt(hint: dict[str, float], thresholds: dict[str, float], least: float) -> None:
    assert doubt(hint, thresholds) == pytest.approx(least)


@pytest.mark.parametrize("settings", [["sure=1"], ["random"], ["random=-1"], ["random=inf"], ["random=nan"]])
def test_a_share_that_cannot_be_is_told(settings: list[str]) -> None:
    with pytest.raises(UsageError, match="no such share of the mix"):
        mix_of(settings)


def test_what_is_not_named_has_no_share() -> None:
    assert mix_of(["uncertain=2", "random=1"]) == Mix(2, 0, 1)
    assert mix_of([]) == Mix()
    with pytest.raises(UsageError, match="the mix is empty"):
        mix_of(["random=0"])


def test_candidates_have_their_context_and_headings_are_none() -> None:
    lines = ("Ferry times", "The islanders asked to be heard.", "It was late.", "The Board will ask them in May.")
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    forms = ("heading", "sentence", "sentence", "sentence")
    segmented = Segmented(
        Document("may.txt", "", "text/plain", text, (), ()),
        (
            Meeting(
                "m", "Skerry Board", "2031-05", MeetingKind.ORDINARY, MeetingStatus.UNKNOWN, "may.txt", 0, len(text)
            ),
        ),
        (AgendaItem("i", "m", "1", "Ferry times", 0, len(text)),),
        tuple(
            Statement(f"st-{place}", "m", "i", start, start + len(line), 1, line, form)  # type: ignore[arg-type]
            for place, (line, start, form) in enumerate(zip(lines, starts, forms, strict=True))
        ),
    )
    chances = np.array([[0, 0], [0.1, 0.2], [0.6, 0.7], [0.25, 0.5]], dtype=np.float32)
    first, last = candidates_of(segmented, chances, ("consultative", "unilateral"))
    assert first.hint == {"consultative": 0.1, "unilateral": 0.2, "none": 0.7}
    assert last == Labelled(
        "st-3",
        "The Board will ask them in May.",
        before=("The islanders asked to be heard.", "It was late."),
        heading="Ferry times",
        body="Skerry Board",
        date="2031-05",
        document="may.txt",
        start=starts[3],
        end=len(text),
        hint={"consultative": 0.25, "unilateral": 0.5, "none": 0.25},
    )
