"""A learned model as a folder: the same bytes, the same answers, and nothing read that was tampered with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matters_arising.errors import ModelError, UsageError
from matters_arising.ids import sha256_of
from matters_arising.models import AgendaItem, Document, Meeting, Segmented, Span, Statement
from matters_arising.stance import classify
from matters_arising.stance.classifier import StanceClassifier
from matters_arising.stance.features import GROUPS, Passage, StanceFeatures
from matters_arising.stance.saved import StanceModel, load, save, statement_hash
from matters_arising.vocab import MeetingKind, MeetingStatus
from sklearn.linear_model import LogisticRegression
from sklearn.tree import DecisionTreeClassifier

BODY = "Saltby Parish Council"
THINGS = ("gate", "pond", "wall", "hall", "path", "roof")
SAID = {
    "collaborative": "The Council and the Harbour Authority will plan the {} jointly.",
    "consultative": "Tenants were asked for their views on the {}.",
    "unilateral": "The Authority changed the {} without consulting anybody.",
    "none": "The bill for the {} was paid.",
}
FILES = ("model.json", "weights.npz", "features.json")


def made(labels: Sequence[str] = tuple(SAID), **options: Any) -> tuple[StanceClassifier, StanceFeatures]:
    rows = [
        (Passage(SAID[label].format(thing), ("The {} is old.",), "Works", BODY), label)
        for label in labels
        for thing in THINGS
    ]
    features = StanceFeatures(GROUPS, least=2)
    matrix = features.fit_transform([one for one, _ in rows])
    return StanceClassifier(**{"folds": 3, **options}).fit(matrix, np.array([label for _, label in rows])), features


ASKED = [
    Passage(text.format("jetty"), ("Ice had damaged it.",), "Works", BODY)
    for text in (*SAID.values(), "{}", "Nobody wanted to plan the {} jointly.")
]
KINDS = {
    "four labels": made(),
    "settled": made(
        estimator=LogisticRegression(C=5.0, class_weight="balanced"), abstain={"unilateral": 0.9}, random_state=7
    ),
    "always from": made(abstain=0.4),
    "two stances, no none": made(("collaborative", "unilateral")),
    "one stance": made(("unilateral", "none")),
    "uncalibrated": made(folds=0),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save(tmp_path / "model", *KINDS["four labels"], {"statements": 24}, learned=map(statement_hash, SAID.values()))
    return tmp_path / "model"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_loaded_says_what_was_saved(kind: str, tmp_path: Path) -> None:
    model, features = KINDS[kind]
    save(tmp_path, model, features, {})
    read_back = load(tmp_path)
    rows = features.transform(ASKED)
    said, chances = read_back.judge(ASKED)
    assert np.abs(chances - model.predict_proba(rows)).max() < 1e-12
    assert said == model.predict(rows).tolist()
    assert (read_back.classifier.predict_set(rows) == model.predict_set(rows)).all()
    assert read_back.classifier.get_params().keys() == model.get_params().keys()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_loaded_and_saved_again_has_the_same_bytes(kind: str, tmp_path: Path) -> None:
    about = {"files": [{"name": "Étude.jsonl", "sha256": "0" * 64}], "statements": 24}
    first = save(tmp_path / "one", *KINDS[kind], about, learned=["b", "a"])
    one = load(tmp_path / "one")
    again = save(tmp_path / "other", one.classifier, one.features, one.about, learned=one.learned)
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()
    assert first.digest == one.digest == again.digest
    assert first.generator == f"model:stances-trained/{first.digest[:12]}"


def test_another_model_has_another_name(tmp_path: Path) -> None:
    digests = {save(tmp_path / str(n), *kind, {}).digest for n, kind in enumerate(KINDS.values())}
    assert len(digests) == len(KINDS)


@pytest.mark.parametrize("name", FILES[1:])
def test_a_changed_file_is_refused(folder: Path, name: str) -> None:
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(ModelError, match=f"{name} does not match the hash") as told:
        load(folder)
    assert told.value.where == str(folder) and "train" in told.value.remedy


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=f"there is no {name}"):
        load(folder)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "judge"}, "no model that `matters train stance` wrote"),
        ({"format": 99}, "model format 99, this version reads 1"),
        ({"calibration": {"slope": 1.0, "tilt": 2.0}}, "cannot be read"),
        ({"classes": None}, "cannot be read"),
        ({"sha256": {}}, "cannot be read"),
    ],
)
def test_another_form_is_told(folder: Path, change: dict[str, Any], told: str) -> None:
    whole = json.loads((folder / "model.json").read_text())
    (folder / "model.json").write_text(json.dumps({**whole, **change}))
    with pytest.raises(ModelError, match=told):
        load(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "7"])
def test_what_is_no_object_is_no_model(folder: Path, text: str) -> None:
    (folder / "model.json").write_text(text)
    with pytest.raises(ModelError):
        load(folder)


def test_weights_of_another_size_are_told(folder: Path, tmp_path: Path) -> None:
    words = json.loads((folder / "features.json").read_text())
    words["features"].append("w:more")
    (folder / "features.json").write_text(json.dumps(words))
    whole = json.loads((folder / "model.json").read_text())
    whole["sha256"]["features.json"] = sha256_of((folder / "features.json").read_bytes())
    (folder / "model.json").write_text(json.dumps(whole))
    with pytest.raises(ModelError, match="do not fit"):
        load(folder)


def test_a_pickle_is_never_opened(folder: Path) -> None:
    np.savez(folder / "weights.npz", conformity=np.array([{"no": "numbers"}], dtype=object))
    whole = json.loads((folder / "model.json").read_text())
    whole["sha256"]["weights.npz"] = sha256_of((folder / "weights.npz").read_bytes())
    (folder / "model.json").write_text(json.dumps(whole))
    with pytest.raises(ModelError, match="cannot be read"):
        load(folder)


def test_what_is_not_linear_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"DecisionTreeClassifier cannot be saved") as told:
        save(tmp_path / "model", *made(estimator=DecisionTreeClassifier(), folds=0), {})
    assert "words and cues" in told.value.remedy
    assert not (tmp_path / "model").exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path, folder: Path) -> None:
    save(folder, *KINDS["always from"], {})
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "dear.txt").write_text("Dear all,")
    (tmp_path / "note").write_text("Dear all,")
    for name in ("letters", "note"):
        with pytest.raises(UsageError):
            save(tmp_path / name, *KINDS["always from"], {})
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["dear.txt"]


LINES = (
    ("heading", "Works"),
    ("sentence", "The bill for the gate was paid."),
    ("sentence", "The Authority changed the pond without consulting anybody."),
)


def minutes() -> Segmented:
    text = "\n".join(line for _, line in LINES)
    document = Document("a.txt", "0" * 64, "text/plain", text, (Span(0, len(text)),), ())
    meeting = Meeting("m", BODY, "2019-03-12", MeetingKind.ORDINARY, MeetingStatus.APPROVED, "a.txt", 0, len(text))
    item = AgendaItem("i", "m", "4", "Works", 0, len(text))
    statements = []
    for form, line in LINES:
        start = text.index(line)
        statements.append(Statement(line, "m", "i", start, start + len(line), 1, line, form, speaker="R. Moss"))
    return Segmented(document, (meeting,), (item,), tuple(statements))


def judged(model: StanceModel) -> list[tuple[str, str]]:
    found = classify(minutes(), model=model)
    assert {one.generator for one in found} <= {model.generator}
    return [(str(one.label), one.quote) for one in found]


def test_it_stands_in_for_the_shipped_judge(folder: Path, tmp_path: Path) -> None:
    assert judged(load(folder)) == [("unilateral", LINES[2][1])]
    assert load(folder).chances(minutes())[0].tolist() == [0.0, 0.0, 0.0]  # no headings are learned from
    classifier, features = made(abstain={"collaborative": 0.5, "consultative": 0.5})
    wary = save(tmp_path / "wary", classifier, features, {})
    assert judged(wary) == []  # no threshold is set for it, so it is never said
    assert wary.labels == ("collaborative", "consultative", "unilateral")
