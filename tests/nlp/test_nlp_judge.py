import json
from dataclasses import replace

import numpy as np
import pytest
from matters_arising.documents import read
from matters_arising.errors import ModelError
from matters_arising.ids import sha256_of
from matters_arising.models import Segmented, Source
from matters_arising.nlp.judge import Judge, load, save, vectorise
from matters_arising.segment import segment


def small() -> Judge:
    return Judge(
        name="events",
        version="7",
        labels=("deferral", "decision"),
        features=("r:deferral.put-off", "w:agreed", "w:the"),
        ordinary=frozenset({"agreed", "the"}),
        groups={"r": 1.0, "w": 0.5},
        weights=np.array([[4, 0], [0, 6], [0, 0]], dtype=np.float32),
        bias=np.array([-2, -2], dtype=np.float32),
        slope=np.ones(2, dtype=np.float32),
        offset=np.zeros(2, dtype=np.float32),
        thresholds=np.full(2, 0.5, dtype=np.float32),
    )


def chances_of(judge: Judge, rows: list[list[str]]) -> np.ndarray:
    raw = judge.raw(rows)
    return judge.combine(raw, np.zeros_like(raw))


def test_the_evidence_moves_the_probability():
    chances = chances_of(small(), [["r:deferral.put-off", "w:the"], ["w:agreed"], ["w:never-seen"]])
    assert chances.shape == (3, 2)
    assert chances[0, 0] > 0.8 > chances[1, 0]
    assert chances[1, 1] > 0.5 > chances[0, 1]


def test_each_group_of_a_row_has_the_length_of_its_weight():
    row = vectorise(
        [["w:agreed", "w:the", "r:deferral.put-off"]],
        {"w:agreed": 0, "w:the": 1, "r:deferral.put-off": 2},
        {"w": 0.5, "r": 1.0},
    ).toarray()[0]
    assert np.hypot(row[0], row[1]) == pytest.approx(0.5)
    assert row[2] == pytest.approx(1.0)


def minutes(text: str) -> Segmented:
    data = f"# Elmbrook Parish Council, 4 March 2031\n\n## 1. Pond\n{text}\n".encode()
    return segment(read(Source("a.md", data, sha256_of(data))))


def test_what_is_kept_of_one_document_is_not_said_of_another():
    judge, put_off, agreed = small(), minutes("The pond was put off."), minutes("It was agreed.")
    first = judge.chances(put_off)
    other = judge.chances(agreed)
    assert first.tolist() == judge.chances(put_off).tolist() != other.tolist()
    stricter = replace(judge, ordinary=frozenset({"the"}))
    assert stricter.chances(agreed).tolist() != other.tolist(), "another vocabulary describes otherwise"


def test_the_last_answer_is_kept_and_another_model_gives_its_own(monkeypatch: pytest.MonkeyPatch):
    judge, agreed = small(), minutes("It was agreed.")
    first = judge.chances(agreed)
    surer = replace(judge, bias=judge.bias + 1)
    assert (surer.chances(agreed) > first).all()
    monkeypatch.setattr(Judge, "raw", lambda *_: pytest.fail("it was asked again"))
    assert judge.chances(agreed) is first


def test_no_statements_no_rows():
    assert chances_of(small(), []).shape == (0, 2)


def test_saved_and_loaded_is_the_same_model(tmp_path):
    save(small(), tmp_path, trained_on={"documents": 3})
    again = load(tmp_path)
    rows = [["w:agreed"], ["r:deferral.put-off"]]
    assert np.allclose(chances_of(again, rows), chances_of(small(), rows))
    assert again.generator == "model:events/7"
    assert again.ordinary == small().ordinary


def test_saving_twice_gives_the_same_hashes(tmp_path):
    save(small(), tmp_path / "a", trained_on={})
    save(small(), tmp_path / "b", trained_on={})
    one, other = (json.loads((tmp_path / name / "model.json").read_text())["sha256"] for name in ("a", "b"))
    assert one == other


def test_a_changed_file_is_refused(tmp_path):
    save(small(), tmp_path, trained_on={})
    (tmp_path / "features.txt").write_text("w:other\n")
    with pytest.raises(ModelError, match=r"features\.txt does not match"):
        load(tmp_path)


def test_a_missing_model_says_where(tmp_path):
    with pytest.raises(ModelError, match=str(tmp_path)):
        load(tmp_path / "none")
