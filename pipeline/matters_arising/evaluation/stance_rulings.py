"""What the program's rules say of the stances of marked statements, whatever a judge thinks: so that stances are
measured, and their thresholds found, as the program says them (`matters_arising.stance.said`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matters_arising.evaluation.corpus import Marked
from matters_arising.evaluation.training import Scores
from matters_arising.nlp.openings import openings_of
from matters_arising.stance.said import (
    BY_FORM,
    clause_of,
    doubted,
    households_of,
    is_by_form,
    is_doubtful,
    is_ruled_out,
)
from matters_arising.vocab import StanceLabel

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class StanceRulings:
    """Of statements and labels, shape (statements, labels): which are `ruled_out`, and of which the judge is to be
    `doubtful`; of statements alone, of which `form` says that a thing was done alone."""

    labels: tuple[str, ...]
    ruled_out: Flags
    doubtful: Flags
    form: Flags

    def applied(self, chances: Scores) -> Scores:
        """The probabilities as the program has them: nought where it says nothing."""
        said = np.where(self.doubtful, doubted(chances), chances)
        said = np.where(self.ruled_out | self.form[:, None], 0.0, said)
        alone = self.labels.index(StanceLabel.UNILATERAL)
        said[:, alone] = np.where(self.form, np.maximum(chances[:, alone], BY_FORM), said[:, alone])
        return np.asarray(said)

    def of(self, rows: Flags) -> StanceRulings:
        """Those of some statements."""
        return StanceRulings(self.labels, self.ruled_out[rows], self.doubtful[rows], self.form[rows])


def stance_rulings_of(
    documents: Sequence[Marked], chances: Scores, labels: Sequence[str], *, least: float
) -> StanceRulings:
    """The rulings on all statements of these documents, in their order. `chances` say roughly which labels are likely
    enough, from `least` on, to be asked about; what form gives is asked of all."""
    out, doubtful = np.zeros(chances.shape, dtype=bool), np.zeros(chances.shape, dtype=bool)
    form = np.zeros(len(chances), dtype=bool)
    first = 0
    for marked in documents:
        openings, households = openings_of(marked.segmented), households_of(marked.segmented)
        for row, statement in enumerate(marked.segmented.statements):
            place, household = first + row, households[statement.meeting]
            form[place] = is_by_form(statement.text, household)
            if chances[place].max() < least:
                continue
            clause = clause_of(row, marked.segmented, openings, household)
            for column, label in enumerate(map(StanceLabel, labels)):
                if chances[place, column] >= least:
                    out[place, column] = is_ruled_out(label, clause)
                    doubtful[place, column] = is_doubtful(label, clause)
        first += len(marked.spans)
    return StanceRulings(tuple(labels), out, doubtful, form)
