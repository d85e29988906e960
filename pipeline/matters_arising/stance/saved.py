"""A learned classifier of stances as a folder that can be handed on: plain numbers and words, no pickle.

    model.json       format, parameters, classes, calibration, groups of features, what it learned from, sha256 of
                     the other files
    weights.npz      the weights of both steps, and the conformity of the rows that were left out (float64)
    features.json    the features in the order of the weights, the words that may be seen, and a hash of each
                     statement learned from
    card.md, metrics.json      what is known of it; they judge nothing

Nothing says when it was made: the same data give the same bytes, and a model is known by the hash of `model.json`.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from matters_arising.errors import ModelError, UsageError
from matters_arising.ids import sha256_of
from matters_arising.models import Segmented
from matters_arising.stance.calibration import Calibration
from matters_arising.stance.classifier import Only, StanceClassifier
from matters_arising.stance.features import Passage, StanceFeatures, passages
from matters_arising.vocab import StanceLabel

Array = npt.NDArray[Any]
KIND, FORMAT = "stance classifier", 1
MODEL, WEIGHTS, FEATURES = "model.json", "weights.npz", "features.json"
_STEPS = ("detector", "labeller")
_NEVER = 2.0  # a probability that nothing reaches
_AGAIN = "get it again from where it came from, or train it again with `matters train stance`"


@dataclass(frozen=True)
class StanceModel:
    """A classifier with the features it reads. `about` says what it learned from; `learned` are `statement_hash`es
    of the statements among it. `digest` is the hash by which it is known.

    It judges a document as the shipped judge does (`labels`, `thresholds`, `generator`, `chances`).
    """

    classifier: StanceClassifier = field(repr=False)
    features: StanceFeatures = field(repr=False)
    about: Mapping[str, Any]
    learned: frozenset[str] = field(repr=False)
    digest: str

    @property
    def generator(self) -> str:
        """How this model signs its results."""
        return f"model:stances-trained/{self.digest[:12]}"

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The stances it can tell, in the order of the columns of `chances`."""
        return tuple(label for label in self.classifier.classes_.tolist() if label in set(StanceLabel))

    @property
    def thresholds(self) -> Array:
        """By label, the probability from which it is said; where the model sets none, one half."""
        given = self.classifier.abstain
        if isinstance(given, Mapping):
            return np.array([given.get(label, _NEVER) for label in self.labels])
        return np.full(len(self.labels), 0.5 if given is None else given)

    def judge(self, asked: Sequence[Passage]) -> tuple[list[str], Array]:
        """The label said of each passage, and the probabilities: shape (passages, classes)."""
        rows = self.features.transform(asked)
        return self.classifier.predict(rows).tolist(), self.classifier.predict_proba(rows)

    def chances(self, segmented: Segmented) -> Array:
        """Calibrated probability of each of `labels` for each statement of a document; nought for headings, of which
        none are learned from."""
        out = np.zeros((len(segmented.statements), len(self.labels)))
        rows = [row for row, one in enumerate(segmented.statements) if one.form != "heading"]
        if rows and self.labels:
            # Labelled statements come without form, speaker and owner: what was never seen must not weigh.
            asked = [replace(one, form="sentence", speaker="", owner="") for one in passages(segmented, rows)]
            columns = [self.classifier.classes_.tolist().index(label) for label in self.labels]
            out[rows] = self.classifier.predict_proba(self.features.transform(asked))[:, columns]
        return out


def statement_hash(text: str) -> str:
    """A short hash of a statement's words, by which a model knows what it learned from without keeping the text."""
    return sha256_of(" ".join(text.casefold().split()).encode("utf-8", "surrogatepass"))[:12]


