"""`matters evaluate stance`, which compares models on statements of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from matters_arising.cli import app
from matters_arising.errors import NothingFoundError, UsageError
from matters_arising.evaluation.stance_corpus import is_held, load_stances
from typer.testing import CliRunner

ENTRIES = """\
=== {body} | uk | panel | 2001
@ 1a collaborative | holder=the Line | with=us | status=committed | phase=design | miss=
< Sailings
< Three timetables had been drawn.
> The Line and the Panel will choose between them together.
@ 1b unilateral | holder=the Line | with= | status=committed | phase=design | miss=
< Sailings
< Three timetables had been drawn.
> The Line will choose between them by itself, without asking anybody.
@ 2 consultative | holder=the Line | with=riders | status=enacted | phase=design | miss=
< Sailings
< Three timetables had been drawn.
> The comments of riders were read before the Line chose.
@ 3 none | miss=routine
< Any other business
< The kettle had been mended.
> The bill of {bill} pounds was paid.
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty bodies, some of them held back."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "stance").mkdir()
    # pairs are told by file and number, so each body has numbers of its own
    written = ""
    for body in range(30):
        one = ENTRIES.format(body=f"Ferry Panel {body}", bill=body)
        written += one.replace("@ ", f"@ {body}")
    (folder / "stance" / "ferries.txt").write_text(written, encoding="utf-8")
    held = {entry.body for entry in load_stances(folder / "stance") if is_held(entry)}
    assert 0 < len(held) < 30
    return folder


def ask(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["evaluate", "stance", *arguments])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def test_models_stand_beside_keywords(corpus: Path) -> None:
    found = json.loads(ask("--corpus", str(corpus), "--own", "--family", "words and cues", "--json"))
    rows = found["held bodies"]
    assert set(rows) == {"keywords", "words and cues"}
    assert rows["words and cues"]["right"] > 0.9  # the same statements in every body
    assert rows["words and cues"]["sets at 10 %"]["right label inside"] > 0.8
    assert "real archives" not in found


def test_an_empty_corpus_is_told(tmp_path: Path) -> None:
    with pytest.raises(NothingFoundError, match="no statements"):
        ask("--corpus", str(tmp_path), "--own")


def test_an_unknown_family_is_told(corpus: Path) -> None:
    with pytest.raises(UsageError, match="no such family"):
        ask("--corpus", str(corpus), "--own", "--family", "oracle")
