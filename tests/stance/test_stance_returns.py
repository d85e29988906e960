"""What cannot be read of labels that come back is told with its line; what was left empty in a document that was read
whole has no stance.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from labels_by_hand import ONE, choice, studio, write
from matters_arising.errors import UsageError
from matters_arising.stance.forms import FORMS
from matters_arising.stance.handout import label_lines, write_labels
from matters_arising.stance.labels import Labelled
from matters_arising.stance.returns import left_empty, read_label_file, read_labels


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
