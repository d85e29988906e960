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

from matters_arising.evaluation.calibration import calibrate
from matters_arising.evaluation.corpus import Marked, load_marked, load_standoff_marked
from matters_arising.evaluation.inline import load_inline
from matters_arising.evaluation.metrics import keep, measure
from matters_arising.evaluation.recipes import EVENT_RECIPE, JOINT_RECIPE, STANCE_RECIPE, columns_of
from matters_arising.evaluation.report import as_text
from matters_arising.evaluation.rulings import rulings_on
from matters_arising.evaluation.training import Scores, fit, leave_archives_out, teach
from matters_arising.evaluation.unseen import ENCODER, GROUPS, LINEAR, by_document, load_unseen, save_unseen
from matters_arising.nlp.judge import Judge, load, save

FOR_THE_ENCODER = ("contrast-", "further-")  # how the folders are named that only the encoder learns from


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder of gold files, one JSON a document")
    parser.add_argument("--archives", type=Path, required=True, help="folder that holds their documents")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="our own corpus, and the stand-off marks")
    parser.add_argument("--out", type=Path, default=Path("models"), help="where the model folders are written")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)), help="folds at a time")
    parser.add_argument("--grouped", action="store_true", help="leave groups of archives out: a third of the time")
    parser.add_argument("--calibrate", action="store_true", help="keep the words' weights; weigh the encoder anew")
    chosen = parser.parse_args(arguments)
    gold = load_marked(chosen.gold, chosen.archives)
    further = load_standoff_marked(chosen.corpus / "gold" / "standoff", chosen.archives)
    whole = [*gold, *(marked for marked in further if marked.gold.judged is None)]
    also = [*own_corpus(chosen.corpus), *(marked for marked in further if marked.gold.judged is not None)]
    encoder = load_unseen(chosen.out / ENCODER, whole)
    if chosen.calibrate:
        linear = load_unseen(chosen.out / LINEAR, whole)
        calibrate_again(whole, linear, encoder, chosen.out)
        keep(measure(gold, whole, linear, encoder), chosen.out)
        return 0
    groups = GROUPS if chosen.grouped else ()
    linear = leave_archives_out(whole, JOINT_RECIPE, also=also, groups=groups, jobs=chosen.jobs)
    save_unseen(chosen.out / LINEAR, whole, by_document(linear, whole))
    linear = load_unseen(chosen.out / LINEAR, whole)  # as they are kept, so that later figures are the same
    found = measure(gold, whole, linear, encoder)
    everything = [*whole, *also]
    taught = teach(everything, JOINT_RECIPE)
    for recipe in (EVENT_RECIPE, STANCE_RECIPE):
        print(f"{recipe.name}: archives left out\n{as_text(found[recipe.name]['unseen archives'])}", flush=True)
        scores = columns_of(recipe, linear), columns_of(recipe, encoder)
        rulings = rulings_on(whole, *scores, recipe)
        judge = calibrate(fit(everything, recipe, taught), *scores, whole, recipe, rulings=rulings)
        write(judge, chosen.out / recipe.name, real=[*gold, *further], own=own_corpus(chosen.corpus))
    keep(found, chosen.out, folds="groups of archives" if chosen.grouped else "each archive")
    return 0


def calibrate_again(documents: Sequence[Marked], linear: Scores, encoder: Scores, models: Path) -> None:
    """Give the judges of words in `models` the mixture, thresholds and gate that belong to another encoder."""
    for recipe in (EVENT_RECIPE, STANCE_RECIPE):
        folder = models / recipe.name
        about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        scores = columns_of(recipe, linear), columns_of(recipe, encoder)
        judge = calibrate(load(folder), *scores, documents, recipe, rulings=rulings_on(documents, *scores, recipe))
        save(judge, folder, trained_on=about["trained_on"])


def own_corpus(folder: Path, *, every: bool = False) -> list[Marked]:
    """The sample archive and the training extracts, as one list; each folder counts as an archive."""
    sample = load_marked(folder / "gold", folder / "sample", archive="sample")
    return [*sample, *own_extracts(folder, every=every)]


def own_extracts(folder: Path, *, every: bool = False) -> list[Marked]:
    """The training extracts, each folder an archive.

    Two kinds are for the encoder alone. The contrast extracts set a phrase with a mark beside the same phrase without
    it: a judge of words learns from them that the words say nothing (average precision on deferrals .34 -> .31). The
    further whole minutes taught it nothing that is left beside the encoder (`models/LOG.md`).
    """
    extracts = load_inline(folder / "training")
    return [marked for marked in extracts if every or not marked.archive.startswith(FOR_THE_ENCODER)]


def write(judge: Judge, folder: Path, *, real: Sequence[Marked], own: Sequence[Marked]) -> None:
    """The model folder, but for figures and card: weights, vocabularies, what it was trained on."""
    counts = {
        "real documents": len(real),
        "of them read whole": sum(marked.gold.judged is None for marked in real),
        "real archives": len({marked.archive for marked in real}),
        "own documents": len(own),
        "statements": sum(len(marked.spans) for marked in [*real, *own] if marked.gold.judged is None),
    }
    save(judge, folder, trained_on=counts)


if __name__ == "__main__":
    sys.exit(main())
