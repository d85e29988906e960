"""The table of the benchmark of scale: figures by hand, and the growth that they come to."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

import pytest
import scale
from scale import Clock
from scale_table import Cost, Measured, Plain, exponent, table


def _row(size: int, *, following: float, encoder: bool = True) -> Measured:
    stages = {"reading": Cost(2.0, 3.0), "following": Cost(following, following)}
    return Measured(
        asked_for=size,
        encoder=encoder,
        documents=size,
        pages=2 * size,
        words=1000 * size,
        matters=7,
        stages=stages,
        night={"following": Cost(0.25, 0.5)},
        megabytes=123.4,
        database=5.6,
        asked={"ledger": 1.25},
    )


@pytest.mark.parametrize(
    ("small", "large", "grows"), [(3.0, 12.0, 1.0), (3.0, 48.0, 2.0), (3.0, 3.0, 0.0), (0.0, 3.0, None)]
)
def test_growth_is_with_the_archive_its_square_or_not_at_all(small: float, large: float, grows: float | None) -> None:
    assert exponent(small, large, 100, 400) == grows


def test_one_size_twice_has_no_growth() -> None:
    assert exponent(1.0, 2.0, 100, 100) is None


def test_the_table_says_what_was_measured() -> None:
    plain = Plain(5, 5000, "a reader of PDF", 1.0, 9.0, 19.0, 5.0)
    text = table([_row(100, following=4.0), _row(400, following=64.0, encoder=False)], plain)
    lines = text.splitlines()
    assert "| 100 | yes | 200 | 100,000 | 7 | 6 | 7 | 123 | 6 |" in lines
    assert "| 400 | left out | 800 | 400,000 | 7 | 66 | 67 | 123 | 6 |" in lines
    assert "| reading | 2.0 s (50, 100, 50,000) | 2.0 s (200, 400, 200,000) |" in lines
    assert "| following | 2.00 |" in lines
    assert "| a night | 0.00 |" in lines
    assert "| all, of the wall | 0.50 | 0.50 |" in lines
    assert "| ledger | 1.2 | 1.2 |" in lines
    assert "a reader of PDF" in text
    assert "| parses, and marks events and stances | 20.0 | 250 | 4.00 |" in lines


def test_without_a_plain_pipeline_the_table_says_so() -> None:
    assert "was not run" in table([_row(100, following=1.0)], None)


def test_every_row_of_a_grid_is_as_wide_as_its_head() -> None:
    lines = table([_row(100, following=4.0)], None).splitlines()
    for head, rule in itertools.pairwise(lines):
        if rule.startswith("|---"):
            assert head.count("|") == rule.count("|")


def test_a_stage_inside_another_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(scale, "time", SimpleNamespace(perf_counter=lambda: now[0], process_time=lambda: now[0] / 2))

    def passes(seconds: float) -> None:
        now[0] += seconds

    clock = Clock()
    inner = clock.on("inner", lambda: passes(4))

    def outer() -> None:
        passes(1)
        inner()
        inner()

    clock.on("outer", outer)()
    assert clock.costs == {"inner": Cost(4.0, 8.0), "outer": Cost(0.5, 1.0)}
