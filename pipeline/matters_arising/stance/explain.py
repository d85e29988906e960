"""Why a label: the clause it rests on, the cues that spoke for it and against it, and the rule of the codebook."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matters_arising.errors import UsageError
from matters_arising.extract.clauses import clauses
from matters_arising.stance.classifier import StanceClassifier
from matters_arising.stance.cues import cue_named, cues_in
from matters_arising.stance.features import Passage, StanceFeatures

_PLACES = ("before", "earlier", "heading")
_NONE_RULE, _FIRST_RULE = 8, 1


@dataclass(frozen=True, slots=True)
class Reason:
    """A cue of a passage and what it weighed for the label: above nought for it, below against it. `cue` is the name
    in `stance_cues.json`, with where it stands if that is not the statement itself ("before ask.views")."""

    cue: str
    about: str
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a label rests on. `supporting` and `opposing` have the strongest first; `words` is what the words weighed
    beside them, in the same measure. `rule` is a decision rule of the codebook, 1 to 8."""

    label: str
    chance: float
    clause: str
    supporting: tuple[Reason, ...]
    opposing: tuple[Reason, ...]
    words: float
    rule: int


def explain(one: Passage, model: StanceClassifier, features: StanceFeatures, *, most: int = 5) -> Explanation:
    """The explanation of what a model says of a passage. `UsageError` where its steps are not linear.

    A weight is a term of the log-odds of the label: of the first step for `none`, of both for a stance.
    """
    row = features.transform([one])
    chances = model.predict_proba(row)[0]
    label = str(model.predict(row)[0])
    terms = row.toarray()[0] * _weights(model, label)
    names = features.get_feature_names_out()
    cued = {names[i].partition(":")[2]: float(terms[i]) for i in np.flatnonzero(terms) if names[i].startswith("q:")}
    reasons = [Reason(name, _about(name), round(weight, 3)) for name, weight in cued.items()]
    ranked = sorted(reasons, key=lambda reason: -abs(reason.weight))
    supporting = tuple(reason for reason in ranked if reason.weight > 0)[:most]
    return Explanation(
        label,
        round(float(chances[list(model.classes_).index(label)]), 4),
        carrying_clause(one, [reason.cue for reason in supporting]),
        supporting,
        tuple(reason for reason in ranked if reason.weight < 0)[:most],
        round(float(terms.sum()) - sum(cued.values()), 3),
        rule_of(label, [reason.cue for reason in supporting], none=str(model.none)),
    )


def carrying_clause(one: Passage, names: list[str]) -> str:
    """The clause of the statement in which most of these cues stand; the first one where they are even."""
    parts = clauses(one.text) or [one.text]
    return max(parts, key=lambda part: len(set(names) & set(cues_in(part, one.body))))


def rule_of(label: str, names: list[str], *, none: str = "none") -> int:
    """The decision rule that the strongest supporting cue of the statement itself serves. Without one, a stance is
    coded by what is done (1) and none is given since the text does not tell (8)."""
    own = [name for name in names if name.partition(" ")[0] not in _PLACES]
    if own:
        return cue_named(own[0]).rule
    return _NONE_RULE if label == none else _FIRST_RULE


def _about(name: str) -> str:
    place, _, rest = name.partition(" ")
    return f"{cue_named(rest).about} ({place})" if place in _PLACES else cue_named(name).about


def _weights(model: StanceClassifier, label: str) -> np.ndarray:
    steps = (model.detector_, model.labeller_)
    if not all(hasattr(step, "coef_") for step in steps):
        raise UsageError("only linear models with both steps can be explained", remedy="choose words and cues")
    has = model.calibration_.slope * model.detector_.coef_[0]
    if label == model.none:
        return np.asarray(-has)
    which = list(model.classes_[model.labeller_.classes_]).index(label)
    told = model.labeller_.coef_ / model.calibration_.temperature
    return np.asarray(has + told[which] - told.mean(axis=0))
