"""What the encoder is taught from, as one file of numbers: word pieces of statements in their views, and their marks.

Reading and taking archives apart takes an hour of a core and no accelerator; teaching takes minutes of an accelerator
that may stand elsewhere. The file holds no text: word pieces are numbers of the start's vocabulary. It does hold what
stands in the archives, and so is no file to publish.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from matters_arising.errors import UsageError

if TYPE_CHECKING:
    from matters_arising.nlp.views import View

OWN = -1  # the group of our own corpus: never left out
UNMARKED = -1  # the document of a statement that only a teacher judges

Numbers = npt.NDArray[Any]


@dataclass(frozen=True)
class Lessons:
    """Statements, marked ones first. `pieces` are the word pieces of all views, one after the other.

    `lengths`, `starts` and `ends` are of the views (see `matters_arising.nlp.views`). `truth` is (statements, labels):
    1 a mark, 0 none, -1 nobody judged. `groups` is the group of archives that a statement is of (`OWN` for ours),
    `documents` its document in `names`, or `UNMARKED`; `spans` is where it stands, in words. `whole` says of a
    document that it was read whole.
    """

    pieces: Numbers
    lengths: Numbers
    starts: Numbers
    ends: Numbers
    truth: Numbers
    groups: Numbers
    documents: Numbers
    spans: Numbers
    names: Numbers
    whole: Numbers

    def save(self, path: Path) -> None:
        """Write the file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        arrays: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(self)}
        np.savez_compressed(path, allow_pickle=False, **arrays)

    @classmethod
    def load(cls, path: Path) -> Lessons:
        """Read the file. `UsageError` where it is missing or something else."""
        try:
            with np.load(path, allow_pickle=False) as arrays:
                return cls(**{field.name: arrays[field.name] for field in fields(cls)})
        except (OSError, KeyError, ValueError) as error:
            raise UsageError(
                f"no lessons ({error})", where=str(path), remedy="make them with `teach_encoder prepare`"
            ) from error

    def marked(self, group: int) -> Numbers:
        """The numbers of the marked statements that are not of `group`."""
        return np.flatnonzero((self.documents != UNMARKED) & self._outside(group))

    def unmarked(self, group: int) -> Numbers:
        """The numbers of the statements without marks that are not of `group`."""
        return np.flatnonzero((self.documents == UNMARKED) & self._outside(group))

    def left_out(self, group: int) -> Numbers:
        """The numbers of the statements of `group` that stand in documents read whole."""
        whole = self.whole[self.documents] & (self.documents != UNMARKED)
        return np.flatnonzero(whole & (self.groups == group))

    def _outside(self, group: int) -> Numbers:
        return np.asarray((self.groups != group) | (self.groups == OWN))


def flatten(chosen: Sequence[View]) -> dict[str, Numbers]:
    """Views as the arrays of `Lessons`."""
    return {
        "pieces": np.concatenate([np.array(view.ids, dtype=np.uint16) for view in chosen]),
        "lengths": np.array([len(view.ids) for view in chosen], dtype=np.int16),
        "starts": np.array([view.start for view in chosen], dtype=np.int16),
        "ends": np.array([view.end for view in chosen], dtype=np.int16),
    }
