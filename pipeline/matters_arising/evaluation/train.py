"""Train the shipped judges and measure them on archives they did not see.

    python -m matters_arising.evaluation.train --gold DIR --archives DIR --out models

The real gold is scored by judges that saw nothing of its archive. Our own corpus and the stand-off marks are learned
from too, the stand-off marks never in the fold of their own archive. The encoder's scores of left-out archives are
those kept beside it (`models/encoder/unseen.npz`, see `matters_arising.evaluation.teach_encoder`); the linear judge's
are kept too, so that `matters evaluate` need not learn anything again.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matters_arising.evaluation.calibration import calibrate, gate_of
from matters_arising.evaluation.card import write_card
from matters_arising.evaluation.corpus import Marked, load_marked, load_standoff_marked
from matters_arising.evaluation.inline import load_inline
from matters_arising.evaluation.recipes import EVENT_RECIPE, JOINT_RECIPE, STANCE_RECIPE
from matters_arising.evaluation.report import as_text, judge_unseen, summarise
from matters_arising.evaluation.training import Recipe, Scores, fit, leave_archives_out, teach
from matters_arising.evaluation.unseen import ENCODER, GROUPS, LINEAR, by_document, load_unseen, save_unseen
from matters_arising.nlp.judge import Judge, save

CONTRAST = "contrast-"  # how the folders of contrast extracts are named


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder of gold files, one JSON a document")
    parser.add_argument("--archives", type=Path, required=True, help="folder that holds their documents")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="our own corpus, and the stand-off marks")
    parser.add_argument("--out", type=Path, default=Path("models"), help="where the model folders are written")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)), help="folds at a time")
    parser.add_argument("--grouped", action="store_true", help="leave groups of archives out: a third of the time")
    chosen = parser.parse_args(arguments)
    gold = load_marked(chosen.gold, chosen.archives)
    further = load_standoff_marked(chosen.corpus / "gold" / "standoff", chosen.archives)
    whole = [*gold, *(marked for marked in further if marked.gold.judged is None)]
    also = [*own_corpus(chosen.corpus), *(marked for marked in further if marked.gold.judged is not None)]
    encoder = load_unseen(chosen.out / ENCODER, whole)
    groups = GROUPS if chosen.grouped else ()
    linear = leave_archives_out(whole, JOINT_RECIPE, also=also, groups=groups, jobs=chosen.jobs)
    save_unseen(chosen.out / LINEAR, whole, by_document(linear, whole))
    everything = [*whole, *also]
    taught = teach(everything, JOINT_RECIPE)
    measured = {marked.gold.document for marked in gold}
    for recipe in (EVENT_RECIPE, STANCE_RECIPE):
        scores = columns_of(recipe, linear), columns_of(recipe, encoder)
        metrics: dict[str, Any] = {"folds": "groups of archives" if chosen.grouped else "each archive"}
        metrics |= measure(whole, *scores, recipe, measured)
        print(f"{recipe.name}: archives left out\n{as_text(metrics['unseen archives'])}", flush=True)
        judge = calibrate(fit(everything, recipe, taught), *scores, whole, recipe)
        write(judge, metrics, chosen.out / recipe.name, real=[*gold, *further], own=own_corpus(chosen.corpus))
    return 0


def measure(
    documents: Sequence[Marked], linear: Scores, encoder: Scores, recipe: Recipe, measured: set[str]
) -> dict[str, Any]:
    """Scores of both together, and of the linear judge alone; what the gate lets pass."""
    both = summarise(judge_unseen(documents, linear, encoder, recipe, measured=measured))
    alone = summarise(judge_unseen(documents, linear, None, recipe, measured=measured))
    gate, marked, asked = gate_of(linear, documents, recipe)
    return {
        "unseen archives": both,
        "without the encoder": alone,
        "gate": {"at": round(gate, 4), "marked statements that pass": round(marked, 4), "all": round(asked, 4)},
    }


def own_corpus(folder: Path, *, contrast: bool = False) -> list[Marked]:
    """The sample archive and the training extracts, as one list; each folder counts as an archive."""
    sample = load_marked(folder / "gold", folder / "sample", archive="sample")
    return [*sample, *own_extracts(folder, contrast=contrast)]


def own_extracts(folder: Path, *, contrast: bool = False) -> list[Marked]:
    """The training extracts, each folder an archive.

    The contrast extracts, which set a phrase with a mark beside the same phrase without it, are for the encoder: a
    judge of words learns from them that the words say nothing (average precision on deferrals .34 -> .31).
    """
    extracts = load_inline(folder / "training")
    return [marked for marked in extracts if contrast or not marked.archive.startswith(CONTRAST)]


def columns_of(recipe: Recipe, scores: Scores) -> Scores:
    """The columns of the joint recipe's scores that are this recipe's labels."""
    return scores[:, [JOINT_RECIPE.labels.index(label) for label in recipe.labels]]


def write(
    judge: Judge, metrics: dict[str, Any], folder: Path, *, real: Sequence[Marked], own: Sequence[Marked]
) -> None:
    """The model folder: weights, vocabularies, what it was trained on, its scores on unseen archives, its card."""
    counts = {
        "real documents": len(real),
        "of them read whole": sum(marked.gold.judged is None for marked in real),
        "real archives": len({marked.archive for marked in real}),
        "own documents": len(own),
        "statements": sum(len(marked.spans) for marked in [*real, *own] if marked.gold.judged is None),
    }
    save(judge, folder, trained_on=counts)
    (folder / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    write_card(folder)


if __name__ == "__main__":
    sys.exit(main())
