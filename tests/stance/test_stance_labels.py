"""Statements go out to a labelling tool and come back whole; what cannot be read is told with its line."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matters_arising.errors import UsageError
from matters_arising.stance.labels import (
    FORMS,
    LABELS,
    Labelled,
    label_lines,
    left_empty,
    read_label_file,
    read_labels,
    write_labels,
)

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
ONE = Labelled(
    "st-1",
    "The Ferry Board and the islanders will draw the timetable together.",
    before=("It was late.", "The islanders asked to be heard."),
    heading="Timetable",
    body="Skerry Ferry Board",
    date="2031-05-03",
    document="may.pdf",
    start=40,
    end=107,
    label="collaborative",
    annotator="ada",
    hint={"collaborative": 0.6, "none": 0.4},
)


def write(path: Path, *records: Any) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def studio(*annotations: Any, **data: Any) -> dict[str, Any]:
    return {"id": 7, "data": {"text": ONE.text, **data}, "annotations": list(annotations), "predictions": []}


def choice(*labels: str, name: str = "stance") -> dict[str, Any]:
    return {"from_name": name, "to_name": "text", "type": "choices", "value": {"choices": list(labels)}}


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


def test_a_statement_of_others_is_known_by_its_text(tmp_path: Path) -> None:
    path = write(
        tmp_path / "x.jsonl",
        {"text": "The Guild decides alone.", "label": "unilateral", "annotator": "ada"},
        {"text": "The Guild decides alone.", "label": "none", "annotator": "bo"},
        {"text": "The Guild asks first.", "label": "consultative", "body": "Guild", "before": "One.\nTwo."},
    )
    first, second, third = read_labels(path)
    assert first.id == second.id != third.id
    assert (third.body, third.before) == ("Guild", ("One.", "Two."))


def test_a_label_given_twice_by_one_annotator_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    write_labels(path, [ONE, ONE, replace(ONE, annotator="bo", label="none")], "plain")
    found = read_label_file(path)
    assert [one.annotator for one in found.labelled] == ["ada", "bo"]
    assert [one.why for one in found.skipped] == ["repeated"]


GOOD = {"text": "It is so.", "label": "none"}


@pytest.mark.parametrize(
    ("records", "line", "told"),
    [
        ([GOOD, {"text": "It is.", "label": "friendly"}], 2, "no such label: 'friendly' — labels are collaborative"),
        ([{"text": "It is.", "accept": ["none", "unilateral"], "answer": "accept"}], 1, "two labels on one statement"),
        ([{"text": "It is.", "label": ["none", "Unilateral"]}], 1, "two labels on one statement: none and unilateral"),
        ([studio({"result": [choice("none", "unilateral")]})], 1, "two labels on one statement"),
        ([studio({"result": [choice("none"), choice("unilateral")]})], 1, "two labels on one statement"),
        ([GOOD, GOOD, {**GOOD, "label": "unilateral"}], 3, "by one annotator (first in line 1): none and unilateral"),
        ([{"text": "It is.", "label": [5]}], 1, "no such label: '5'"),
        ([GOOD, {"label": "none"}], 2, "text: Field required — give the statement itself"),
        ([{"text": ["It", "is."], "label": "none"}], 1, "text: Input should be a valid string"),
        ([{**GOOD, "start": "soon"}], 1, "start: Input should be a valid integer"),
        ([{"text": "It is."}], 1, "it cannot be told which tool wrote this: its fields are text"),
        ([GOOD, "none"], 2, 'no statement: "none"'),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path, records: list[Any], line: int, told: str) -> None:
    path = write(tmp_path / "x.jsonl", *records)
    with pytest.raises(UsageError) as error:
        read_labels(path)
    assert str(error.value).startswith(f"{path}:{line}: ") and told in str(error.value)


@pytest.mark.parametrize(
    ("content", "place", "told"),
    [
        (b"", "", "the file holds no statements"),
        (b"[]", "", "the file holds no statements"),
        (b'[{"text": "It is.", "label": "none"},\n', "", "the array of tasks is cut off"),
        (b'{"text": "It is.", "label": "none"}\n\n{"text": "It', ":3", "no JSON (Unterminated string"),
        (b'[\n{"text": "It is.", "label": "none"},\n\n{"text": 4, "label": "none"\n]', ":5", "no JSON"),
        (b'{"text": "It is.", "label": "none"}\n{"text": "Caf\xe9"', ":2", "no UTF-8"),
    ],
)
def test_a_file_that_is_damaged_is_told_with_its_place(tmp_path: Path, content: bytes, place: str, told: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(content)
    with pytest.raises(UsageError) as error:
        read_labels(path)
    assert str(error.value).startswith(f"{path}{place}: {told}") and error.value.remedy


def test_the_line_of_an_entry_in_an_array_is_where_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps([GOOD, {**GOOD, "label": "sad"}], indent=1), encoding="utf-8")
    with pytest.raises(UsageError) as error:
        read_labels(path)
    assert error.value.where == f"{path}:6"


def test_a_mark_of_the_byte_order_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert len(read_labels(path)) == 1


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the labels cannot be read"):
        read_labels(tmp_path / "x.jsonl")


def test_labels_are_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    write_labels(path, [ONE], "plain")
    with pytest.raises(UsageError, match="may hold labels"):
        write_labels(path, [], "plain")
    assert read_labels(path) == [ONE]
    write_labels(path, [replace(ONE, id="st-2")], "plain", force=True)
    assert [one.id for one in read_labels(path)] == ["st-2"]


def test_an_unknown_form_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no form 'csv'"):
        write_labels(tmp_path / "x.csv", [ONE], "csv")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="it cannot be written"):
        write_labels(tmp_path / "no" / "x.jsonl", [ONE], "plain")


def handed_out(*names: str) -> list[Labelled]:
    return [replace(ONE, id=name, text=f"{ONE.text} {name}", label="", annotator="") for name in names]


@pytest.mark.parametrize("form", FORMS)
def test_what_is_left_unlabelled_in_a_document_read_whole_has_no_stance(form: str, tmp_path: Path) -> None:
    first, second, third = handed_out("st-1", "st-2", "st-3")
    given = [replace(first, label="consultative"), second, replace(third, document="june.pdf")]
    lines = [*label_lines(given, form), json.dumps({"read_whole": "may.pdf"})]
    path = tmp_path / "labels.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    file = read_label_file(path)
    assert (file.form, file.whole) == (form, {"may.pdf"})
    assert left_empty([file]) == [replace(second, label="none")]
    assert [one.id for one in file.labelled] == ["st-1"]


def test_an_answer_in_any_file_goes_before_the_silence_of_another(tmp_path: Path) -> None:
    first, second, third = handed_out("st-1", "st-2", "st-3")
    out = write(tmp_path / "out.jsonl", *map(json.loads, label_lines([first, second, third], "plain")))
    with out.open("a", encoding="utf-8") as file:
        file.write('{"read_whole": "may.pdf"}')
    prodigy = [json.loads(line) for line in label_lines([replace(first, label="unilateral"), second], "prodigy")]
    back = write(tmp_path / "back.jsonl", prodigy[0], {**prodigy[1], "answer": "ignore"})
    assert [one.id for one in left_empty([read_label_file(out), read_label_file(back)])] == ["st-3"]


def test_a_document_read_whole_of_which_nothing_is_here_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "labels.jsonl", json.loads(next(label_lines([ONE], "plain"))), {"read_whole": "my.pdf"})
    with pytest.raises(UsageError, match=r"my\.pdf"):
        left_empty([read_label_file(path)])
    with pytest.raises(UsageError, match="no document is named"):
        read_label_file(write(tmp_path / "unnamed.jsonl", {"read_whole": ""}))
