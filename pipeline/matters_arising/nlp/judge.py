"""A linear judge of statements: weighted groups of sparse features, one calibrated logistic model a label.

The weights are learned with scikit-learn (`matters_arising.evaluation.training`) and kept as plain arrays, so that
reading a model needs no pickle and judging needs no scikit-learn. A model is a folder:

    weights.npz    `weights` float16 (features, labels), `bias` (labels,)
    features.txt   the feature names, one a line, in the order of the rows
    ordinary.txt   the words a model may see as themselves (see `matters_arising.nlp.masking`)
    model.json     labels, group weights, thresholds, calibration, what it was trained on, sha256 of the other files
    card.md, metrics.json
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from matters_arising.errors import ModelError
from matters_arising.ids import sha256_of
from matters_arising.models import Segmented
from matters_arising.nlp.features import describe

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from scipy.sparse import csr_matrix

FORMAT = 2
UNASKED = -6.0  # the score that counts where the encoder was not asked: a firm no
UNNORMED = frozenset({"s", "r", "rr", "rp", "rn"})
_FILES = ("weights.npz", "features.txt", "ordinary.txt")


class Reader(Protocol):
    """What reads statements in their surroundings: the encoder, or what stands in for it in a test."""

    labels: tuple[str, ...]

    def scores(self, segmented: Segmented, rows: Collection[int]) -> npt.NDArray[np.float32]:
        """Log-odds of each label for the statements `rows`: shape (rows, labels)."""


@dataclass(frozen=True)
class Judge:
    """A trained model. `labels` are in the order of the columns of every array it returns.

    `groups` weighs each feature group (the part of a feature's name before the colon). `slope` and `offset` turn
    a raw score into a calibrated probability (Platt); a label is given from `thresholds` on. Where `encoder` is
    given, it weighs, by label, the score of the encoder (`matters_arising.nlp.encoder`). That is asked about the
    statements that pass the gate, for which some label's raw probability is at least `gate`; and of those, where
    `asks` is given, about the ones for which some label's raw score is at least what `asks` has for it, so that it is
    not asked where its answer would change nothing.
    """

    name: str
    version: str
    labels: tuple[str, ...]
    features: tuple[str, ...] = field(repr=False)
    ordinary: frozenset[str] = field(repr=False)
    groups: Mapping[str, float]
    weights: npt.NDArray[np.float32] = field(repr=False)
    bias: npt.NDArray[np.float32]
    slope: npt.NDArray[np.float32]
    offset: npt.NDArray[np.float32]
    thresholds: npt.NDArray[np.float32]
    encoder: npt.NDArray[np.float32] | None = None
    gate: float = 0.0
    asks: npt.NDArray[np.float32] | None = None
    _answered: list[tuple[Segmented, npt.NDArray[np.float32]]] = field(
        default_factory=list, init=False, repr=False, compare=False
    )

    @property
    def generator(self) -> str:
        """How this model signs its results."""
        return f"model:{self.name}/{self.version}"

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {name: column for column, name in enumerate(self.features)}

    def chances(self, segmented: Segmented, *, reader: Reader | None = None) -> npt.NDArray[np.float32]:
        """Calibrated probability of each label for each statement of a document: shape (statements, labels).

        `reader` stands in for the shipped encoder. The last answer is kept: what was said of a document and what was
        nearly said are both read off it.
        """
        if reader is None and self._answered and self._answered[0][0] is segmented:
            return self._answered[0][1]
        raw = self.raw(_features_of(segmented, self.ordinary))
        chances = self.combine(raw, self.ask(segmented, raw, reader=reader))
        if reader is None:
            self._answered[:] = [(segmented, chances)]
        return chances

    def passing(self, segmented: Segmented, *, least: float | None = None) -> list[int]:
        """The places of the statements that pass the gate. `least` is a raw probability in place of the gate's."""
        raw = self.raw(_features_of(segmented, self.ordinary))
        return _above(raw, self.gate if least is None else least)

    def ask(
        self, segmented: Segmented, raw: npt.NDArray[np.float32], *, reader: Reader | None = None
    ) -> npt.NDArray[np.float32]:
        """The encoder's scores, shape of `raw`; `UNASKED` for statements that it is not asked about."""
        import numpy as np

        scores = np.full(raw.shape, UNASKED, dtype=np.float32)
        if self.encoder is None or not len(raw):
            return scores
        if reader is None:
            from matters_arising.nlp.encoder import load_encoder

            reader = load_encoder()
        asked = [row for row in _above(raw, self.gate) if self.asks is None or (raw[row] >= self.asks).any()]
        columns = [reader.labels.index(label) for label in self.labels]
        scores[asked] = reader.scores(segmented, asked)[:, columns]
        return scores

    def raw(self, described: Sequence[Sequence[str]]) -> npt.NDArray[np.float32]:
        """The linear score (log-odds, uncalibrated) of each label for each described statement."""
        import numpy as np

        if not described:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        matrix = vectorise(described, self._columns, self.groups)
        return np.asarray(matrix @ self.weights + self.bias, dtype=np.float32)

    def combine(self, raw: npt.NDArray[np.float32], scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Both scores as one calibrated probability."""
        total = self.slope * raw + self.offset
        return _sigmoid(total if self.encoder is None else total + self.encoder * scores)


_described: list[tuple[Segmented, frozenset[str], list[tuple[str, ...]]]] = []


def _features_of(segmented: Segmented, ordinary: frozenset[str]) -> list[tuple[str, ...]]:
    """The features of a document's statements, kept until another document is asked for: events and stances are
    judged by models that know the same words, and describing takes longer than judging."""
    for last, words, features in _described:
        if last is segmented and words == ordinary:
            return features
    features = [described.features for described in describe(segmented, ordinary)]
    _described[:] = [(segmented, ordinary, features)]
    return features


def _above(raw: npt.NDArray[np.float32], least: float) -> list[int]:
    """The rows in which some label has a probability of `least`."""
    import numpy as np

    return [int(row) for row in np.flatnonzero((_sigmoid(raw) >= least).any(axis=1))]


def _sigmoid(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    import numpy as np

    return np.asarray(1.0 / (1.0 + np.exp(-scores)), dtype=np.float32)


def vectorise(
    described: Sequence[Sequence[str]], columns: Mapping[str, int], groups: Mapping[str, float]
) -> csr_matrix:
    """Statements as rows. Within a row each group has the length of its weight, so that no group drowns another.

    Structure and rules are not normed: there, more marks mean more evidence, and a rule that finds its phrase in a
    long sentence says as much as in a short one.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    indices: list[int] = []
    values: list[float] = []
    pointers = [0]
    for features in described:
        by_group: dict[str, list[int]] = {}
        for feature in features:
            column = columns.get(feature)
            if column is not None:
                by_group.setdefault(feature.partition(":")[0], []).append(column)
        for group, found in by_group.items():
            weight = groups.get(group, 0.0)
            if weight:
                value = weight * (1.0 if group in UNNORMED else len(found) ** -0.5)
                indices.extend(found)
                values.extend([value] * len(found))
        pointers.append(len(indices))
    return csr_matrix(
        (np.asarray(values, dtype=np.float32), np.asarray(indices, dtype=np.int32), np.asarray(pointers)),
        shape=(len(described), len(columns)),
    )


def save(judge: Judge, folder: Path, *, trained_on: Mapping[str, Any]) -> None:
    """Write a model folder, except card and metrics. The same model gives the same bytes."""
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {
        "weights": judge.weights.astype(np.float16),
        "bias": judge.bias,
        "slope": judge.slope,
        "offset": judge.offset,
        "thresholds": judge.thresholds,
    }
    if judge.encoder is not None:
        arrays["encoder"] = judge.encoder
    if judge.asks is not None:
        arrays["asks"] = judge.asks
    np.savez_compressed(folder / "weights.npz", allow_pickle=False, **arrays)
    _write_lines(folder / "features.txt", judge.features)
    _write_lines(folder / "ordinary.txt", sorted(judge.ordinary))
    about = {
        "format": FORMAT,
        "name": judge.name,
        "version": judge.version,
        "labels": list(judge.labels),
        "groups": dict(judge.groups),
        "gate": judge.gate,
        "trained_on": dict(trained_on),
        "sha256": {name: sha256_of((folder / name).read_bytes()) for name in _FILES},
    }
    (folder / "model.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


def load(folder: Path) -> Judge:
    """Read a model folder. `ModelError` where it is missing, damaged, or of another format."""
    import numpy as np

    try:
        about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        for name in _FILES:
            if sha256_of((folder / name).read_bytes()) != about["sha256"][name]:
                raise ModelError(
                    f"{name} does not match the hash recorded in model.json",
                    where=str(folder),
                    remedy="restore the folder from the release, or train it again with `make train`",
                )
        arrays = np.load(folder / "weights.npz", allow_pickle=False)
    except (OSError, KeyError, json.JSONDecodeError) as error:
        raise ModelError(
            f"no usable model ({error})",
            where=str(folder),
            remedy="reinstall the package, or name another folder",
        ) from error
    if about["format"] != FORMAT:
        raise ModelError(f"model format {about['format']}, this version reads {FORMAT}", where=str(folder))
    return Judge(
        name=about["name"],
        version=about["version"],
        labels=tuple(about["labels"]),
        features=_read_lines(folder / "features.txt"),
        ordinary=frozenset(_read_lines(folder / "ordinary.txt")),
        groups=about["groups"],
        weights=arrays["weights"].astype(np.float32),
        bias=arrays["bias"],
        slope=arrays["slope"],
        offset=arrays["offset"],
        thresholds=arrays["thresholds"],
        encoder=arrays.get("encoder", None),
        gate=about["gate"],
        asks=arrays.get("asks", None),
    )


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _read_lines(path: Path) -> tuple[str, ...]:
    # split on line feeds alone: a feature may hold any other kind of space
    return tuple(path.read_text(encoding="utf-8").split("\n")[:-1])
