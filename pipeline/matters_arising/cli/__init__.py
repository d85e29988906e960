"""The command `matters`: one function a verb, which asks and prints. Nothing heavy is imported up here."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from matters_arising.cli import (
    alerts,
    ask,
    became,
    care,
    changes,
    corpus,
    fetch,
    label,
    link,
    measure,
    nightly,
    onboard,
    prove,
    read,
    redact,
    review,
    write,
)
from matters_arising.cli.options import EPILOG
from matters_arising.errors import MattersError
from matters_arising.nightly import outcome

app = typer.Typer(
    name="matters",
    help="Ask an archive of minutes what became of it.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"max_content_width": 120},
)
app.command(epilog=EPILOG)(read.run)
app.command(epilog=fetch.EPILOG)(fetch.fetch)
app.command(epilog=f"{outcome.EPILOG}\n\n{fetch.SETTINGS}")(nightly.nightly)
for _verb in (
    *(ask.timeline, ask.deferrals),
    *(became.promises, became.proposals, became.practice, became.shifts, changes.changes),
    *(ask.show, ask.search, write.export, write.package, write.civic, write.datasette),
    *(write.site, alerts.feeds, prove.dossier, prove.verify, label.label, ask.info),
    *(review.review, review.correct, onboard.onboard),
    *(care.doctor, care.backup),
):
    app.command()(_verb)
for _group in (measure.evaluation, measure.training, link.app, alerts.app, redact.app, corpus.app):
    app.add_typer(_group)


def main() -> None:
    """The entry point: what goes wrong is told in a sentence, and ends with the exit code of its class."""
    try:
        app()
    except MattersError as error:
        print(f"matters: {error}", file=sys.stderr)
        sys.exit(error.exit_code)


def _print_version(asked: bool) -> None:
    if asked:
        from matters_arising import __version__

        print(f"matters-arising {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass
