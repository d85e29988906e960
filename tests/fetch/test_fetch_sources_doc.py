"""docs/sources.md says of every kind of source every key, its default, and an example that is right."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from matters_arising.cli import app
from matters_arising.fetch.settings import KINDS, Asked, ModernGov, Source, sources_of
from typer.testing import CliRunner

PATH = Path(__file__).resolve().parents[2] / "docs" / "sources.md"
PARTS = {part.partition("\n")[0]: part for part in PATH.read_text(encoding="utf-8").split("\n## ")}
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| .+ \|$", re.M)


def rows(heading: str) -> dict[str, str]:
    (part,) = (part for name, part in PARTS.items() if name.startswith(heading))
    return dict(ROW.findall(part))


def told(model: type[Source]) -> dict[str, str]:
    shared = rows("Keys of every kind") | (rows("Keys of the kinds that ask") if issubclass(model, Asked) else {})
    return shared | rows(f"`{next(kind for kind, one in KINDS.items() if one is model)}`")


@pytest.mark.parametrize("model", KINDS.values())
def test_every_key_is_there_with_its_default_and_no_other(model: type[Source]) -> None:
    said = told(model)
    assert said.keys() == model.model_fields.keys()
    for name, field in model.model_fields.items():
        words = said[name]
        if field.is_required() or name == "contact":
            assert words == "none, must be set"
        elif field.default in (None, ""):
            assert words == "none"
        elif not (model is ModernGov and name == "titles"):  # which is told in words
            value = tomllib.loads(f"x = {_literal(words)}")["x"]
            assert value == (list(field.default) if isinstance(field.default, tuple) else field.default)


def _literal(words: str) -> str:
    shown = re.match(r"`(.+?)`", words)
    assert shown, words
    value = shown[1].replace("\\|", "|")
    return value if re.fullmatch(r"[\d_.]+|true|false|\[.*\]", value) else f"'{value}'"


def test_every_kind_has_an_example_and_all_of_them_are_right() -> None:
    lines = re.findall(r"(?m)^    (.*)$", PATH.read_text(encoding="utf-8"))
    tables = tomllib.loads("\n".join(lines))["sources"]
    assert {source.kind for source in sources_of(tables)} == set(KINDS)


@pytest.mark.parametrize("command", ["fetch", "nightly"])
def test_the_help_says_where_it_is(command: str) -> None:
    assert "docs/sources.md" in CliRunner().invoke(app, [command, "--help"]).output
