"""What files of labels hold, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from matters_arising.stance.labels import LABELS, LabelFile, Labelled
from matters_arising.stance.returns import left_empty


@dataclass(frozen=True, slots=True)
class Holdings:
    """Statements labelled, by label, annotator and body, and those that came back without a label, by why. `empty` of
    the skipped have no stance, since their document was read whole."""

    forms: Mapping[str, str]
    labelled: int
    labels: Mapping[str, int]
    annotators: Mapping[str, int]
    bodies: Mapping[str, int]
    skipped: Mapping[str, int]
    empty: int = 0


def signed(files: Mapping[Path, LabelFile]) -> list[Labelled]:
    """The labelled statements of all files. Who did not sign is called as the file is: doccano writes a file for each
    annotator, with their name, and none inside."""
    return [
        one if one.annotator else replace(one, annotator=path.stem)
        for path, file in files.items()
        for one in file.labelled
    ]


def holdings(files: Mapping[Path, LabelFile]) -> Holdings:
    """The counts over all files; labels in the order of the codebook, all else with the most frequent first."""
    labelled = signed(files)
    by_label = Counter(one.label for one in labelled)
    return Holdings(
        forms={str(path): file.form for path, file in files.items()},
        labelled=len(labelled),
        labels={label: by_label[label] for label in LABELS},
        annotators=dict(Counter(one.annotator for one in labelled).most_common()),
        bodies=dict(Counter(one.body for one in labelled).most_common()),
        skipped=dict(Counter(one.why for file in files.values() for one in file.skipped).most_common()),
        empty=len(left_empty(files.values())),
    )
