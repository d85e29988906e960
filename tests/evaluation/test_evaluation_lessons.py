"""The file of numbers that the encoder is taught from."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from matters_arising.errors import UsageError
from matters_arising.evaluation.lessons import OWN, UNMARKED, Lessons, flatten
from matters_arising.evaluation.teach_encoder import assemble, group_of, main
from matters_arising.evaluation.unseen import GROUPS
from matters_arising.nlp.views import View


def lessons() -> Lessons:
    """Two marked statements of group 0, one of ours, one marked and one unmarked of group 1."""
    views = [View(tuple(range(100, 100 + size)), 1, size - 1) for size in (4, 6, 5, 7, 3)]
    return Lessons(
        **flatten(views),
        truth=np.array([[1, 0], [0, 0], [0, 1], [1, -1], [-1, -1]], dtype=np.int8),
        groups=np.array([0, 0, OWN, 1, 1], dtype=np.int8),
        documents=np.array([0, 0, 1, 2, UNMARKED], dtype=np.int32),
        spans=np.zeros((5, 2), dtype=np.int32),
        names=np.array(["a/one.md", "own.md", "b/two.md"]),
        whole=np.array([True, False, False]),
    )


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    lessons().save(tmp_path / "deep" / "lessons.npz")
    again = Lessons.load(tmp_path / "deep" / "lessons.npz")
    assert again.pieces.tolist() == lessons().pieces.tolist()
    assert again.lengths.tolist() == [4, 6, 5, 7, 3]
    assert again.names.tolist() == ["a/one.md", "own.md", "b/two.md"]


def test_a_group_left_out_is_nowhere_among_what_is_taught() -> None:
    read = lessons()
    assert read.marked(0).tolist() == [2, 3]
    assert read.marked(1).tolist() == [0, 1, 2]
    assert read.unmarked(1).tolist() == []
    assert read.unmarked(0).tolist() == [4]


def test_our_own_corpus_is_never_left_out_and_leaving_it_out_leaves_nothing_out() -> None:
    assert lessons().marked(OWN).tolist() == [0, 1, 2, 3]
    assert lessons().unmarked(OWN).tolist() == [4]


def test_only_documents_read_whole_are_measured() -> None:
    assert lessons().left_out(0).tolist() == [0, 1]
    assert lessons().left_out(1).tolist() == []


def test_something_else_is_no_lessons(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="prepare"):
        Lessons.load(tmp_path / "missing.npz")
    np.savez(tmp_path / "other.npz", pieces=replace(lessons()).pieces)
    with pytest.raises(UsageError, match="prepare"):
        Lessons.load(tmp_path / "other.npz")


def test_every_archive_of_a_group_has_its_number_and_ours_has_none() -> None:
    assert {group_of(archive) for archive in GROUPS[1]} == {1}
    assert group_of("sample") == OWN


def test_a_group_that_nothing_was_taught_without_is_named(tmp_path: Path) -> None:
    for group in (0, 1, 3):
        np.savez(tmp_path / f"group-{group}.npz", pupil=np.zeros((0, 9)))
    with pytest.raises(UsageError, match="without group 2") as raised:
        assemble(tmp_path / "out", tmp_path, tmp_path, tmp_path, lessons())
    assert "--group 2" in str(raised.value.remedy)
    assert not (tmp_path / "out").exists()


def test_teaching_without_pytorch_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lessons().save(tmp_path / "lessons.npz")
    for name in ("torch", "matters_arising.evaluation.course", "matters_arising.evaluation.network"):
        monkeypatch.setitem(sys.modules, name, None)
    asked = {"--start": tmp_path, "--teacher": tmp_path, "--taught": tmp_path, "--lessons": tmp_path / "lessons.npz"}
    with pytest.raises(UsageError) as raised:
        main(["learn", "--group", "-1", *(str(part) for pair in asked.items() for part in pair)])
    assert "[train]" in str(raised.value.remedy)
