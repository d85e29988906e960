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

pytestmark = pytest.mark.long
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


def execute(path: Path, folder: Path) -> str:
    """Run a notebook in a folder; all that its cells print. Raises where a cell does."""
    notebook = nbformat.read(path, 4)
    client = NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": folder}})
    client.execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in cells)
    return "".join(out.get("text", "") for cell in cells for out in cell.outputs)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MATTERS_DB", raising=False)
    monkeypatch.delenv("MATTERS_QUERY", raising=False)
    monkeypatch.setenv("MPLBACKEND", "agg")
    execute(path, desk)


def put_off(day: str, reason: str) -> str:
    return f"""# Skerry Ferry Board

Minutes of the meeting held on {day} in the ticket office

**Present:** Mrs H. Oddie (Chair), Mr J. Flett

## 1. Slipway lights
The slipway lights were deferred to the next meeting {reason}.

## 2. Winter timetable
The Board RESOLVED that the winter timetable be adopted.
"""


OWN = {
    "busy": {
        "april.md": put_off("6 April 2033", "because the electrician had not reported"),
        "may.md": put_off("4 May 2033", "because the electrician had not reported"),
        "june.md": put_off("1 June 2033", ""),
    },
    "quiet": {"april.md": put_off("6 April 2033", "").replace("were deferred to the next meeting", "were switched on")},
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's folder of somebody with two archives of their own, `busy.db` and `quiet.db`. Of our corpus a tenth
    is there, as the whole takes a minute to learn from."""
    root = tmp_path_factory.mktemp("own")
    (root / "corpus" / "sample").mkdir(parents=True)
    (root / "corpus" / "stance").mkdir()
    shutil.copy(ROOT / "corpus" / "stance" / "isles.txt", root / "corpus" / "stance")
    (root / "notebooks").mkdir()
    for name, files in OWN.items():
        (root / name).mkdir()
        for file, text in files.items():
            (root / name / file).write_text(text, encoding="utf-8")
        done = CliRunner().invoke(app, ["run", str(root / name), "--db", str(root / f"{name}.db"), "-q", "--jobs", "1"])
        assert done.exit_code == 0, done.output
    return root


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_on_an_archive_of_ones_own(
    path: Path, name: str, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named as seen from the project's folder, though notebooks run in theirs."""
    monkeypatch.setenv("MATTERS_DB", f"{name}.db")
    monkeypatch.delenv("MATTERS_QUERY", raising=False)
    monkeypatch.setenv("MPLBACKEND", "agg")
    said = execute(path, own / "notebooks")
    with ma.open(own / f"{name}.db") as archive:
        ledger = archive.deferrals()
    if path.stem.startswith("02"):
        assert f"{ledger['times'].sum()} times, no reason found {ledger['unstated'].sum()} times; in the ledger " in said
    assert ("Nothing in this archive is counted as put off" in said) is (ledger.empty and path.stem[:2] in ("01", "02"))
    assert ledger.empty is (name == "quiet")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_misspelt_archive_is_told_and_the_sample_is_not_shown_for_it(
    path: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MATTERS_DB", "bussy.db")
    monkeypatch.setenv("MPLBACKEND", "agg")
    [first] = [cell.source for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"][:1]
    monkeypatch.chdir(own / "notebooks")
    with pytest.raises(FileNotFoundError, match=r"MATTERS_DB names bussy\.db.*own0/notebooks/bussy\.db.*own0/bussy\.db"):
        exec(first, {})
    assert not list(own.rglob("bussy.db"))


def test_the_story_of_the_sample_is_told_whole(desk: Path) -> None:
    """What the minutes of the action group say became of the joint review, as its gold file tells it: put off five
    times, three without a reason, once at each of the last three meetings before it was overtaken."""
    database = desk.parent / "out" / "sample.db"
    if not database.is_file():
        database.parent.mkdir(exist_ok=True)
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
