"""Train the shipped models and measure them on archives they did not see.

    python -m matters_arising.evaluation.train --gold DIR --archives DIR [--gold DIR --archives DIR ...] --out models

The first pair is the real gold, scored leave-one-archive-out; `--corpus` is our own corpus, which every fold
learns from and none is tested on. Without a pair, our own corpus is learned from alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from matters_arising.evaluation.corpus import Marked, load_marked
from matters_arising.evaluation.inline import load_inline
from matters_arising.evaluation.recipes import EVENT_RECIPE, JOINT_RECIPE, STANCE_RECIPE
from matters_arising.evaluation.report import as_text, judge_unseen, summarise
from matters_arising.evaluation.training import Recipe, calibrate, fit, leave_one_archive_out, teach
from matters_arising.nlp.judge import Judge, save

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder of gold files, one JSON a document")
    parser.add_argument("--archives", type=Path, required=True, help="folder that holds their documents")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="our own corpus")
    parser.add_argument("--out", type=Path, default=Path("models"), help="where the model folders are written")
    chosen = parser.parse_args(arguments)
    real = load_marked(chosen.gold, chosen.archives)
    own = own_corpus(chosen.corpus)
    scores = leave_one_archive_out(real, JOINT_RECIPE, also=own)
    everything = [*real, *own]
    taught = teach(everything, JOINT_RECIPE)
    for recipe in (EVENT_RECIPE, STANCE_RECIPE):
        part = columns_of(recipe, scores)
        summary = summarise(judge_unseen(real, part, recipe), recipe.labels)
        print(f"{recipe.name}: leave-one-archive-out\n{as_text(summary)}", flush=True)
        judge = calibrate(fit(everything, recipe, taught), part, real, recipe)
        write(judge, summary, chosen.out / recipe.name, real=real, own=own)
    return 0


def own_corpus(folder: Path) -> list[Marked]:
    """The sample archive and the training texts, as one list; each folder counts as an archive."""
    return [*load_marked(folder / "gold", folder / "sample"), *load_inline(folder / "training")]


def columns_of(recipe: Recipe, scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The columns of the joint recipe's scores that are this recipe's labels."""
    return scores[:, [JOINT_RECIPE.labels.index(label) for label in recipe.labels]]


def write(
    judge: Judge, summary: dict[str, object], folder: Path, *, real: Sequence[Marked], own: Sequence[Marked]
) -> None:
    """The model folder: weights, vocabularies, what it was trained on, and its scores on unseen archives."""
    counts = {
        "real documents": len(real),
        "real archives": len({marked.archive for marked in real}),
        "own documents": len(own),
        "statements": sum(len(marked.spans) for marked in [*real, *own]),
    }
    save(judge, folder, trained_on=counts)
    metrics = json.dumps({"leave-one-archive-out": summary}, indent=2)
    (folder / "metrics.json").write_text(metrics + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
