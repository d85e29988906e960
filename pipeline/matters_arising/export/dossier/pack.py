"""Writing a pack: the report, the table, the data, and the manifest that lists them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from matters_arising.export.dossier.case import Case
from matters_arising.export.dossier.data import dossier_json, evidence_csv
from matters_arising.export.dossier.manifest import about
from matters_arising.export.dossier.report import report
from matters_arising.export.folder import PACK, Written, check, write
from matters_arising.ids import sha256_of


def write_dossier(case: Case, folder: Path) -> tuple[Written, str]:
    """Write the pack of a case into `folder`, and give the hash of its manifest, by which others know this pack.

    The same case gives the same bytes. Raises UsageError where the folder holds something else.
    """
    check(folder.resolve(), PACK)
    done = write(files(case), folder, PACK, about=about(case))
    return done, sha256_of((folder / PACK.list).read_bytes())


def files(case: Case) -> Iterator[tuple[str, bytes]]:
    """The files of a pack but its manifest."""
    yield "report.html", report(case).encode("utf-8")
    yield "evidence.csv", evidence_csv(case)
    yield "dossier.json", dossier_json(case)
