"""Teach the shipped encoder further, on texts of our own that it has not had. Needs PyTorch.

    python -m matters_arising.evaluation.further --lessons FILE --fresh whole-h --fresh whole-i

`--lessons` is what `teach_encoder prepare` writes; `--fresh` names the folders of `corpus/training` that are new. Among
them are taught again some of the marks that it learned from, lest it forget them. It takes half an hour of two cores
where teaching from the start takes an accelerator. The scores of left-out archives (`unseen.npz`) stay those of
siblings that were not taught further, for a sibling would have to be made anew for each group.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from matters_arising.errors import UsageError
from matters_arising.evaluation.lessons import OWN, UNMARKED, Lessons, Numbers
from matters_arising.ids import sha256_of

KEPT = 0.4  # of the fresh statements without a mark, an epoch sees so many
AGAIN_MARKED, AGAIN_BARE = 0.22, 0.05  # of the archives' statements taught before, with a mark and without
AGAIN_OWN = 0.1  # of our own with a mark; of those without, half as many


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lessons", type=Path, required=True)
    parser.add_argument("--fresh", action="append", required=True, help="a folder of corpus/training; repeatable")
    parser.add_argument("--encoder", type=Path, default=Path("models/encoder"), help="the model folder, written anew")
    chosen = parser.parse_args(arguments)
    further(chosen.encoder, Lessons.load(chosen.lessons), chosen.fresh)
    return 0


def further(folder: Path, lessons: Lessons, fresh: Sequence[str]) -> None:
    """Teach the encoder of `folder` further and write it there. `UsageError` where nothing fresh is in the lessons."""
    new = fresh_rows(lessons, fresh)
    if not len(new):
        raise UsageError(f"no text of {', '.join(fresh)} among the lessons", remedy="`teach_encoder prepare` anew")
    try:
        from matters_arising.evaluation import course, network
    except ImportError as error:
        raise UsageError(
            f"teaching the encoder needs {error.name}", remedy="install the extra: pip install 'matters-arising[train]'"
        ) from error
    chance = np.random.default_rng(0)
    taught = network.read_back(folder / "encoder.onnx", lessons.truth.shape[1])
    epochs = [epoch(lessons, new, chance) for _ in range(course.FURTHER.epochs)]
    print(course.teach(taught, course.Desk(lessons), lessons, course.FURTHER, group=OWN, epochs=epochs), flush=True)
    network.export(taught.cpu(), folder / "encoder.onnx")
    about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    about["version"] = str(int(about["version"]) + 1)
    documents = len(np.unique(lessons.documents[new]))
    about["taught_further_on"] = {"folders": sorted(fresh), "documents": documents, "statements": len(new)}
    about["sha256"]["encoder.onnx"] = sha256_of((folder / "encoder.onnx").read_bytes())
    (folder / "model.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


def fresh_rows(lessons: Lessons, fresh: Sequence[str]) -> Numbers:
    """The numbers of the statements of the folders `fresh`."""
    of = [name.partition("/")[0] in fresh for name in lessons.names.tolist()]
    marked = np.flatnonzero(lessons.documents != UNMARKED)
    return np.asarray(marked[np.array(of, dtype=bool)[lessons.documents[marked]]])


def epoch(lessons: Lessons, new: Numbers, chance: np.random.Generator) -> Numbers:
    """The statements of one epoch: the fresh ones with a mark, a share of the others, and a share of what was taught
    before."""

    def some(rows: Numbers, share: float) -> Numbers:
        return chance.choice(rows, int(share * len(rows)), replace=False)

    said = (lessons.truth != 0).any(axis=1)
    before = np.setdiff1d(lessons.marked(OWN), new)
    real = lessons.groups[before] != OWN
    return np.concatenate(
        [
            new[said[new]],
            some(new[~said[new]], KEPT),
            some(before[real & said[before]], AGAIN_MARKED),
            some(before[real & ~said[before]], AGAIN_BARE),
            some(before[~real & said[before]], AGAIN_OWN),
            some(before[~real & ~said[before]], AGAIN_OWN / 2),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
