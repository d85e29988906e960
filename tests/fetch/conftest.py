from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from matters_arising.fetch import Fetched, fetch_all
from matters_arising.fetch.client import Commons
from servers import Site, Slept, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def time() -> Slept:
    return Slept()


@pytest.fixture
def visit(tmp_path: Path, time: Slept) -> Callable[..., Fetched]:
    """One night: the archive is in `minutes`, the memory in `memory`."""

    def one(kind: str, *, env: dict[str, str] | None = None, **table: object) -> Fetched:
        asked = {} if kind in ("folder", "civic-scraper") else {"contact": "desk@paper.example"}
        tables = [{"kind": kind, "name": "Ambleton", **asked, **table}]
        commons = Commons(clock=time.clock)
        return fetch_all(tables, tmp_path / "minutes", tmp_path / "memory", commons=commons, environment=env or {})[0]

    return one
