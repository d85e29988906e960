"""Which licences the locked packages stand under: writes docs/licences.md, ends with 1 where one may not be locked.

pip is asked for the metadata of each, whatever system and Python it is for, and downloads no package (`make licences`).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Kind = Literal["permissive", "weak copyleft", "proprietary", "refused"]
HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "licences.md"
FILES = ("run", "dev", "extras", "train", "browser", "fuzz", "audit", "uv")

# Their metadata names no licence: the first has the text of MIT among its files (and axe-core, MPL 2.0, within it), the
# second holds no code and asks for others of NVIDIA, the third has the text of Apache 2.0 among its files.
BY_HAND = {
    "axe-playwright-python": "MIT AND MPL-2.0",
    "cuda-toolkit": "LicenseRef-NVIDIA-Proprietary",
    "atheris": "Apache-2.0",
    # The wheels of these two hold libraries of others beside their own: FFmpeg, and GEOS.
    "opencv-python-headless": "Apache-2.0 AND LGPL-2.1-or-later",
    "shapely": "BSD-3-Clause AND LGPL-2.1-or-later",
}
LINUX = ("linux", "manylinux1", "manylinux2010", "manylinux2014", *(f"manylinux_2_{n}" for n in range(5, 40)))
PLATFORMS = (*(f"{each}_x86_64" for each in LINUX), "win_amd64")
# NVIDIA's libraries come with PyTorch's builds for Linux; nothing but the extra `train` may bring them.
PROPRIETARY_IN = {"train"}

# Families rather than versions; the order matters: LGPL before GPL. What no line knows is refused.
FAMILIES: tuple[tuple[str, Kind], ...] = (
    (r"\bA?GPL|(?<!Lesser )(?<!Library )General Public License|Affero", "refused"),
    (r"NVIDIA", "proprietary"),
    (r"LGPL|(Lesser|Library) General Public|\bMPL\b|Mozilla Public|\bEPL\b|Eclipse Public", "weak copyleft"),
    (
        r"\bMIT\b|\b0?BSD\b|\bBSL-1\.0|Apache|\bISC|\bPSF|Python Software Foundation|\bZlib\b|\bCC0\b|CNRI-Python"
        r"|\bUnlicense\b",
        "permissive",
    ),
)


@dataclass(frozen=True, slots=True)
class Package:
    """A locked package, the licence that its metadata names ("" for none), and the locks that hold it."""

    name: str
    version: str
    licence: str
    locks: tuple[str, ...]


def licence_of(metadata: Mapping[str, Any]) -> str:
    """The SPDX expression; else the classifiers; else the first line of the field that is free text."""
    if expression := metadata.get("license_expression"):
        return str(expression)
    classified = [each.split(" :: ")[-1] for each in metadata.get("classifier", ()) if each.startswith("License ::")]
    if named := [each for each in classified if each != "OSI Approved"]:
        return " AND ".join(named)
    lines = (metadata.get("license") or "").strip().splitlines()
    return lines[0].strip() if lines and lines[0].strip().upper() != "UNKNOWN" else ""


def kind_of(licence: str) -> Kind:
    """What a licence allows us. Of alternatives the best counts, of parts the worst; both mixed are all parts."""
    order: list[Kind] = ["permissive", "weak copyleft", "proprietary", "refused"]
    bare = re.sub(r"[()]", " ", licence) if re.search(r" (AND|OR) ", licence) else licence
    parts = re.split(r" AND | OR ", bare)
    ranks = [order.index(_kind(part)) for part in parts]
    return order[min(ranks) if " OR " in bare and " AND " not in bare else max(ranks)]


def _kind(part: str) -> Kind:
    return next((kind for pattern, kind in FAMILIES if re.search(pattern, part, re.IGNORECASE)), "refused")


def faults(packages: Iterable[Package]) -> list[str]:
    """The packages that may not be depended on, each with the reason."""
    found = []
    for each in packages:
        kind = kind_of(each.licence)
        if kind == "refused":
            found.append(f"{each.name} {each.version}: {each.licence or 'no licence is named'}")
        elif kind == "proprietary" and not set(each.locks) <= PROPRIETARY_IN:
            found.append(f"{each.name} {each.version}: {each.licence}, outside the extra train")
    return found


def page(packages: Iterable[Package]) -> str:
    """The list as Markdown: those with conditions first by name, then all."""
    every = sorted(packages, key=lambda each: (each.name.lower(), each.version))
    lines = [
        "# Licences of the packages that are locked\n",
        "Made by `make licences` from each package's own metadata; for all systems and Pythons. None is under GPL,",
        "AGPL or a licence that is not known. `run` is what an installation needs; the others are for development,",
        "extras and `make audit`.\n",
    ]
    for kind, told in (
        ("weak copyleft", "Copyleft for their own files only (MPL, LGPL)"),
        ("proprietary", "Proprietary, with PyTorch, in the extra `train` only"),
    ):
        named = [f"{each.name} ({', '.join(each.locks)})" for each in every if kind_of(each.licence) == kind]
        lines.append(f"{told}: {'; '.join(named) or 'none'}.\n")
    lines += ["| package | version | licence | locks |", "|---|---|---|---|"]
    lines += [f"| {each.name} | {each.version} | {each.licence} | {', '.join(each.locks)} |" for each in every]
    return "\n".join(lines) + "\n"


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> dict[tuple[str, str], tuple[str, ...]]:
    """Each locked package and version, with the locks that hold it."""
    found: dict[tuple[str, str], list[str]] = {}
    for lock in FILES:
        text = (HERE / f"{lock}.txt").read_text(encoding="utf-8")
        for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE):
            found.setdefault((canonical(name), version), []).append(lock)
    return {key: tuple(locks) for key, locks in found.items()}


def read(reports: Iterable[Mapping[str, Any]]) -> list[Package]:
    """What pip's reports say of locked packages; a package that no report tells of has no licence."""
    told = {
        (canonical(each["metadata"]["name"]), each["metadata"]["version"]): licence_of(each["metadata"])
        for report in reports
        for each in report["install"]
    }
    return [
        Package(name, version, BY_HAND.get(name) or told.get((name, version), ""), locks)
        for (name, version), locks in locked().items()
    ]


def rounds(packages: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Requirements for pip, which takes one version of a package at a time."""
    found: list[dict[str, str]] = []
    for name, version in packages:
        free = next((each for each in found if name not in each), None)
        if free is None:
            found.append(free := {})
        free[name] = f"{name}=={version}"
    return [list(each.values()) for each in found]


def report(requirements: list[str]) -> dict[str, Any]:
    """What pip would install, with the metadata of each."""
    ask = ["install", "--quiet", "--dry-run", "--no-deps", "--ignore-installed", "--ignore-requires-python"]
    systems = [part for each in PLATFORMS for part in ("--platform", each)]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "report.json")
        where = ["--only-binary", ":all:", "--python-version", "3.13", "--target", folder, "--report", str(out)]
        # A folder of other builds in somebody's settings would stand beside what is locked.
        settings = {**os.environ, "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": ""}
        command = [sys.executable, "-m", "pip", *ask, *systems, *where, *requirements]
        subprocess.run(command, check=True, env=settings)
        found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def main() -> int:
    """Writes the page unless something may not be; says what."""
    packages = read(report(each) for each in rounds(locked()))
    if found := faults(packages):
        print("These may not be locked:", *found, sep="\n  ", file=sys.stderr)
        return 1
    PAGE.write_text(page(packages), encoding="utf-8")
    print(f"{len(packages)} packages, none of them under GPL, AGPL or an unknown licence: {PAGE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
