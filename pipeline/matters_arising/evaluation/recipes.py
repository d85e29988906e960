"""The recipes of the models that are shipped: group weights and strength were chosen leave-one-archive-out.

What was tried, with its score, is logged in `models/LOG.md`.
"""

from __future__ import annotations

from matters_arising.evaluation.gold import EVENTS, STANCES
from matters_arising.evaluation.training import Recipe, Scores

_GROUPS = {
    "w": 0.7,  # words of the statement, up to three in a row
    "c": 0.7,  # its characters
    "s": 0.18,  # its form, its place
    "h": 0.3,  # its heading
    "hh": 0.2,  # the heading above
    "p": 0.25,  # the statement before, in the same item
    "n": 0.25,  # the statement after
    "px": 0.15,  # the same across an item's border
    "nx": 0.15,
    "pp": 0.15,  # two before, two after
    "nn": 0.15,
    "r": 0.5,  # rule hits
    "rr": 0.2,  # pairs of rule hits
    "rp": 0.15,  # rule hits before and after
    "rn": 0.15,
}

EVENT_RECIPE = Recipe(
    "events",
    "1",
    EVENTS,
    _GROUPS,
    strength=8.0,
    precision={"deferral": 0.6},
    slack={"proposal": 0.005, "decision": 0.005, "action": 0.005},
    # of 57 said below it on 457 documents of other bodies 10 were right, and 7 of 38 on the gold
    least={"deferral": 0.3},
)
STANCE_RECIPE = Recipe(
    "stances",
    "1",
    STANCES,
    _GROUPS,
    strength=8.0,
    precision={"collaborative": 0.54, "consultative": 0.55, "unilateral": 0.8},
)

JOINT_RECIPE = Recipe("joint", "1", EVENTS + STANCES, _GROUPS, strength=8.0, precision={})
"""All labels at once: the folds of both models are the same, and are described only once."""


def columns_of(recipe: Recipe, scores: Scores) -> Scores:
    """The columns of the joint recipe's scores that are this recipe's labels."""
    return scores[:, [JOINT_RECIPE.labels.index(label) for label in recipe.labels]]
