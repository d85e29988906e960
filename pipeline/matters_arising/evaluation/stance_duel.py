"""Models of stances held against each other on the same labelled statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from matters_arising.errors import UsageError
from matters_arising.evaluation.bootstrap import intervals
from matters_arising.evaluation.metrics import rounded
from matters_arising.evaluation.reliability import reliability
from matters_arising.evaluation.score import Count
from matters_arising.evaluation.stance_cases import Case, in_units, own_cases, read_cases
from matters_arising.evaluation.stance_corpus import LABELS, NONE
from matters_arising.evaluation.stance_training import in_order, label_at
from matters_arising.models import AgendaItem, Block, Document, Meeting, Segmented, Span, Statement, StatementForm
from matters_arising.nlp.judge import Judge, Reader
from matters_arising.segment.sections import section_of
from matters_arising.stance.features import Passage
from matters_arising.stance.saved import StanceModel, load, statement_hash
from matters_arising.vocab import MeetingKind, MeetingStatus

Array = npt.NDArray[Any]
SHIPPED = "shipped"
_MARK = "judged"


@dataclass(frozen=True, slots=True)
class Answers:
    """What one model says of each case: the label, and the probabilities (columns `LABELS`). `learned` says of which
    cases the model has learned from the statement; None where that cannot be known."""

    name: str
    generator: str
    said: tuple[str, ...]
    chances: Array
    learned: tuple[bool, ...] | None


def duel(models: Sequence[str], labels: Sequence[Path], *, corpus: Path, errors: int = 0) -> dict[str, Any]:
    """The figures (`compare`) of the models in these folders, or `shipped`, on files of labels; where none are given,
    on the held part of our corpus. UsageError, ModelError, NothingFoundError."""
    twice = [name for name, times in Counter(models).items() if times > 1]
    if twice or not models:
        what = f"the model {twice[0]} is named twice" if twice else "no model is named"
        raise UsageError(what, remedy=f"give each model once with --model; `{SHIPPED}` is the one that is shipped")
    cases = read_cases(labels).cases if labels else tuple(own_cases(corpus)[1])
    if not cases:
        raise UsageError("there are no labels to measure on", remedy="give files that hold some with --labels")
    return compare(cases, [_answers(name, cases) for name in models], errors=errors)


def _answers(name: str, cases: Sequence[Case]) -> Answers:
    if name == SHIPPED:
        from matters_arising.stance import load as load_shipped

        return answers_of_judge(load_shipped(), cases)
    return answers_of(name, load(Path(name)), cases)


def answers_of(name: str, model: StanceModel, cases: Sequence[Case]) -> Answers:
    """What a trained model says."""
    said, chances = model.judge([one.passage for one in cases])
    learned = tuple(statement_hash(one.passage.text) in model.learned for one in cases)
    return Answers(name, model.generator, tuple(said), in_order(model.classifier, chances), learned)


def answers_of_judge(judge: Judge, cases: Sequence[Case], *, reader: Reader | None = None) -> Answers:
    """What the shipped judge says. It sees less than in a run: labels do not hold what follows the statement, nor
    where in the minutes it stands. `reader` stands in for the encoder."""
    found = np.zeros((len(cases), len(LABELS)))
    places = [LABELS.index(label) for label in judge.labels]
    for row, one in enumerate(cases):
        found[row, places] = judge.chances(as_minutes(one.passage), reader=reader)[-1]
    # the judge asks about each stance by itself; what is left is none's
    found[:, LABELS.index(NONE)] = np.clip(1 - found.sum(axis=1), 0, 1)
    least = dict(zip(judge.labels, judge.thresholds.tolist(), strict=True))
    return Answers(SHIPPED, judge.generator, tuple(label_at(found, least)), found, None)


def as_minutes(one: Passage) -> Segmented:
    """A passage as minutes of one item, taken apart; the statement that is judged is the last."""
    lines = [*([one.heading] if one.heading else []), *one.before, one.text]
    text = "\n".join(lines)
    item = AgendaItem(_MARK, _MARK, "", one.heading, 0, len(text), section=section_of(one.heading))
    blocks, statements, start = [], [], 0
    for number, line in enumerate(lines):
        end = start + len(line)
        heads = bool(one.heading) and number == 0
        blocks.append(Block(start, end, "heading" if heads else "paragraph"))
        form: StatementForm = "heading" if heads else "sentence"
        statements.append(Statement(f"{_MARK} {number}", _MARK, _MARK, start, end, 1, line, form))
        start = end + 1
    document = Document("labels", "", "text/plain", text, (Span(0, len(text)),), tuple(blocks))
    meeting = Meeting(_MARK, one.body, "", MeetingKind.UNKNOWN, MeetingStatus.UNKNOWN, "labels", 0, len(text))
    return Segmented(document, (meeting,), (item,), tuple(statements))


def compare(cases: Sequence[Case], answers: Sequence[Answers], *, errors: int = 0) -> dict[str, Any]:
    """All figures, as plain values for JSON: of each model by label, and of each two of them McNemar's exact test,
    with so many statements on which one is right and the other is not."""
    counted, unit = in_units(cases)
    truth = [one.label for one in cases]
    return {
        "statements": len(cases),
        "labels": {label: truth.count(label) for label in map(str, LABELS)},
        "intervals over": unit,
        "models": {one.name: _figures(one, truth, [case.body for case in counted]) for one in answers},
        "pairs": [_duel(one, other, cases, errors) for one, other in combinations(answers, 2)],
    }


def _figures(one: Answers, truth: Sequence[str], units: Sequence[str]) -> dict[str, Any]:
    said = one.said
    hit = np.array([[label == there for label in LABELS] for there in truth], dtype=np.int64)
    bands, error = reliability(one.chances.ravel(), hit.ravel())
    labels = {str(label): _scored([t == label for t in truth], [s == label for s in said], units) for label in LABELS}
    confusion = Counter(zip(truth, said, strict=True))
    return {
        "generator": one.generator,
        "learned from": None if one.learned is None else sum(one.learned),
        "right": round(sum(t == s for t, s in zip(truth, said, strict=True)) / len(truth), 3),
        "labels": labels,
        "stance or none": _scored([t != NONE for t in truth], [s != NONE for s in said], units),
        "confusion": {str(t): {str(s): confusion[t, s] for s in LABELS} for t in LABELS},
        "calibration error": round(error, 4),
        "reliability": bands,
    }


def _scored(there: Sequence[bool], given: Sequence[bool], units: Sequence[str]) -> dict[str, Any]:
    counts: dict[str, Count] = {}
    for unit, t, g in zip(units, there, given, strict=True):
        counts[unit] = counts.get(unit, Count()) + Count(t and g, g and not t, t and not g)
    total = sum(counts.values(), Count())
    return {
        **{name: round(getattr(total, name), 3) for name in ("precision", "recall", "f1")},
        "hit": int(total.hit),
        "false": int(total.false),
        "missed": int(total.missed),
        "intervals": {name: rounded(bounds) for name, bounds in intervals(list(counts.values())).items()},
    }


def _duel(one: Answers, other: Answers, cases: Sequence[Case], errors: int) -> dict[str, Any]:
    right = [(a == case.label, b == case.label) for a, b, case in zip(one.said, other.said, cases, strict=True)]
    first, second = right.count((True, False)), right.count((False, True))
    unlike = [row for row, (a, b) in enumerate(right) if a != b]
    # the surest error first
    wrong = {row: other if right[row][0] else one for row in unlike}
    ranked = sorted(unlike, key=lambda row: -wrong[row].chances[row][LABELS.index(wrong[row].said[row])])
    return {
        "one": one.name,
        "other": other.name,
        "both right": right.count((True, True)),
        "only one right": {one.name: first, other.name: second},
        "both wrong": right.count((False, False)),
        "p": mcnemar(first, second),
        "discordant": [
            {
                "id": cases[row].id,
                "text": cases[row].passage.text,
                "body": cases[row].passage.body,
                "label": cases[row].label,
                "said": {one.name: one.said[row], other.name: other.said[row]},
            }
            for row in ranked[:errors]
        ],
    }


def mcnemar(first: int, second: int) -> float:
    """The exact test of two models on the same statements, two-sided: how likely the numbers of statements on which
    only the one, or only the other, is right would lie so far apart if both were equally good.

    >>> round(mcnemar(9, 1), 4)
    0.0215
    """
    unlike = first + second
    tail = sum(comb(unlike, k) for k in range(min(first, second) + 1))
    return min(1.0, float(2 * tail / 2**unlike))
