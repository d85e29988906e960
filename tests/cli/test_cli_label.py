"""`matters label`: statements go out, labels come back, and what was labelled is never lost."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import toy_archive as toy
from matters_arising import cli, flow, stance
from matters_arising.evaluation.stance_cases import read_cases
from matters_arising.export.label_sheet import read_any, write_label_sheet
from matters_arising.models import Segmented
from matters_arising.stance.forms import FORMS
from matters_arising.stance.handout import label_lines, write_labels
from matters_arising.stance.returns import read_label_file

Answer = tuple[int, str, str]


@dataclass(frozen=True)
class ToyJudge:
    labels: tuple[str, ...] = ("collaborative",)
    thresholds: tuple[float, ...] = (0.5,)
    gate: float = 0.0

    def chances(self, segmented: Segmented) -> Any:
        return np.array([[0.5 if "together" in one.text else 0.01] for one in segmented.statements])


@pytest.fixture
def label(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Answer]:
    """Call `matters label` in a folder with a database of toy minutes; exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MATTERS_DB", raising=False)
    monkeypatch.setattr(stance, "load", ToyJudge)
    plain = flow.run
    monkeypatch.setattr(
        flow, "run", lambda *given, **named: plain(*given, **{**named, "stages": toy.STAGES, "jobs": 0})
    )

    def call(*arguments: str, command: str = "label") -> Answer:
        monkeypatch.setattr(sys, "argv", ["matters", command, *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    toy.lay(tmp_path / "archive")
    assert call("archive", "-q", command="run")[0] == 4
    return call


def test_statements_are_handed_out_on_standard_output(label: Callable[..., Answer]) -> None:
    code, out, err = label("--size", "3")
    assert code == 0 and err == "database: matters.db\n"
    records = [json.loads(line) for line in out.splitlines()]
    assert len(records) == 3 and all(record["label"] == "" for record in records)
    assert "The Forum and the Trust will do it together." in {record["text"] for record in records}
    assert label("--size", "3", "-q") == (0, out, "")


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_written_with_what_to_do_next(label: Callable[..., Answer], tmp_path: Path, form: str) -> None:
    code, out, err = label("--size", "2", "--form", form, "--out", "tasks.jsonl")
    assert (code, out) == (0, "") and "written: tasks.jsonl, 2 statements\nnext: " in err
    found = read_label_file(tmp_path / "tasks.jsonl")
    assert found.form == form and [one.why for one in found.skipped] == ["unanswered"] * 2


def test_what_the_model_thinks_is_handed_out_only_where_that_is_asked_for(label: Callable[..., Answer]) -> None:
    for form in FORMS:
        _, out, _ = label("--size", "2", "--form", form)
        assert '"hint": {"' not in out and '"predictions": [{' not in out
    records = [json.loads(line) for line in label("--size", "2", "--hint")[1].splitlines()]
    assert all(record["hint"] for record in records)


@pytest.mark.parametrize("name", ["sheet.csv", "sheet.xlsx"])
def test_a_sheet_goes_out_is_filled_in_and_comes_back(label: Callable[..., Answer], tmp_path: Path, name: str) -> None:
    code, _, err = label("--size", "3", "--out", name)
    assert code == 0 and f"written: {name}, 3 statements\nnext: in a spreadsheet, fill in label" in err
    sent = [one.statement for one in read_any(tmp_path / name).skipped]
    assert len(sent) == 3 and not any(one.hint for one in sent)
    given = [
        replace(one, label=said, annotator="ada") for one, said in zip(sent, ("none", "unilateral", ""), strict=True)
    ]
    write_label_sheet(tmp_path / name, given, force=True)
    assert list(read_any(tmp_path / name).labelled) == given[:2]
    code, out, _ = label("--read", name)
    assert code == 0 and "2 labels; 1 skipped: 1 unanswered" in out and "2  ada" in out
    assert sorted(case.label for case in read_cases([tmp_path / name]).cases) == ["none", "unilateral"]
    left = label("--size", "50", "--done", name)[1]
    assert not {one.id for one in sent} & {json.loads(line)["id"] for line in left.splitlines()}
    assert label("--out", name)[0] == 2


def test_what_was_handed_out_is_left_out(label: Callable[..., Answer], tmp_path: Path) -> None:
    label("--size", "2", "--out", "one.jsonl")
    code, _, err = label("--size", "50", "--out", "two.jsonl", "--done", "one.jsonl")
    first, second = (
        {one.statement.id for one in read_label_file(tmp_path / name).skipped} for name in ("one.jsonl", "two.jsonl")
    )
    assert code == 0 and first and second and not first & second
    assert f"there are no more than {len(second)} that differ" in err
    code, out, err = label("--done", "one.jsonl", "--done", "two.jsonl")
    assert (code, out) == (7, "") and "there is no statement left to label" in err


def test_a_document_is_handed_out_whole_and_counted_as_read_whole(label: Callable[..., Answer], tmp_path: Path) -> None:
    label("--size", "1", "--out", "one.jsonl")
    (one,) = (each.statement for each in read_label_file(tmp_path / "one.jsonl").skipped)
    code, _, _ = label("--document", one.document, "--size", "1", "--out", "whole.jsonl")
    found = [each.statement for each in read_label_file(tmp_path / "whole.jsonl").skipped]
    assert code == 0 and len(found) > 1 and {each.document for each in found} == {one.document}
    assert [each.start for each in found] == sorted(each.start for each in found)
    given = [replace(found[0], label="unilateral"), *found[1:]]
    lines = [*label_lines(given, "plain"), json.dumps({"read_whole": one.document})]
    (tmp_path / "back.jsonl").write_text("\n".join(lines), encoding="utf-8")
    code, out, _ = label("--read", "back.jsonl")
    assert code == 0 and f"{len(found) - 1} of those skipped count as none" in out
    assert sorted(case.label for case in read_cases([tmp_path / "back.jsonl"]).cases) == [
        *["none"] * (len(found) - 1),
        "unilateral",
    ]


def test_labels_are_not_written_over(label: Callable[..., Answer], tmp_path: Path, monkeypatch: Any) -> None:
    (tmp_path / "x.jsonl").write_text("a day's work")
    with monkeypatch.context() as without:
        without.setattr(stance, "load", None)  # it is told before anything is judged
        code, _, err = label("--out", "x.jsonl")
    assert code == 2 and "x.jsonl: the file is there" in err
    assert (tmp_path / "x.jsonl").read_text() == "a day's work"
    assert label("--out", "x.jsonl", "--force")[0] == 0
    assert read_label_file(tmp_path / "x.jsonl").form == "plain"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--form", "ods"), 2, "no form 'ods'"),
        (("--form", "csv"), 2, "a sheet is a file whose name ends in .csv"),
        (("--mix", "best=1"), 2, "no such share of the mix"),
        (("--document", "harbour.txt"), 7, "there is no such document"),
        (("--body", "Harbour"), 7, "no body has these words in its name"),
        (("--done", "none.jsonl"), 2, "none.jsonl: the labels cannot be read"),
        (("--read", "none.jsonl"), 2, "none.jsonl: the labels cannot be read"),
    ],
)
def test_what_cannot_be_is_told(label: Callable[..., Answer], arguments: tuple[str, ...], code: int, told: str) -> None:
    ended, out, err = label(*arguments)
    assert (ended, out) == (code, "") and told in err