def save(
    folder: Path,
    model: StanceClassifier,
    features: StanceFeatures,
    about: Mapping[str, Any],
    *,
    learned: Iterable[str] = (),
) -> StanceModel:
    """Write a model folder, except card and metrics. The same model gives the same bytes.

    `UsageError` where the model is not linear, or the folder holds something else.
    """
    check_free(folder)
    words = {
        "ordinary": sorted(features.ordinary_),
        "features": list(features.columns_),
        "learned": sorted(set(learned)),
    }
    files = {
        WEIGHTS: _packed({"conformity": model.conformity_} | _weights_of(model)),
        FEATURES: _written(words, indent=None),
    }
    whole = {
        "kind": KIND,
        "format": FORMAT,
        **_told(model),
        "features": {"groups": features.weights_, "least": features.least},
        "about": dict(about),
        "sha256": {name: sha256_of(data) for name, data in files.items()},
    }
    files[MODEL] = _written(whole, indent=2)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():  # `model.json` is last: without it, half a folder is no model
        (folder / name).write_bytes(data)
    return StanceModel(model, features, whole["about"], frozenset(words["learned"]), sha256_of(files[MODEL]))


def load(folder: Path) -> StanceModel:
    """Read a model folder. `ModelError` where it is missing, damaged, or of another form."""
    where = str(folder)
    try:
        data = (folder / MODEL).read_bytes()
        whole = json.loads(data)
        _check_form(whole, where)
        files = {name: (folder / name).read_bytes() for name in (WEIGHTS, FEATURES)}
        for name, read in files.items():
            if sha256_of(read) != whole["sha256"][name]:
                raise ModelError(f"{name} does not match the hash recorded in {MODEL}", where=where, remedy=_AGAIN)
        arrays = dict(np.load(io.BytesIO(files[WEIGHTS]), allow_pickle=False))
        words = json.loads(files[FEATURES])
        features = _features(whole["features"], words)
        model = _classifier(whole, arrays, len(features.columns_))
        learned = frozenset(words["learned"])
        return StanceModel(model, features, whole["about"], learned, sha256_of(data))
    except FileNotFoundError as error:
        name = Path(str(error.filename)).name
        raise ModelError(
            f"no trained model of stances is here: there is no {name}", where=where, remedy=_AGAIN
        ) from error
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(
            f"the model cannot be read ({type(error).__name__}: {error})", where=where, remedy=_AGAIN
        ) from error


def check_free(folder: Path) -> None:
    """`UsageError` unless a model may be written here: a new or empty folder, or one that holds such a model."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError("is a file, not a folder", where=str(folder), remedy="name another with --out")
    if not any(folder.iterdir()):
        return
    try:
        kind = json.loads((folder / MODEL).read_text(encoding="utf-8"))["kind"]
    except (OSError, KeyError, TypeError, ValueError):
        kind = None
    if kind != KIND:
        raise UsageError(
            "holds something other than a trained model of stances",
            where=str(folder),
            remedy="name a new folder with --out",
        )


def check_linear(estimator: Any) -> None:
    """`UsageError` unless an estimator is one that can be saved."""
    if type(estimator) is not LogisticRegression:
        raise UsageError(
            f"a model of {type(estimator).__name__} cannot be saved: only logistic regression is plain numbers",
            remedy='choose the family "words and cues", "words" or "bag of words"',
        )


def _told(model: StanceClassifier) -> dict[str, Any]:
    """What `model.json` says of the classifier, in the order in which it says it."""
    calibration = model.calibration_
    return {
        "classes": model.classes_.tolist(),
        "parameters": {
            "estimator": None if model.estimator is None else _parameters(model.estimator),
            "none": model.none,
            "folds": model.folds,
            "abstain": dict(model.abstain) if isinstance(model.abstain, Mapping) else model.abstain,
            "random_state": model.random_state,
            "share": model.share,
        },
        "steps": {name: _step(getattr(model, f"{name}_")) for name in _STEPS},
        "calibration": {
            "slope": calibration.slope,
            "offset": calibration.offset,
            "temperature": calibration.temperature,
        },
    }


def _step(step: Any) -> dict[str, Any]:
    """What `model.json` says of one step; its weights are in `weights.npz`."""
    if step is None:
        return {"form": "absent"}
    if isinstance(step, Only):
        return {"form": "only", "label": int(step.classes_[0])}
    check_linear(step)
    return {"form": "linear", "classes": step.classes_.tolist(), "parameters": _parameters(step)}


def _weights_of(model: StanceClassifier) -> dict[str, Array]:
    out: dict[str, Array] = {}
    for name in _STEPS:
        step = getattr(model, f"{name}_")
        if isinstance(step, LogisticRegression):
            out |= {f"{name}_coef": step.coef_, f"{name}_intercept": step.intercept_}
    return out


def _parameters(estimator: Any) -> dict[str, Any]:
    """The estimator's parameters that are not the usual ones."""
    usual = LogisticRegression().get_params()
    return {name: value for name, value in estimator.get_params().items() if value != usual.get(name)}


