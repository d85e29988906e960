"""What `requirements/` locks: everything that pyproject.toml names, within its bounds, with hashes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = PROJECT["project"]["dependencies"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
GROUPS = PROJECT["dependency-groups"]
FILES = {
    "run": RUN,
    "dev": RUN + GROUPS["dev"],
    "browser": RUN + GROUPS["browser"],
    "fuzz": RUN + GROUPS["fuzz"],
    "extras": RUN + [each for name in EXTRAS if name != "train" for each in EXTRAS[name]],
    "train": RUN + EXTRAS["train"],
    "audit": GROUPS["audit"],
    "uv": GROUPS["uv"],
}


def locked(text: str) -> list[tuple[Requirement, int]]:
    """The requirements of a lock file, each with how many hashes stand below it."""
    lines = re.sub(r"\\\n", " ", text).splitlines()
    entries = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return [(Requirement(line.split("--hash")[0]), line.count("--hash=sha256:")) for line in entries]


def faults(named: list[str], entries: list[tuple[Requirement, int]]) -> list[str]:
    """What is named and not locked, or locked outside its bounds, not to one version, or without a hash."""
    by_name: dict[str, list[Requirement]] = {}
    for entry, _ in entries:
        by_name.setdefault(canonicalize_name(entry.name), []).append(entry)
    found = [f"{entry.name}: no hash" for entry, hashes in entries if not hashes]
    for entry, _ in entries:
        if [each.operator for each in entry.specifier] != ["=="] or "*" in str(entry.specifier):
            found.append(f"{entry.name}: {entry.specifier} is no one version")
    for wanted in map(Requirement, named):
        entries_of = by_name.get(canonicalize_name(wanted.name), [])
        if not entries_of:
            found.append(f"{wanted.name}: not locked")
        versions = [each.version for entry in entries_of for each in entry.specifier]
        found.extend(f"{wanted.name}: {each}" for each in versions if not wanted.specifier.contains(each))
    return found


@pytest.mark.parametrize("name", FILES)
def test_everything_named_is_locked_within_its_bounds(name: str) -> None:
    entries = locked((ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8"))
    assert entries
    assert faults(FILES[name], entries) == []


def test_every_extra_and_group_has_a_lock() -> None:
    assert set(EXTRAS) == {"parquet", "spreadsheet", "ocr", "notebooks", "cluster", "train"}
    assert set(GROUPS) == {"dev", "browser", "fuzz", "audit", "uv"}
    assert {file.stem for file in (ROOT / "requirements").glob("*.txt")} == set(FILES)


def test_no_two_locks_differ() -> None:
    pins: dict[str, set[frozenset[str]]] = {}
    for name in FILES:
        of_file: dict[str, set[str]] = {}
        for entry, _ in locked((ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")):
            of_file.setdefault(entry.name, set()).add(str(entry.specifier))
        for package, versions in of_file.items():
            pins.setdefault(package, set()).add(frozenset(versions))
    assert {package: each for package, each in pins.items() if len(each) > 1} == {}


def test_faults_are_found() -> None:
    text = (
        "one==1.0 \\\n    --hash=sha256:aa\n    # via two\n"
        "Two_2==3.1 ; python_version < '3.12' \\\n    --hash=sha256:bb\n"
    )
    assert faults(["one>=1", "two-2<4"], locked(text)) == []
    assert faults(["one>=1.1", "three"], locked(text)) == ["one: 1.0", "three: not locked"]
    assert faults([], locked("one==1.0\ntwo>=2 --hash=sha256:aa\n")) == ["one: no hash", "two: >=2 is no one version"]
