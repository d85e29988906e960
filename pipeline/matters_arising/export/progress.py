"""The progress of a run on standard error: a bar on a terminal, and nothing into a log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int, str], None]


@contextmanager
def progress_bar(*, quiet: bool, verbose: bool) -> Iterator[Progress]:
    """Gives what a run calls with files done, files to do, and the file just done.

    On a terminal that is a bar with documents, rate and time left; `verbose` names each file on a line.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, highlight=False, markup=False, quiet=quiet)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
    )
    task = bar.add_task("documents", total=None, rate="")

    def advance(done: int, total: int, path: str) -> None:
        speed = bar.tasks[0].speed
        doing = "documents" if done < total else "documents read; following matters"
        bar.update(task, description=doing, completed=done, total=total, rate=f"{speed:.1f} a second" if speed else "")
        if verbose:
            console.print(f"{done}/{total} {path}", soft_wrap=True)

    with bar:
        yield advance
