"""`matters corpus`: what is done with marked documents. Nothing heavy is imported up here."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from matters_arising.errors import NothingFoundError, UsageError

app = typer.Typer(name="corpus", help="Work with marked documents.", no_args_is_help=True)


@app.callback()
def _corpus() -> None:
    pass


@app.command()
def rehydrate(
    *,
    archives: Annotated[Path, typer.Option("--from", help="The folder that holds the archives.", show_default=False)],
    marks: Annotated[Path, typer.Option(help="The stand-off marks.")] = Path("corpus/gold/standoff"),
    out: Annotated[Path, typer.Option("--to", help="Where the gold files are written.")] = Path("out/gold"),
) -> None:
    """Give stand-off marks their words back. They are of your own copy of the archives: one gold file a document.

    Documents that were not read whole are left out: a gold file says that what it does not mark is no mark.
    """
    from matters_arising.evaluation.standoff import load_standoff
    from matters_arising.evaluation.standoff import rehydrate as restore

    if not marks.is_dir():
        raise UsageError("no folder of stand-off marks", where=str(marks), remedy="name it with --marks")
    written = lost = 0
    for entry in load_standoff(marks):
        if "judged" in entry:
            continue
        try:
            gold, missing = restore(entry, archives)
        except UsageError as error:
            print(f"left out: {error}", file=sys.stderr)
            continue
        lost += missing
        path = (out / gold.document).with_suffix(".json")
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [_row(mark) for mark in gold.marks]
        about: dict[str, Any] = {"document": gold.document, "date": gold.date, "body": gold.body, "marks": rows}
        path.write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written += 1
    if not written:
        raise NothingFoundError("none of the marked documents is there", remedy=f"is {archives} the right folder?")
    print(f"{written} gold files in {out}; {lost} marks could not be read back", file=sys.stderr)


def _row(mark: Mapping[str, Any]) -> dict[str, Any]:
    """A mark as gold files have it: its place is `at`, as the scorer calls it."""
    return {**{name: value for name, value in mark.items() if name != "span"}, "at": list(mark["span"])}