def _packed(arrays: Mapping[str, Array]) -> bytes:
    out = io.BytesIO()
    np.savez(out, allow_pickle=False, **arrays)  # not compressed: compressors differ from machine to machine
    return out.getvalue()


def _written(value: Any, *, indent: int | None) -> bytes:
    try:
        written = json.dumps(value, indent=indent, allow_nan=False)
        if json.loads(written) == value:
            return f"{written}\n".encode()
    except (TypeError, ValueError):
        pass
    raise UsageError("the model holds values that JSON cannot give back", remedy="use plain numbers and words")


def _check_form(whole: Mapping[str, Any], where: str) -> None:
    if whole.get("kind") != KIND:
        raise ModelError(
            "this is no model that `matters train stance` wrote",
            where=where,
            remedy="name the folder given to it with --out",
        )
    if whole["format"] != FORMAT:
        raise ModelError(f"model format {whole['format']}, this version reads {FORMAT}", where=where, remedy=_AGAIN)


def _features(said: Mapping[str, Any], words: Mapping[str, Any]) -> StanceFeatures:
    features = StanceFeatures(said["groups"], least=said["least"])
    features.weights_ = dict(said["groups"])
    features.ordinary_ = frozenset(words["ordinary"])
    features.columns_ = {name: column for column, name in enumerate(words["features"])}
    if len(features.columns_) != len(words["features"]):
        raise ValueError("a feature stands twice")
    return features


def _classifier(whole: Mapping[str, Any], arrays: Mapping[str, Array], width: int) -> StanceClassifier:
    said = whole["parameters"]
    estimator = None if said["estimator"] is None else LogisticRegression(**said["estimator"])
    model = StanceClassifier(
        estimator,
        none=said["none"],
        folds=said["folds"],
        abstain=said["abstain"],
        random_state=said["random_state"],
        share=said["share"],
    )
    model.classes_ = np.array([str(label) for label in whole["classes"]])
    model.n_features_in_ = width
    model.detector_, model.labeller_ = (_read_step(name, whole["steps"][name], arrays, width) for name in _STEPS)
    model.calibration_ = Calibration(**whole["calibration"])
    model.conformity_ = arrays["conformity"]
    return model


def _read_step(name: str, said: Mapping[str, Any], arrays: Mapping[str, Array], width: int) -> Any:
    if said["form"] == "absent":
        return None
    if said["form"] == "only":
        return Only(said["label"])
    step = LogisticRegression(**said["parameters"])
    step.classes_ = np.array(said["classes"])
    step.coef_, step.intercept_ = arrays[f"{name}_coef"], arrays[f"{name}_intercept"]
    rows = 1 if len(step.classes_) == 2 else len(step.classes_)
    if step.coef_.shape != (rows, width) or step.intercept_.shape != (rows,):
        raise ValueError(f"the weights of the {name} do not fit its {width} features and {rows} rows")
    step.n_features_in_ = width
    return step
