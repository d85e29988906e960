"""The threat model in docs/threats.md: each test that it names exists; those that belong nowhere else are here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matters_arising
import pytest
from matters_arising.flow import run
from matters_arising.store import open_store
from matters_arising.store.examine import examine
from matters_arising.store.meant import candidates

HERE = Path(__file__).resolve().parent
PACKAGE = Path(matters_arising.__file__).resolve().parent
PAGE = (HERE.parent / "docs" / "threats.md").read_text(encoding="utf-8")
NETWORK = {"socket", "ssl", "http", "httpx", "requests", "urllib3", "aiohttp", "ftplib", "smtplib", "urllib.request"}


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(HERE / "store"))
    import toy_archive

    return toy_archive


def test_each_line_names_tests_that_exist() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 12
    for row in rows:
        named = re.findall(r"`([\w/]+\.py)::(\w+)`", row)
        assert named, row
        for file, test in named:
            tree = ast.parse((HERE / file).read_text(encoding="utf-8"))
            assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, f"{file}::{test}"


def test_sql_in_names_and_minutes_is_text(tmp_path: Path, toy: Any) -> None:
    evil = "x'); DROP TABLE events; --"
    name = f"{evil}.txt"
    lines = ("# '); DELETE FROM matters; --", 'It was agreed " OR 1=1; UPDATE meetings SET id = 0; --')
    root = toy.lay(tmp_path / "archive", {name: toy.minutes("2022-01-19", *lines, body=f"Body {evil}")})
    with open_store(tmp_path / "x.db", write=True) as store:
        run(root, store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
        row = store.connection.execute("SELECT d.path, e.quote FROM events e, documents d").fetchone()
        assert tuple(row) == (name, lines[1])
        assert store.connection.execute("SELECT title FROM matters").fetchone()[0] == lines[0][2:]
        assert [one.title for one in candidates(store, lines[0])] == [lines[0][2:]]
        assert [one for one in examine(store) if one.state == "trouble"] == []


def test_nothing_is_unpickled() -> None:
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not {"pickle", "dill", "joblib", "shelve", "marshal"} & set(imported(tree)), path
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if ast.unparse(call.func) in ("np.load", "numpy.load"):
                told = {word.arg: ast.unparse(word.value) for word in call.keywords}
                assert told.get("allow_pickle") == "False", path


def test_a_run_knows_no_network() -> None:
    known = reached("matters_arising.flow", "matters_arising.stages")
    assert len(known) > 60
    for path in known:
        found = NETWORK & set(imported(ast.parse(path.read_text(encoding="utf-8"))))
        assert not found, f"{path} imports {found}"


def test_no_secret_of_the_environment_is_recorded(tmp_path: Path, toy: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_TOKEN", "swordfish-4711")
    with open_store(tmp_path / "x.db", write=True) as store:
        run(toy.lay(tmp_path / "archive"), store, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
    assert all(b"swordfish" not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def imported(tree: ast.AST) -> Iterator[str]:
    """The modules that a module imports anywhere in it, with what they are below."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            parts = name.split(".")
            yield from (".".join(parts[: end + 1]) for end in range(len(parts)))


def reached(*names: str) -> set[Path]:
    """The files of our own that these modules import, and those that they do, to the last.

    The commands stand above a run: those that fetch from the network are theirs, and only called by name.
    """
    found: set[Path] = set()
    rest = list(names)
    while rest:
        stem = PACKAGE.parent / rest.pop().replace(".", "/")
        for path in (stem.with_suffix(".py"), stem / "__init__.py"):
            if path.is_file() and path not in found:
                found.add(path)
                rest += set(imported(ast.parse(path.read_text(encoding="utf-8")))) - {PACKAGE.name}
    return found