def test_labels_that_came_back_are_counted_and_compared(label: Callable[..., Answer], tmp_path: Path) -> None:
    label("--size", "4", "--out", "tasks.jsonl")
    tasks = [one.statement for one in read_label_file(tmp_path / "tasks.jsonl").skipped]
    by_hand = {"ada": ("none", "none", "unilateral", ""), "bo": ("none", "none", "consultative", "none")}
    for name, given in by_hand.items():
        write_labels(
            tmp_path / f"{name}.jsonl",
            [replace(one, label=said) for one, said in zip(tasks, given, strict=True)],
            "doccano",
        )
    code, out, err = label("--read", "ada.jsonl", "--read", "bo.jsonl", "-v")
    assert (code, err) == (0, "")
    lines = [line.strip() for line in out.splitlines()]
    for line in (
        "ada.jsonl  doccano",
        "7 labels; 1 skipped: 1 unanswered",
        "5  none",
        "0  collaborative",
        "4  bo",
        "3  ada",
        "7  Ambleton Forum",
        "ada: unilateral; bo: consultative",
    ):
        assert line in lines
    # six labels, four none: 1 - (2/6) / ((36 - 16 - 1 - 1) / 30)
    assert "3 statements labelled by two or more of ada, bo: Krippendorff's alpha 0.44 (" in out
    assert "“" not in label("--read", "ada.jsonl", "--read", "bo.jsonl")[1]
    told = json.loads(label("--read", "ada.jsonl", "--read", "bo.jsonl", "--json")[1])
    assert told["agreement"]["alpha"] == pytest.approx(1 - (2 / 6) / (18 / 30))
    assert told["labels"] == {"collaborative": 0, "consultative": 1, "unilateral": 1, "none": 5}
    assert "alpha" not in label("--read", "ada.jsonl")[1]
