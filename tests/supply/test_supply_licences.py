"""The check of licences: what is allowed, what is named, what is refused."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def licences() -> ModuleType:
    spec = importlib.util.spec_from_file_location("licences", ROOT / "requirements" / "licences.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["licences"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("metadata", "kind"),
    [
        ({"license_expression": "MIT"}, "permissive"),
        ({"license_expression": "GPL-3.0-only OR MIT"}, "permissive"),
        ({"license_expression": "GPL-3.0-only AND MIT"}, "refused"),
        ({"license_expression": "(MIT OR GPL-2.0-only) AND ISC"}, "refused"),
        ({"license_expression": "AGPL-3.0-or-later"}, "refused"),
        ({"license_expression": "LGPL-3.0-only"}, "weak copyleft"),
        ({"license_expression": "MPL-2.0 AND MIT"}, "weak copyleft"),
        ({"license_expression": "LicenseRef-NVIDIA-Proprietary"}, "proprietary"),
        ({"license_expression": "LicenseRef-Ours"}, "refused"),
        ({"classifier": ["License :: OSI Approved :: BSD License"], "license": "GPL"}, "permissive"),
        ({"classifier": ["License :: OSI Approved :: GNU General Public License v3 (GPLv3)"]}, "refused"),
        ({"classifier": ["License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)"]}, "weak copyleft"),
        ({"classifier": ["License :: OSI Approved :: GNU Affero General Public License v3"]}, "refused"),
        ({"license": "Apache License, Version 2.0"}, "permissive"),
        ({"license": "GNU GPLv2"}, "refused"),
        ({"license": "MIT License\n\nCopyright somebody"}, "permissive"),
        ({"license": "UNKNOWN"}, "refused"),
        ({"classifier": ["License :: OSI Approved"]}, "refused"),
        ({}, "refused"),
    ],
)
def test_kinds(licences: Any, metadata: dict[str, Any], kind: str) -> None:
    assert licences.kind_of(licences.licence_of(metadata)) == kind


def test_what_may_not_be_locked_is_named(licences: Any) -> None:
    package = licences.Package
    told = licences.faults(
        [
            package("fine", "1", "MIT", ("run",)),
            package("shared", "1", "MPL-2.0", ("run",)),
            package("taken", "2", "GPL-3.0-only", ("dev",)),
            package("nameless", "3", "", ("run",)),
            package("cuda", "4", "LicenseRef-NVIDIA-Proprietary", ("train",)),
            package("cuda-run", "5", "LicenseRef-NVIDIA-Proprietary", ("run", "train")),
        ]
    )
    assert [each.split()[0] for each in told] == ["taken", "nameless", "cuda-run"]


def test_two_versions_of_a_package_are_asked_for_one_after_the_other(licences: Any) -> None:
    assert licences.rounds([("a", "1"), ("b", "1"), ("a", "2")]) == [["a==1", "b==1"], ["a==2"]]


def test_the_page_lists_what_is_locked(licences: Any) -> None:
    page = licences.PAGE.read_text(encoding="utf-8")
    rows = {
        (name, version): (licence, tuple(locks.split(", ")))
        for name, version, licence, locks in re.findall(r"^\| (\S+) \| (\d\S*) \| (.*) \| (.+) \|$", page, re.MULTILINE)
    }
    assert {key: locks for key, (_, locks) in rows.items()} == licences.locked()
    listed = [licences.Package(*key, licence, locks) for key, (licence, locks) in rows.items()]
    assert licences.faults(listed) == []
    assert licences.page(listed) == page
