"""Ties between bodies are those that holding every thread against every other would find."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.matters.across import Tie, Trait, short_names, ties_between
from matters_arising.matters.threads import Link

BODIES = ("Hillshire Action Group", "Hillshire Health Board", "Ousby Mill Committee", "Mill Committee of Ousby")
ENDS = sorted({end for ends in short_names(BODIES).values() for end in ends})
WORDS = [st.sampled_from(["weir", "shelter", "review", "night", "roof", "clock"])]

TRAITS = st.lists(
    st.builds(
        Trait,
        st.sampled_from(BODIES),
        st.frozensets(WORDS[0], max_size=4),
        st.frozensets(st.sampled_from(["12/00345/F", "policy 7"]), max_size=1),
        st.frozensets(st.sampled_from(ENDS), max_size=2),
    ),
    max_size=14,
)


@settings(max_examples=400, deadline=None)
@given(TRAITS)
def test_ties_are_those_of_every_pair(told: list[Trait]) -> None:
    assert ties_between(told) == every_pair(told)


def test_one_thread_that_names_the_others_body_is_tied() -> None:
    asked = Trait(BODIES[0], frozenset({"night", "shelter"}), frozenset(), frozenset())
    taken = Trait(BODIES[1], frozenset({"night", "shelter"}), frozenset(), frozenset({"action group"}))
    others = [Trait(body, frozenset({word}), frozenset(), frozenset()) for body in BODIES for word in ("roof", "clock")]
    (tie,) = ties_between([asked, taken, *others])
    assert (tie.one, tie.other, tie.link.reason) == (0, 1, "same heading, and names the action group")


def every_pair(told: Sequence[Trait]) -> list[Tie]:
    """The same, pair by pair, as it is said in words."""
    of_body = Counter((trait.body, word) for trait in told for word in trait.heading)
    among = Counter(word for trait in told for word in trait.heading)
    names = short_names(trait.body for trait in told)
    weighed = [{word: math.log((len(told) + 1) / among[word]) for word in sorted(one.heading)} for one in told]

    def score(one: int, other: int) -> float:
        shared = told[one].heading & told[other].heading
        telling = [w for w in shared if max(of_body[told[one].body, w], of_body[told[other].body, w]) <= 3]
        if told[one].body == told[other].body or len(telling) < 2:
            return -1.0
        first, second = sorted((one, other))
        return cosine(weighed[first], weighed[second])

    def is_best(one: int, other: int) -> bool:
        rivals = [score(one, at) for at, t in enumerate(told) if t.body == told[other].body and at != other]
        return max(rivals, default=-1.0) <= score(one, other) - 0.1

    found = []
    for code in sorted({code for trait in told for code in trait.numbers}):
        places = [place for place, trait in enumerate(told) if code in trait.numbers]
        bodies = {told[place].body for place in places}
        if len(places) == len(bodies) > 1:
            found += [Tie(places[0], place, Link(f"same number: {code}", 0.95)) for place in places[1:]]
    for one in range(len(told)):
        for other in range(one + 1, len(told)):
            if score(one, other) >= 0.5 and is_best(one, other) and is_best(other, one):
                sides = ((told[one].named, told[other].body), (told[other].named, told[one].body))
                named = [
                    n for printed, body in sides for n in sorted(printed & names[body], key=lambda n: (-len(n), n))
                ]
                if named:
                    link = Link(f"same heading, and names the {named[0]}", round(score(one, other), 4))
                    found.append(Tie(one, other, link))
    kept: list[Tie] = []
    taken: set[tuple[int, str]] = set()
    for tie in sorted(found, key=lambda t: (-t.link.score, t.one, t.other)):
        sides_of = {(tie.one, told[tie.other].body), (tie.other, told[tie.one].body)}
        if not sides_of & taken:
            taken |= sides_of
            kept.append(tie)
    return kept


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    product = sum(weight * other[word] for word, weight in one.items() if word in other)
    lengths = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return product / lengths if lengths else 0.0
