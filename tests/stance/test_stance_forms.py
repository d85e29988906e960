"""Statements go out to a labelling tool and come back whole."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from labels_by_hand import ONE, choice, studio, write
from matters_arising.stance.forms import FORMS
from matters_arising.stance.handout import label_lines, write_labels
from matters_arising.stance.labels import LABELS, Labelled
from matters_arising.stance.returns import read_label_file, read_labels

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ['"quoted", and \\ slashed', "two\nlines\r\nand a third", "line\u2028separator", "[1]", "{", "Ünïcödé – £40"]
)


STATEMENT = st.builds(
    Labelled,
    id=WORDS.map(lambda words: f"st-{words}"),
    text=WORDS,
    before=st.lists(WORDS, max_size=2).map(tuple),
    heading=WORDS,
    body=WORDS,
    date=st.sampled_from(["", "2031", "2031-05-03"]),
    document=WORDS,
    start=st.integers(0, 10**6),
    end=st.integers(0, 10**6),
    label=st.sampled_from(["", *LABELS]),
    annotator=WORDS,
    hint=st.dictionaries(st.sampled_from(LABELS), st.floats(0, 1)),
)


@pytest.mark.parametrize("suffix", ["jsonl", "json"])
@pytest.mark.parametrize("form", FORMS)
@given(statements=st.lists(STATEMENT, min_size=1, max_size=4, unique_by=lambda one: one.id))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # the file is written anew each time
def test_whatever_goes_out_comes_back(form: str, suffix: str, statements: list[Labelled], tmp_path: Path) -> None:
    path = tmp_path / f"labels.{suffix}"
    write_labels(path, statements, form, force=True)
    found = read_label_file(path)
    assert found.form == form
    assert list(found.labelled) == [one for one in statements if one.label]
    assert [one.statement for one in found.skipped] == [one for one in statements if not one.label]
    assert read_labels(path) == list(found.labelled)


def test_the_forms_are_those_of_the_tools() -> None:
    record = {form: json.loads(next(label_lines([replace(ONE, label="")], form))) for form in FORMS}
    assert record["prodigy"]["text"] == record["doccano"]["text"] == record["label-studio"]["data"]["text"] == ONE.text
    assert [option["id"] for option in record["prodigy"]["options"]] == list(LABELS)
    assert "answer" not in record["prodigy"] and record["prodigy"]["accept"] == []
    assert all(-(2**31) <= record["prodigy"][name] < 2**31 for name in ("_input_hash", "_task_hash"))
    assert record["label-studio"]["predictions"] == [
        {"model_version": "matters-arising", "score": 0.6, "result": [choice("collaborative")]}
    ]
    assert record["label-studio"]["annotations"] == [] and record["doccano"]["label"] == []
    assert record["plain"]["before"] == list(ONE.before) and record["plain"]["label"] == ""


def test_what_a_person_is_shown_does_not_hold_the_models_guess() -> None:
    prodigy, _, doccano, _ = (json.loads(next(label_lines([ONE], form))) for form in FORMS)
    assert set(prodigy["meta"]) == {"heading", "before", "body", "date"}
    assert prodigy["meta"]["before"] == doccano["before"] == "It was late.\nThe islanders asked to be heard."


def test_answers_of_prodigy(tmp_path: Path) -> None:
    task = json.loads(next(label_lines([replace(ONE, label="", annotator="")], "prodigy")))
    path = write(
        tmp_path / "x.jsonl",
        {**task, "accept": ["Unilateral"], "answer": "accept", "_session_id": "set-ada", "_timestamp": 1},
        {**task, "accept": ["none"], "answer": "accept", "_session_id": "set-bo", "_annotator_id": "set-bo"},
        {**task, "accept": ["none"], "answer": "ignore"},
        {**task, "accept": [], "answer": "reject"},
        {**task, "accept": [], "answer": "accept"},
        {**task, "accept": ["none"]},
        {"text": "Shall we ask the tenants?", "label": "CONSULTATIVE", "answer": "accept", "score": 0.2},
    )
    found = read_label_file(path)
    assert [(one.label, one.annotator) for one in found.labelled] == [
        ("unilateral", "set-ada"),
        ("none", "set-bo"),
        ("consultative", ""),
    ]
    assert [one.why for one in found.skipped] == ["ignored", "rejected", "unanswered", "unanswered"]
    assert found.labelled[0] == replace(ONE, label="unilateral", annotator="set-ada")


def test_an_export_of_label_studio(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    sure = {"from_name": "sure", "to_name": "text", "type": "choices", "value": {"choices": ["very"]}}
    tasks = [
        studio(
            {"id": 1, "completed_by": 4, "result": [choice("None"), sure], "was_cancelled": False},
            {"id": 2, "completed_by": {"id": 5, "email": "bo@example.org"}, "result": [choice("consultative")]},
            {"id": 3, "completed_by": 6, "result": [], "was_cancelled": True},
            {"id": 4, "completed_by": 7, "result": []},
            matters={"id": "st-9"},
        ),
        studio(matters={"id": "st-10"}),
    ]
    path.write_text(json.dumps(tasks, indent=2), encoding="utf-8")
    found = read_label_file(path)
    assert [(one.id, one.label, one.annotator) for one in found.labelled] == [
        ("st-9", "none", "4"),
        ("st-9", "consultative", "bo@example.org"),
    ]
    assert [(one.statement.id, one.why) for one in found.skipped] == [
        ("st-9", "ignored"),
        ("st-9", "unanswered"),
        ("st-10", "unanswered"),
    ]


def test_an_export_of_doccano(tmp_path: Path) -> None:
    sent = json.loads(next(label_lines([replace(ONE, label="", annotator="")], "doccano")))
    path = write(
        tmp_path / "ada.jsonl",
        {"id": 1, **sent, "label": ["Collaborative"], "Comments": []},
        {"id": 2, "data": "Its text stands elsewhere.", "label": ["none"]},
        {"id": 3, "text": "Nobody looked at it.", "label": []},
    )
    found = read_label_file(path)
    assert found.labelled[0] == replace(ONE, annotator="")
    assert [(one.text, one.label) for one in found.labelled[1:]] == [("Its text stands elsewhere.", "none")]
    assert [one.why for one in found.skipped] == ["unanswered"]


# What the tools write of our tasks, field by field: Prodigy's `db-out`, Label Studio's JSON export, doccano's JSONL.


def by_prodigy(sent: dict[str, Any], label: str, who: str) -> dict[str, Any]:
    accepted = {"accept": [label], "answer": "accept"} if label else {"accept": [], "answer": "ignore"}
    return {
        **sent,
        "config": {"choice_style": "single"},
        **accepted,
        "_is_binary": False,
        "_timestamp": 1917511323,
        "_annotator_id": who,
        "_session_id": who,
    }


def by_label_studio(sent: dict[str, Any], label: str, who: str) -> dict[str, Any]:
    when = "2031-05-04T09:12:03.118271Z"
    result = [{"value": {"choices": [label]}, "id": "q7Lx0aVb2N", "from_name": "stance", "to_name": "text"}]
    annotation = {
        "id": 31,
        "completed_by": {"id": 4, "email": who, "first_name": "", "last_name": ""},
        "result": [{**result[0], "type": "choices", "origin": "manual"}] if label else [],
        "was_cancelled": not label,
        "ground_truth": False,
        "created_at": when,
        "updated_at": when,
        "draft_created_at": None,
        "lead_time": 6.1,
        "prediction": {},
        "result_count": 1,
        "unique_id": "2b1c",
        "import_id": None,
        "last_action": None,
        "task": 12,
        "project": 3,
        "updated_by": 4,
        "parent_prediction": None,
        "parent_annotation": None,
    }
    return {
        "id": 12,
        "annotations": [annotation],
        "file_upload": "9f-tasks.json",
        "drafts": [],
        "predictions": [],
        "data": sent["data"],
        "meta": {},
        "created_at": when,
        "inner_id": 1,
        "total_annotations": 1,
        "cancelled_annotations": int(not label),
        "comment_count": 0,
        "project": 3,
        "comment_authors": [],
    }


def by_doccano(sent: dict[str, Any], label: str, _: str, *, flat: bool = False) -> dict[str, Any]:
    kept = {name: value for name, value in sent.items() if name not in ("text", "label")}
    kept = {**kept, **kept.pop("meta")} if flat else kept
    return {"id": 1, "text": sent["text"], **kept, "label": [label] if label else [], "Comments": [], "added": None}


@pytest.mark.parametrize("label", ["collaborative", "none", ""])
@pytest.mark.parametrize(
    ("form", "answered", "skipped"),
    [
        ("prodigy", by_prodigy, "ignored"),
        ("label-studio", by_label_studio, "ignored"),
        ("doccano", by_doccano, "unanswered"),
        ("doccano", partial(by_doccano, flat=True), "unanswered"),
    ],
)
def test_the_whole_way_through_a_tool_and_back(
    form: str, answered: Any, skipped: str, label: str, tmp_path: Path
) -> None:
    """Written, imported, labelled there, exported as the tool does, and read: all but the answer is as it was."""
    out = replace(ONE, label="", annotator="", hint={})
    path = tmp_path / "tasks.json"
    write_labels(path, [out], form)
    text = path.read_text(encoding="utf-8")
    [sent] = json.loads(text) if text.startswith("[") else [json.loads(line) for line in text.splitlines()]
    back = answered(sent, label, "ada")
    path = tmp_path / "export.json"
    path.write_text(json.dumps([back] if form == "label-studio" else back), encoding="utf-8")
    found = read_label_file(path)
    assert found.form == form
    who = "" if form == "doccano" else "ada"
    if label:
        assert found.labelled == (replace(out, label=label, annotator=who),)
    else:
        assert [(one.statement, one.why) for one in found.skipped] == [(replace(out, annotator=who), skipped)]


def test_columns_that_doccano_fills_with_nothing_are_empty(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", {"id": 3, "text": "So it is.", "label": ["none"], "heading": None, "meta": None})
    assert read_labels(path)[0].heading == ""
