"""Alerts of toy archives that grow from night to night; `toy_archive` stands in tests/store."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "store"))

import toy_archive as toy
from matters_arising.flow import run
from matters_arising.store import Store, open_store
from news_by_hand import Night


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "x.db", write=True) as opened:
        yield opened


@pytest.fixture
def night(store: Store, tmp_path: Path) -> Night:
    """Lay files into the archive and read it."""

    def read(files: Mapping[str, str]) -> None:
        root = toy.lay(tmp_path / "archive", files)
        run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)

    return read
