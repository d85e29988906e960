"""What once broke a reader, an archive or the segmenter: inputs that `make fuzz` found, made as small as can be."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).resolve().parent
FOUND = sorted((HERE / "crashes").glob("*/*"))


@pytest.fixture
def fuzz(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    for folder in (HERE.parent / "segment", HERE.parents[1] / "benchmarks"):
        monkeypatch.syspath_prepend(str(folder))
    import fuzz

    return fuzz


def test_there_are_such_inputs() -> None:
    assert FOUND


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_once_broke_something_breaks_nothing(fuzz: ModuleType, path: Path) -> None:
    fuzz.TARGETS[path.parent.name].once(path.read_bytes())


def test_a_broken_promise_is_written_down_once(fuzz: ModuleType, tmp_path: Path) -> None:
    crashes = fuzz.Crashes(tmp_path)
    for data in (b"a long input", b"short", b"an input"):
        try:
            fuzz.unbundled(None)
        except TypeError as error:
            crashes.note(data, error)
    (found,) = (path for path in tmp_path.iterdir() if not path.suffix)
    assert found.read_bytes() == b"short"
    assert "TypeError" in found.with_suffix(".txt").read_text()


@pytest.mark.parametrize("name", ["plain", "markdown", "html", "docx", "pdf", "zip", "layout", "segment", "dates"])
def test_each_target_takes_what_it_begins_with(fuzz: ModuleType, name: str) -> None:
    target = fuzz.TARGETS[name]
    target.once(next(iter(target.seeds())))
