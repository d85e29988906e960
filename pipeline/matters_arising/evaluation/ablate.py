"""What each kind of feature is worth to the linear judge: it learns without it, and is measured as always.

    python -m matters_arising.evaluation.ablate --gold DIR --archives DIR

Groups of archives are left out, events alone are judged, and the table is Markdown, for `models/LOG.md`. To be quick,
of the stand-off marks only the single statements are learned from (`--standoff` chooses others), and the words a judge
may see are counted over all documents once, not in each fold. The first row is what is kept of the shipped judge's own
training, which had all marks, and left archives out one by one.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from matters_arising.evaluation.calibration import truth_of
from matters_arising.evaluation.corpus import Marked, known_rows, load_marked, load_standoff_marked
from matters_arising.evaluation.recipes import EVENT_RECIPE, columns_of
from matters_arising.evaluation.report import judge_unseen, summarise
from matters_arising.evaluation.train import own_corpus
from matters_arising.evaluation.training import LEAST_DOCUMENTS, Recipe, Scores, Taught, fit, number
from matters_arising.evaluation.unseen import GROUPS, LINEAR, load_unseen
from matters_arising.nlp.features import describe
from matters_arising.nlp.judge import vectorise
from matters_arising.nlp.masking import ordinary_words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

VARIANTS: dict[str, tuple[str, ...]] = {  # beginnings of the names of the features that are left away
    "all features": (),
    "without the statements beside it": ("p:", "n:", "px:", "nx:", "pp:", "nn:", "rp:", "rn:"),
    "without heading, form and place": ("h:", "hh:", "s:"),
    "without phrase rules": ("r:", "rr:", "rp:", "rn:"),
    "without the usage": ("rr:american+", "rr:british+"),
}
Described = Sequence[Sequence[str]]


def ablate(
    documents: Sequence[Marked],
    recipe: Recipe,
    *,
    also: Sequence[Marked] = (),
    groups: Sequence[Sequence[str]] = GROUPS,
    variants: Mapping[str, tuple[str, ...]] = VARIANTS,
) -> dict[str, Scores]:
    """By variant, the linear scores of each statement of `documents`, from a judge that saw nothing of its archive.

    `also` are documents that are learned from and not tested on; each archive must be in one of the `groups`.
    """
    import numpy as np

    everything = [*documents, *also]
    ordinary = ordinary_words(
        ([statement.text for statement in marked.segmented.statements] for marked in everything), least=LEAST_DOCUMENTS
    )
    tested = [_describe(marked, ordinary, range(len(marked.spans))) for marked in documents]
    learned = [*tested, *(_describe(marked, ordinary, known_rows(marked)) for marked in also)]
    out = {name: np.zeros((sum(map(len, tested)), len(recipe.labels))) for name in variants}
    place = np.repeat([marked.archive for marked in documents], [len(rows) for rows in tested])
    for group in groups:
        inside = np.isin(place, list(group))
        chosen = [i for i, marked in enumerate(everything) if marked.archive not in group]
        taught = number(ordinary, [learned[i] for i in chosen], recipe)
        columns = {feature: column for column, feature in enumerate(taught.features)}
        rows = [row for marked, rows in zip(documents, tested, strict=True) if marked.archive in group for row in rows]
        unseen = vectorise(rows, columns, recipe.groups)
        for name, dropped in variants.items():
            kept = _kept(taught.features, dropped)
            smaller = Taught(ordinary, tuple(taught.features[i] for i in kept), taught.matrix[:, kept])
            judge = fit([everything[i] for i in chosen], recipe, smaller)
            out[name][inside] = unseen[:, kept] @ judge.weights + judge.bias
            print(f"{', '.join(group)} left out: {name}", file=sys.stderr, flush=True)
    return out


def table_of(documents: Sequence[Marked], scores: Mapping[str, Scores], recipe: Recipe) -> Iterator[str]:
    """The lines of a table in Markdown: micro F1 and, by label, average precision, for each variant."""
    from sklearn.metrics import average_precision_score

    yield f"| average precision | micro F1 | {' | '.join(recipe.labels)} |"
    yield "|---" * (len(recipe.labels) + 2) + "|"
    for name, linear in scores.items():
        f1 = summarise(judge_unseen(documents, linear, None, recipe))["micro"]["f1"]
        cells = []
        for column, label in enumerate(recipe.labels):
            truth = truth_of(label, documents)
            known = truth >= 0
            cells.append(f"{average_precision_score(truth[known], linear[known, column]):.3f}")
        yield f"| {name} | {f1:.3f} | {' | '.join(cells)} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder of gold files, one JSON a document")
    parser.add_argument("--archives", type=Path, required=True, help="folder that holds their documents")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="our own corpus, and the stand-off marks")
    parser.add_argument("--models", type=Path, default=Path("models"), help="where the kept scores are")
    parser.add_argument("--standoff", choices=("none", "single", "all"), default="single", help="what to learn of them")
    chosen = parser.parse_args(arguments)
    gold = load_marked(chosen.gold, chosen.archives)
    also = own_corpus(chosen.corpus)
    if chosen.standoff != "none":
        further = load_standoff_marked(chosen.corpus / "gold" / "standoff", chosen.archives)
        also += [one for one in further if chosen.standoff == "all" or one.gold.judged is not None]
    kept = columns_of(EVENT_RECIPE, load_unseen(chosen.models / LINEAR, gold))
    scores = {"the shipped judge, all marks": kept, **ablate(gold, EVENT_RECIPE, also=also)}
    print("\n".join(table_of(gold, scores, EVENT_RECIPE)))
    return 0


def _describe(marked: Marked, ordinary: frozenset[str], rows: Sequence[int]) -> Described:
    return [one.features for one in describe(marked.segmented, ordinary, rows)]


def _kept(features: Sequence[str], dropped: tuple[str, ...]) -> npt.NDArray[np.int64]:
    import numpy as np

    return np.array([i for i, name in enumerate(features) if not name.startswith(dropped)], dtype=np.int64)


if __name__ == "__main__":
    sys.exit(main())
