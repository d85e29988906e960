"""Which software made a result."""

from __future__ import annotations

from pathlib import Path

import pytest
from matters_arising import __version__, version


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    here = tmp_path / "pipeline" / "matters_arising"
    for name in ("extract/rules.py", "matters/follow.py", "cli/ask.py", "resources/en/words.json"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text("1")
    (tmp_path / "models" / "events").mkdir(parents=True)
    (tmp_path / "models" / "events" / "weights.bin").write_text("1")
    (tmp_path / "models" / "events" / "card.md").write_text("1")
    (tmp_path / "models" / "events" / "metrics.json").write_text("1")
    monkeypatch.setattr(version, "_HERE", here)
    monkeypatch.setattr(version, "_TRAINED", (here / "trained", tmp_path / "models"))
    return tmp_path


def versions() -> tuple[str, str]:
    version.reading_version.cache_clear()
    version.following_version.cache_clear()
    return version.reading_version(), version.following_version()


@pytest.mark.parametrize(
    ("changed", "reading", "following"),
    [
        ("pipeline/matters_arising/extract/rules.py", True, True),
        ("pipeline/matters_arising/resources/en/words.json", True, True),
        ("models/events/weights.bin", True, True),
        ("pipeline/matters_arising/matters/follow.py", False, True),
        ("pipeline/matters_arising/cli/ask.py", False, False),
        ("models/events/card.md", False, False),
        ("models/events/metrics.json", False, False),
        ("pipeline/matters_arising/extract/__pycache__/rules.pyc", False, False),
    ],
)
def test_it_changes_with_what_can_change_a_result(package: Path, changed: str, reading: bool, following: bool) -> None:
    before = versions()
    assert before[0].startswith(f"{__version__}+")
    (package / changed).parent.mkdir(exist_ok=True)
    (package / changed).write_text("2")
    after = versions()
    assert (after[0] != before[0], after[1] != before[1]) == (reading, following)
    version.reading_version.cache_clear()
    version.following_version.cache_clear()
