"""Options that several commands share, and what their exit codes mean."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EPILOG = "\n\n".join(
    (
        "Exit codes: 0 all went well.",
        "1 a failure, told on standard error.",
        "2 the command or the configuration asks for something that cannot be.",
        "3 the archive cannot be used.",
        "4 the run is complete, but files that may be minutes could not be read; `matters info` names them. "
        "Empty files, duplicates and files that are no minutes are accounted for and do not count.",
        "5 the database cannot be used.",
        "6 a trained model cannot be used.",
        "7 nothing was found.",
        "8 something was looked at, and a person has to do something (`matters doctor`, `matters nightly`).",
        "11 a folder is no evidence pack, or its manifest is damaged.",
        "12 an evidence pack was checked, and something is not as it says.",
        "13 a source could not be reached, or not read to its end (`matters fetch`, `matters nightly`).",
        "130 interrupted; what was done is kept.",
    )
)

Db = Annotated[Path | None, typer.Option("--db", help="The database; else $MATTERS_DB, else matters.db.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print no log and no progress.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Print more of what is known.")]
AllVersions = Annotated[
    bool,
    typer.Option("--all-versions", help="Also drafts that a later version replaced, and withdrawn files."),
]
