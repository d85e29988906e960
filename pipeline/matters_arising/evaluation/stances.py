"""How well stances are told: families of models beside simple methods, on bodies and archives they did not see.

On our own statements (`corpus/stance`): bodies held back, and minimal pairs, of which both sides must be right. On the
real gold: groups of archives left out, scores made into probabilities on the other groups, with the encoder and the
shipped judge beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from matters_arising.errors import UsageError
from matters_arising.evaluation.bootstrap import f1_interval
from matters_arising.evaluation.calibration import thresholds_of
from matters_arising.evaluation.corpus import Marked
from matters_arising.evaluation.metrics import figures, rounded
from matters_arising.evaluation.recipes import STANCE_RECIPE, columns_of
from matters_arising.evaluation.reliability import reliability, risk_coverage
from matters_arising.evaluation.report import Unseen, judge_unseen
from matters_arising.evaluation.score import Count
from matters_arising.evaluation.stance_corpus import LABELS, NONE, StanceEntry, Told, is_held, pairs_of
from matters_arising.evaluation.stance_models import (
    FAMILIES,
    UNKNOWN,
    Array,
    Family,
    Rows,
    rows_of,
    rows_of_entries,
    scores_of,
    thinned,
)
from matters_arising.evaluation.unseen import GROUPS
from matters_arising.stance.classifier import StanceClassifier
from matters_arising.stance.cues import cue_named, cues_in
from matters_arising.stance.explain import Explanation, explain
from matters_arising.stance.features import Passage, StanceFeatures
from matters_arising.vocab import StanceLabel

STANCES = tuple(str(stance) for stance in StanceLabel)
EXPLAINED = "words and cues"  # the family that can say why
KEYWORDS = "keywords"
# What is asked of a family by itself, without the rules that stand beside the shipped judge. With 21 real marks no
# threshold of unilateral can be trusted to be right at less.
PRECISE = replace(STANCE_RECIPE, precision={"collaborative": 0.4, "consultative": 0.3, "unilateral": 0.7})


@dataclass(frozen=True, slots=True)
class Slip:
    """A statement of our own that is told wrongly, with what the label rests on."""

    entry: StanceEntry
    said: Explanation


def family_named(name: str) -> Family:
    """A family by its name. `UsageError` lists them."""
    for family in FAMILIES:
        if family.name == name:
            return family
    known = ", ".join(family.name for family in FAMILIES)
    raise UsageError(f"no such family of models: {name!r}", remedy=f"one of {known}")


def on_own(family: Family, entries: Sequence[StanceEntry]) -> dict[str, Any]:
    """The figures of a family on the held bodies, learned from the others."""
    held = np.array([is_held(entry) for entry in entries])
    rows = rows_of_entries(entries)
    model, features = learned(family, rows.where(~held))
    matrix = features.transform(rows.where(held).passages)
    asked = [entry for entry, there in zip(entries, held, strict=True) if there]
    sets = model.predict_set(matrix)
    found = own_figures(asked, model.predict(matrix).tolist(), model.predict_proba(matrix), model.classes_.tolist())
    right = sets[np.arange(len(asked)), [model.classes_.tolist().index(entry.label) for entry in asked]]
    found["sets at 10 %"] = {
        "right label inside": round(float(right.mean()), 3),
        "labels": round(float(sets.sum(axis=1).mean()), 2),
        "of one label": round(float((sets.sum(axis=1) == 1).mean()), 3),
    }
    return found


def learned(family: Family, rows: Rows) -> tuple[StanceClassifier, StanceFeatures]:
    """A model of our own statements, calibrated on bodies left out, and its features."""
    features = StanceFeatures(family.groups)
    matrix = features.fit_transform(rows.passages)
    model = StanceClassifier(family.estimator())
    return model.fit(matrix, rows.labels.astype(str), rows.groups.astype(str)), features


def own_figures(
    entries: Sequence[Told], said: Sequence[str], chances: Array | None = None, classes: Sequence[str] = LABELS
) -> dict[str, Any]:
    """Scores of labels said of statements: by label, detection, confusion, minimal pairs; with probabilities (columns
    `classes`), also calibration and what abstaining buys."""
    truth = [entry.label for entry in entries]
    bodies = [entry.body for entry in entries]
    out: dict[str, Any] = {
        "statements": len(entries),
        "right": round(float(np.mean([a == b for a, b in zip(truth, said, strict=True)])), 3),
        "labels": {
            str(label): _scored([t == label for t in truth], [s == label for s in said], bodies) for label in LABELS
        },
        "detection": _scored([t != NONE for t in truth], [s != NONE for s in said], bodies),
        "confusion": {
            f"{t} as {s}": n for (t, s), n in sorted(Counter(zip(truth, said, strict=True)).items()) if t != s
        },
    }
    counts = [_by_body([t == label for t in truth], [s == label for s in said], bodies) for label in STANCES]
    total = [sum(row, Count()) for row in zip(*(table.values() for table in counts), strict=True)]
    out["micro"] = {**_shown(sum(total, Count())), "interval": rounded(f1_interval(total))}
    told = {(entry.id, entry.side): a == b for entry, a, b in zip(entries, truth, said, strict=True)}
    pairs = pairs_of(entries)
    both = [told[a.id, a.side] and told[b.id, b.side] for a, b in pairs]
    out["pairs"] = {"pairs": len(pairs), "both sides right": round(float(np.mean(both)), 3) if both else 0.0}
    if chances is not None:
        hit = np.array([[t == label for label in classes] for t in truth], dtype=np.int64)
        out["calibration error"] = round(reliability(chances.ravel(), hit.ravel())[1], 4)
        best = chances.argmax(axis=1)
        out["risk and coverage"] = risk_coverage(chances.max(axis=1), hit[np.arange(len(hit)), best])
    return out


def keyword_label(one: Passage) -> str:
    """The stance that most cues of a statement were thought of for; `none` where none or two are."""
    counts = Counter(cue_named(name).says for name in cues_in(one.text, one.body))
    counts.pop("", None)
    best = counts.most_common(2)
    return NONE if not best or (len(best) > 1 and best[0][1] == best[1][1]) else best[0][0]


def slips(entries: Sequence[StanceEntry], most: int) -> list[Slip]:
    """So many statements of held bodies that are told wrongly, the surest first, with explanations."""
    held = np.array([is_held(entry) for entry in entries])
    rows = rows_of_entries(entries)
    model, features = learned(family_named(EXPLAINED), rows.where(~held))
    out = []
    for entry, one in zip(entries, rows.passages, strict=True):
        if is_held(entry):
            said = explain(one, model, features)
            if said.label != entry.label:
                out.append(Slip(entry, said))
    return sorted(out, key=lambda slip: -slip.said.chance)[:most]


@dataclass(frozen=True, slots=True)
class RealMarks:
    """Marked archives. Of `documents`, read whole, the paths in `measured` are counted; `single` are documents of
    which single statements were read; `own` is our own corpus. `linear` and `encoder` are the kept scores of left-out
    archives for `documents`, columns as `KINDS`."""

    documents: Sequence[Marked]
    single: Sequence[Marked]
    own: Sequence[Marked]
    measured: frozenset[str]
    linear: Array
    encoder: Array


def left_out_scores(family: Family, marks: RealMarks, entries: Sequence[StanceEntry]) -> Array:
    """The scores of a family for the documents read whole, by models that saw nothing of the group of archives."""
    whole, single = rows_of(marks.documents), rows_of(marks.single)
    ours = thinned(rows_of(marks.own)) + rows_of_entries([entry for entry in entries if not is_held(entry)])
    out = np.zeros((len(whole.labels), len(STANCES) + 1))
    for group in GROUPS:
        inside = np.isin(whole.groups.astype(str), group)
        if inside.any():
            other = ~np.isin(single.groups.astype(str), group)
            learn = ours + thinned(whole.where(~inside)) + thinned(single.where(other), one_in=3)
            (out[inside],) = scores_of(family, learn, [whole.where(inside)])
    return out


def on_real(scores: Array, marks: RealMarks) -> dict[str, Any]:
    """The figures of scores (statements of the documents, any columns) on the measured ones. Probabilities of a group
    of archives are learned from the scores of the other groups, and so are the thresholds."""
    rows = rows_of(marks.documents)
    groups = rows.groups.astype(str)
    chances = np.zeros((len(groups), len(STANCES)))
    for group in GROUPS:
        inside = np.isin(groups, group)
        others = ~inside & (rows.labels != UNKNOWN)
        if inside.any():
            chances[inside] = _chances(scores, rows, others, inside)
    thresholds: dict[str, Array] = {}
    for group in GROUPS:
        outside = [marked for marked in marks.documents if marked.archive not in group]
        found = thresholds_of(chances[~np.isin(groups, group)], outside, PRECISE)
        thresholds |= dict.fromkeys(group, found)
    kept = [marked for marked in marks.documents if marked.gold.document in marks.measured]
    counted = np.repeat(
        [marked.gold.document in marks.measured for marked in marks.documents],
        [len(marked.spans) for marked in marks.documents],
    )
    return figures(Unseen(kept, STANCES, chances[counted], [thresholds[marked.archive] for marked in kept]))


def _chances(scores: Array, rows: Rows, learn: Array, asked: Array) -> Array:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = StanceClassifier(make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)), folds=4)
    model.fit(scores[learn], rows.labels[learn].astype(str), rows.groups[learn].astype(str))
    found = model.predict_proba(scores[asked])
    return np.asarray(found[:, [model.classes_.tolist().index(stance) for stance in STANCES]])


def shipped(marks: RealMarks) -> dict[str, Any]:
    """The figures of the shipped mixture of linear judge and encoder on the same documents."""
    scores = columns_of(STANCE_RECIPE, marks.linear), columns_of(STANCE_RECIPE, marks.encoder)
    return figures(judge_unseen(marks.documents, *scores, STANCE_RECIPE, measured=marks.measured))


def load_real(gold: Path, archives: Path, *, standoff: Path, corpus: Path, models: Path) -> RealMarks:
    """The marked archives with the kept scores."""
    from matters_arising.evaluation.corpus import load_marked, load_standoff_marked
    from matters_arising.evaluation.train import own_corpus
    from matters_arising.evaluation.unseen import ENCODER, LINEAR, load_unseen

    measured = load_marked(gold, archives)
    further = load_standoff_marked(standoff, archives) if standoff.is_dir() else []
    whole = [*measured, *(marked for marked in further if marked.gold.judged is None)]
    return RealMarks(
        whole,
        [marked for marked in further if marked.gold.judged is not None],
        own_corpus(corpus, every=True),
        frozenset(marked.gold.document for marked in measured),
        load_unseen(models / LINEAR, whole),
        load_unseen(models / ENCODER, whole),
    )


def evaluate_stances(
    entries: Sequence[StanceEntry], marks: RealMarks | None, families: Sequence[Family] = FAMILIES
) -> dict[str, Any]:
    """All figures, as plain values for JSON; those of real archives where they are given."""
    held = [entry for entry in entries if is_held(entry)]
    words = [keyword_label(one) for one in rows_of_entries(held).passages]
    own = {KEYWORDS: own_figures(held, words)} | {family.name: on_own(family, entries) for family in families}
    out: dict[str, Any] = {"held bodies": own}
    if marks is not None:
        scores = {family.name: left_out_scores(family, marks, entries) for family in families}
        real = {KEYWORDS: _keywords_on_real(marks), **{name: on_real(one, marks) for name, one in scores.items()}}
        everything = np.hstack([*scores.values(), marks.encoder, marks.linear])
        real["all, encoder and linear judge"] = on_real(everything, marks)
        out["real archives"] = {**real, "shipped mixture": shipped(marks)}
    return out


def _keywords_on_real(marks: RealMarks) -> dict[str, Any]:
    kept = [marked for marked in marks.documents if marked.gold.document in marks.measured]
    said = [keyword_label(one) for one in rows_of(kept).passages]
    chances = np.array([[float(label == stance) for stance in STANCES] for label in said])
    return figures(Unseen(kept, STANCES, chances, [np.full(len(STANCES), 0.5)] * len(kept)))


def _by_body(truth: Sequence[bool], said: Sequence[bool], bodies: Sequence[str]) -> dict[str, Count]:
    out: dict[str, Count] = {}
    for there, given, body in zip(truth, said, bodies, strict=True):
        out[body] = out.get(body, Count()) + Count(there and given, given and not there, there and not given)
    return out


def _scored(truth: Sequence[bool], said: Sequence[bool], bodies: Sequence[str]) -> dict[str, Any]:
    counts = list(_by_body(truth, said, bodies).values())
    return {**_shown(sum(counts, Count())), "interval": rounded(f1_interval(counts))}


def _shown(count: Count) -> dict[str, float]:
    return {
        "precision": round(count.precision, 3),
        "recall": round(count.recall, 3),
        "f1": round(count.f1, 3),
        "hit": int(count.hit),
        "false": int(count.false),
        "missed": int(count.missed),
    }


def as_text(found: Mapping[str, Mapping[str, Any]]) -> str:
    """The figures as tables in Markdown."""
    lines = []
    for where, rows in found.items():
        own = where == "held bodies"
        lines += [
            f"## {where}",
            "",
            "| model | micro F1 | 95 % | precision | recall |"
            + "".join(f" {s} P / F1 |" for s in STANCES)
            + " calibration error |"
            + (" both sides of a pair |" if own else ""),
        ]
        lines += ["|---" * (6 + len(STANCES) + own) + "|"]
        for name, row in rows.items():
            micro = row["micro"]
            low, high = micro["interval"]
            cells = [
                name,
                f"{micro['f1']:.2f}",
                f"{low:.2f} to {high:.2f}",
                f"{micro['precision']:.2f}",
                f"{micro['recall']:.2f}",
            ]
            cells += [f"{row['labels'][s]['precision']:.2f} / {row['labels'][s]['f1']:.2f}" for s in STANCES]
            cells += [f"{row['calibration error']:.3f}" if "calibration error" in row else "–"]
            cells += [f"{row['pairs']['both sides right']:.2f}"] if own else []
            lines.append("| " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)


def slips_as_text(found: Sequence[Slip]) -> str:
    """Wrongly told statements, each with what its label rests on."""
    lines = []
    for slip in found:
        said, entry = slip.said, slip.entry
        lines += [f"{entry.id}{entry.side}  {entry.label}, said {said.label} ({said.chance:.2f}, rule {said.rule})"]
        lines += [f"  {entry.text}", f"  clause: {said.clause}"]
        for word, reasons in (("for", said.supporting), ("against", said.opposing)):
            lines.append(f"  {word}: " + "; ".join(f"{one.cue} {one.weight:+.2f}" for one in reasons))
        lines += [f"  words: {said.words:+.2f}", ""]
    return "\n".join(lines)
