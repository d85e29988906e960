"""What the program's rules say of marked statements, whatever a judge thinks: so that judges are measured, and their
thresholds found, as the program uses them.

The same rules as in `matters_arising.extract.said`, as arrays, since folds of archives give the same statements other
probabilities. Those of stances are in `stance_rulings`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matters_arising.evaluation.calibration import mix
from matters_arising.evaluation.corpus import Marked
from matters_arising.evaluation.stance_rulings import StanceRulings, stance_rulings_of
from matters_arising.evaluation.training import Recipe, Scores
from matters_arising.extract import consent
from matters_arising.extract.moved import is_only_moved
from matters_arising.extract.routine import is_procedural
from matters_arising.extract.said import BY_FORM, ROUTINE, by_form, is_ruled_out
from matters_arising.extract.scenes import scenes_of
from matters_arising.extract.settled import is_settled
from matters_arising.vocab import EventType

_LEAST = 0.05  # no threshold is lower, so that nobody asks what would rule out what is less likely

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rulings:
    """Of statements and labels, shape (statements, labels): which `form` gives, which are `ruled_out`, and which would
    be `routine`; of statements alone, which are `settled` rather than put off, and which are only `moved`."""

    labels: tuple[str, ...]
    form: Flags
    ruled_out: Flags
    routine: Flags
    settled: Flags
    moved: Flags

    def applied(self, chances: Scores) -> Scores:
        """The probabilities as the program has them: nought where it says nothing."""
        proposed, put_off, decided = map(
            self.labels.index, (EventType.PROPOSAL, EventType.DEFERRAL, EventType.DECISION)
        )
        said = np.where(self.form, np.maximum(chances, BY_FORM), chances)
        said[:, proposed] = np.maximum(said[:, proposed], np.where(self.moved, chances[:, decided], 0.0))
        silent = self.ruled_out | (self.routine & (said < ROUTINE))
        silent[:, put_off] |= self.settled & (said[:, put_off] < chances[:, decided])
        return np.asarray(np.where(silent, 0.0, said))

    def of(self, rows: Flags) -> Rulings:
        """Those of some statements."""
        parts = (self.form, self.ruled_out, self.routine, self.settled, self.moved)
        return Rulings(self.labels, *(part[rows] for part in parts))


AnyRulings = Rulings | StanceRulings


def rulings_on(documents: Sequence[Marked], linear: Scores, encoder: Scores | None, recipe: Recipe) -> AnyRulings:
    """The rulings for the judge that a recipe makes: of events, or of stances."""
    chances = mix(linear, encoder, documents, recipe).chances(linear, encoder)
    if EventType.DEFERRAL not in recipe.labels:
        return stance_rulings_of(documents, chances, recipe.labels, least=_LEAST)
    return rulings_of(documents, chances, recipe.labels)


def rulings_of(documents: Sequence[Marked], chances: Scores, labels: Sequence[str]) -> Rulings:
    """The rulings on all statements of these documents, in their order. `chances` say roughly which labels are likely
    enough to be asked about; what form gives is asked of all."""
    form, out, routine = (np.zeros(chances.shape, dtype=bool) for _ in range(3))
    settled, moved = (np.zeros(len(chances), dtype=bool) for _ in range(2))
    first = 0
    for marked in documents:
        consented = consent.entries(marked.segmented)
        for row, scene in enumerate(scenes_of(marked.segmented), start=first):
            entry = scene.statement.id in consented
            settled[row], moved[row] = is_settled(scene.statement.text), is_only_moved(scene)
            for column, label in enumerate(labels):
                form[row, column] = bool(by_form(label, scene, entry=entry))
                if form[row, column] or moved[row] or chances[row, column] >= _LEAST:
                    out[row, column] = is_ruled_out(label, scene, entry=entry)
                    routine[row, column] = is_procedural(EventType(label), scene)
        first += len(marked.spans)
    return Rulings(tuple(labels), form, out, routine, settled, moved)
