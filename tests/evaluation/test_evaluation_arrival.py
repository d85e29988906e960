"""The comparison of orders of arrival: no difference where there is none, and told where there is one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from matters_arising.errors import UsageError
from matters_arising.evaluation.arrival import arrivals, main
from matters_arising.models import Meeting

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
import toy_archive as toy


def test_the_order_of_arrival_makes_no_difference(tmp_path: Path) -> None:
    root = toy.lay(tmp_path / "archive")
    found = arrivals(root, tmp_path, toy.STAGES, orders=3, nights=3, seed=1)
    assert [(one.order, one.nights, one.difference) for one in found] == [(1, 3, ""), (2, 3, ""), (3, 3, "")]


def test_a_stage_that_looks_at_the_order_is_found_out(tmp_path: Path) -> None:
    calls: list[int] = []

    def harmonise(meetings: Sequence[Meeting], **_: Any) -> Sequence[Meeting]:
        calls.append(len(meetings))
        return [replace(meeting, body=f"Run {len(calls)}") for meeting in meetings]

    root = toy.lay(tmp_path / "archive")
    [found] = arrivals(root, tmp_path, replace(toy.STAGES, harmonise=harmonise), orders=1, nights=2, seed=1)
    assert "Run " in found.difference


def test_each_file_is_read_once(tmp_path: Path) -> None:
    read: list[str] = []

    def segment(document: Any, **named: Any) -> Any:
        read.append(document.path)
        return toy.segment(document, **named)

    root = toy.lay(
        tmp_path / "archive", {f"{day}.txt": toy.minutes(f"2030-01-{day}", "# Pump", "put off") for day in (10, 11)}
    )
    arrivals(root, tmp_path, replace(toy.STAGES, segment=segment), orders=2, nights=1, seed=1)
    assert sorted(read) == ["10.txt", "11.txt"]


def test_a_folder_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match="no such folder"):
        main(["--archive", "nowhere"])
