"""The notebooks run from top to bottom, as a reader would run them, and say what they say of themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import matters_arising as ma
import nbformat
import pytest
from matters_arising.cli import app
from nbclient import NotebookClient
from typer.testing import CliRunner

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks_and_they_are_numbered() -> None:
    assert NOTEBOOKS
    assert [int(path.name[:2]) for path in NOTEBOOKS] == list(range(1, len(NOTEBOOKS) + 1))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_what_it_printed(path: Path) -> None:
    cells = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    assert cells and not any(cell.outputs or cell.execution_count for cell in cells)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the notebooks run: beside a sample of one body, as the whole takes a minute to read.

    The first notebook that runs makes the database, the others find it.
    """
    root = tmp_path_factory.mktemp("notebooks")
    body = Path("corpus") / "sample" / "mental-health-action-group"
    for part in (body, Path("corpus") / "stance"):
        shutil.copytree(ROOT / part, root / part)
    (root / "notebooks").mkdir()
    return root / "notebooks"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATTERS_DB", str(desk.parent / "sample.db"))
    monkeypatch.setenv("MPLBACKEND", "agg")
    notebook = nbformat.read(path, 4)
    client = NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": desk}})
    client.execute()  # raises where a cell does
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")


def test_the_story_of_the_sample_is_told_whole(desk: Path) -> None:
    """What the minutes of the action group say became of the joint review, as its gold file tells it: put off five
    times, three without a reason, once at each of the last three meetings before it was overtaken."""
    database = desk.parent / "sample.db"
    if not database.is_file():
        CliRunner().invoke(app, ["run", str(desk.parent / "corpus" / "sample"), "--db", str(database)])
    with ma.open(database) as archive:
        ledger = archive.deferrals()
        [review] = ledger[ledger["title"].str.contains("crisis care")].itertuples()
        put_off = archive.timeline(review.matter).query("what == 'deferral'")
        shifts = archive.shifts(review.matter)
    assert (review.times, review.unstated) == (5, 3)
    assert set(put_off["date"].dt.strftime("%Y-%m-%d")) >= {
        *("2022-04-27", "2022-06-15", "2022-09-14"),
        *("2022-11-02", "2022-12-14"),
    }
    assert list(shifts["kind"]) == ["chair", "scope"]  # another chair in December, the county in March
