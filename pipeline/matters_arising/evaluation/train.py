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

from matters_arising.evaluation.corpus import Marked, load_marked
from matters_arising.evaluation.inline import load_inline
from matters_arising.evaluation.recipes import EVENT_RECIPE, STANCE_RECIPE
from matters_arising.evaluation.report import as_text, judge_unseen, summarise
from matters_arising.evaluation.training import Recipe, calibrate, fit, leave_one_archive_out, teach
from matters_arising.nlp.judge import save


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
    for recipe in (EVENT_RECIPE, STANCE_RECIPE):
        train_one(recipe, real, own, chosen.out)
    return 0


def own_corpus(folder: Path) -> list[Marked]:
    """The sample archive and the training texts, as one list."""
    return [
        *load_marked(folder / "gold", folder / "sample", archive="sample"),
        *load_inline(folder / "training"),
    ]


def train_one(recipe: Recipe, real: Sequence[Marked], own: Sequence[Marked], out: Path) -> None:
    """Measure one recipe leave-one-archive-out, then learn from everything, calibrate, and write the folder."""
    scores = leave_one_archive_out(real, recipe, also=own)
    summary = summarise(judge_unseen(real, scores, recipe), recipe.labels)
    print(f"{recipe.name}: leave-one-archive-out\n{as_text(summary)}", flush=True)
    everything = [*real, *own]
    judge = calibrate(fit(everything, recipe, teach(everything, recipe)), scores, real, recipe)
    folder = out / recipe.name
    save(
        judge,
        folder,
        trained_on={
            "real documents": len(real),
            "real archives": len({marked.archive for marked in real}),
            "own documents": len(own),
            "statements": sum(len(marked.spans) for marked in everything),
        },
    )
    (folder / "metrics.json").write_text(
        json.dumps({"leave-one-archive-out": summary}, indent=2) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main())
