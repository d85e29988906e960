"""Files of statements handed out are never lost, and what cannot be written is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from labels_by_hand import ONE
from matters_arising.errors import UsageError
from matters_arising.stance.handout import write_labels
from matters_arising.stance.returns import read_labels


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
