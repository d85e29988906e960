"""From labels to a model, to its comparison with another, to a run with it."""

from __future__ import annotations

import json
import pickle
import re
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import toy_archive as toy
from matters_arising import flow
from matters_arising.cli import app
from matters_arising.errors import MattersError, ModelError, NothingFoundError, UsageError
from matters_arising.evaluation.stance_card import is_worse, scores_as_text, warnings
from matters_arising.stages import with_stances
from matters_arising.stance.saved import load, save
from typer.testing import CliRunner

pytestmark = pytest.mark.long
SAID = {
    "collaborative": "The Council and the Trust will plan the {} jointly.",
    "consultative": "Residents were asked for their views on the {}.",
    "unilateral": "The Trust changed the {} without asking anybody.",
    "none": "The bill for the {} was paid.",
}
THINGS = ("gate", "pond", "wall")
CORPUS = """\
=== Ferry Panel {body} | uk | panel | 2001
@ {body}1a collaborative | holder=the Line | with=us | status=committed | phase=design | miss=
< Sailings
< Three timetables had been drawn.
> The Line and the Panel will choose between them together.
@ {body}1b unilateral | holder=the Line | with= | status=committed | phase=design | miss=
< Sailings
< Three timetables had been drawn.
> The Line will choose between them by itself, without asking anybody.
@ {body}2 none | miss=routine
< Any other business
< The kettle had been mended.
> The bill of {body} pounds was paid.
"""


def ask(*arguments: object) -> str:
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.stdout


def write(path: Path, bodies: int, *, labels: dict[str, str] = SAID) -> Path:
    rows = [
        {"text": text.format(f"{thing} {n}"), "label": label, "body": f"Body {n}", "heading": "Works", "before": []}
        for n in range(bodies)
        for label, text in labels.items()
        for thing in THINGS
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with labels, a corpus of our own, and a model learned from both and one from the labels alone."""
    folder = tmp_path_factory.mktemp("here")
    (folder / "corpus" / "stance").mkdir(parents=True)
    written = "".join(CORPUS.format(body=body) for body in range(12))
    (folder / "corpus" / "stance" / "ferries.txt").write_text(written, encoding="utf-8")
    write(folder / "labels.jsonl", 6)
    common = ("--labels", folder / "labels.jsonl", "--corpus", folder / "corpus", "--share", "0.5", "-q")
    ask("train", "stance", *common, "--out", folder / "both")
    ask("train", "stance", *common, "--out", folder / "labels alone", "--no-own")
    return folder


def train(here: Path, out: Path, *more: object) -> str:
    return ask("train", "stance", "--corpus", here / "corpus", "--out", out, "-q", *more)


def test_a_model_says_what_it_learned_from_and_how_good_it_is(here: Path) -> None:
    model = load(here / "both")
    assert model.about["from"] == {"label files": 72, "our corpus": 21}
    assert [one["name"] for one in model.about["data"]] == ["labels.jsonl", "corpus/stance/ferries.txt"]
    assert load(here / "labels alone").about["from"] == {"label files": 72}
    metrics = json.loads((here / "both" / "metrics.json").read_text())
    assert metrics["model"] == model.digest
    assert metrics["beside shipped"].items() >= {"statements": 72, "with a stance": 54}.items()
    assert all(0 <= metrics["beside shipped"][name] <= 1 for name in ("learned", "shipped"))
    assert list(metrics["sections"]) == [
        "label files, bodies left out",
        "our corpus, bodies left out",
        "held part of our corpus",
    ]
    card = (here / "both" / "card.md").read_text()
    assert model.digest[:12] in card and "labels.jsonl" in card and "## Not for" in card
    assert "### Held part of our corpus: 15 statements" in card
    assert "`matters train stance --labels labels.jsonl --families" in card


def test_the_same_data_give_the_same_bytes(here: Path, tmp_path: Path) -> None:
    train(here, tmp_path / "again", "--labels", here / "labels.jsonl", "--share", 0.5, "--no-own")
    for path in (here / "labels alone").iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "error", "told"),
    [
        (["--no-own"], UsageError, "no labels to learn from"),
        (["--no-own", "--labels", "one.jsonl"], UsageError, "all 9 statements are labelled none"),
        (["--labels", "wrong.jsonl"], UsageError, r"wrong.jsonl:1: no such label: 'friendly'"),
        (["--labels", "absent.jsonl"], UsageError, "absent.jsonl: .*cannot be read"),
        (["--families", "boosted cues"], UsageError, "cannot be saved"),
        (["--families", "oracle"], UsageError, "no such family"),
        (["--share", "0"], UsageError, "no share"),
        (["--corpus", "nowhere"], NothingFoundError, "no statements with stances"),
    ],
)
def test_what_cannot_be_learned_is_told(
    here: Path, empty: Path, arguments: list[str], error: type[MattersError], told: str
) -> None:
    write(empty / "one.jsonl", 3, labels={"none": SAID["none"]})
    write(empty / "wrong.jsonl", 1, labels={"friendly": "{}"})
    with pytest.raises(error) as caught:
        train(here, empty / "model", *arguments)
    assert re.search(told, str(caught.value))
    assert not (empty / "model").exists()


def test_two_models_are_held_against_each_other(here: Path, tmp_path: Path) -> None:
    fresh = write(tmp_path / "fresh.jsonl", 12)
    models = ("--model", here / "both", "--model", here / "labels alone")
    found = json.loads(ask("evaluate", "stance", *models, "--labels", fresh, "--json"))
    assert found["statements"] == 144
    one, other = found["models"].values()
    assert one["generator"] == load(here / "both").generator
    assert (one["learned from"], other["learned from"]) == (72, 72)  # six of the twelve bodies
    assert one["labels"]["unilateral"]["f1"] > 0.9
    text = ask("evaluate", "stance", *models, "--labels", fresh)
    assert "It has learned from 72 of these 144" in text
    assert "McNemar's exact test" in text


def test_without_labels_they_are_measured_on_the_held_part_of_our_corpus(here: Path) -> None:
    found = json.loads(ask("evaluate", "stance", "--model", here / "both", "--corpus", here / "corpus", "--json"))
    assert found["statements"] == 15
    assert found["pairs"] == []


def test_labels_without_a_model_are_told(here: Path) -> None:
    with pytest.raises(UsageError, match="no model is named"):
        ask("evaluate", "stance", "--labels", here / "labels.jsonl")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Toy minutes of two statements, read with toy stages but for what tells stances."""
    plain = flow.run

    def run(*given: Any, **named: Any) -> flow.Done:
        asked = named["stages"]
        stages = replace(toy.STAGES, load_stances=asked.load_stances, classify=asked.classify, version=asked.version)
        return plain(*given, **{**named, "stages": stages, "jobs": 0})

    monkeypatch.setattr(flow, "run", run)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "archive").mkdir()
    lines = "BODY: Ash Council\nDATE: 2019-03-12\n# Works\nThe Trust changed the gate without asking anybody.\n"
    (tmp_path / "archive" / "a.txt").write_text(f"{lines}The bill for the wall was paid.\n")
    return tmp_path / "archive"


def run(*more: object) -> tuple[int, set[tuple[str, str, str]]]:
    """How many files were read, and the stances in the database: label, quote, generator."""
    done = json.loads(ask("run", "archive", "--db", "x.db", "--json", "-q", *more))
    with sqlite3.connect("x.db") as connection:
        rows = connection.execute("SELECT label, quote, generator FROM stances").fetchall()
    return done["run"]["processed"], set(rows)


def test_a_run_with_a_model_is_signed_by_it_and_another_model_reads_again(here: Path, archive: Path) -> None:
    both, alone = load(here / "both"), load(here / "labels alone")
    quote = "The Trust changed the gate without asking anybody."
    assert run("--stances", here / "both") == (1, {("unilateral", quote, both.generator)})
    assert run("--stances", here / "both")[0] == 0
    assert run("--stances", here / "labels alone") == (1, {("unilateral", quote, alone.generator)})
    (archive / "matters.toml").write_text('stances = "../learned"')
    save(archive.parent / "learned", both.classifier, both.features, both.about, learned=both.learned)
    assert run()[1] == {("unilateral", quote, both.generator)}


def test_a_run_with_a_damaged_model_reads_nothing(here: Path, archive: Path) -> None:
    one = load(here / "both")
    save(archive.parent / "learned", one.classifier, one.features, one.about)
    (archive.parent / "learned" / "weights.npz").write_bytes(b"")
    with pytest.raises(ModelError, match="does not match the hash"):
        run("--stances", "learned")


def test_worker_processes_know_a_model_again_and_notice_another(here: Path, tmp_path: Path) -> None:
    one, other = load(here / "both"), load(here / "labels alone")
    save(tmp_path / "learned", one.classifier, one.features, one.about, learned=one.learned)
    asked = with_stances(tmp_path / "learned").load_stances
    again = pickle.loads(pickle.dumps(asked))
    assert (again, hash(again)) == (asked, hash(asked))
    assert again().generator == one.generator
    save(tmp_path / "learned", other.classifier, other.features, other.about, learned=other.learned)
    with pytest.raises(ModelError, match="has changed since the run began"):
        again()


BESIDE = {"statements": 128, "with a stance": 7, "learned": 0.25, "shipped": 0.77}


@pytest.mark.parametrize(
    ("beside", "worse", "told"),
    [
        (BESIDE, True, ["The shipped judge does better", "7 of the 128 labelled statements"]),
        ({**BESIDE, "with a stance": 70}, True, ["F1 0.77 on whether there is a stance, the learned model 0.25"]),
        ({**BESIDE, "learned": 0.8, "with a stance": 70}, False, []),
        ({**BESIDE, "learned": None, "shipped": None}, False, ["Few labels"]),
    ],
)
def test_a_model_worse_than_the_shipped_one_or_of_few_labels_says_so_first(
    beside: dict[str, Any], worse: bool, told: list[str]
) -> None:
    found = {"beside shipped": beside}
    assert is_worse(found) is worse
    for said, expected in zip(warnings(found), told, strict=True):
        assert expected in said


def test_without_label_files_there_is_nothing_to_warn_of() -> None:
    assert warnings({}) == [] and not is_worse({})


def test_the_way_to_hold_it_against_the_shipped_judge_is_always_said(here: Path, tmp_path: Path) -> None:
    common = ("--labels", here / "labels.jsonl", "--corpus", here / "corpus", "--share", "0.5", "--no-own")
    done = CliRunner().invoke(app, ["train", "stance", *map(str, common), "--out", str(tmp_path / "new")])
    assert f"matters evaluate stance --model shipped --model {tmp_path / 'new'} --labels FILE" in done.stderr


@pytest.mark.parametrize(("least", "told"), [(0.95, True), (0.94, False)])
def test_a_stance_that_is_hardly_ever_said_is_told(least: float, told: bool) -> None:
    shown = scores_as_text({"sections": {}, "thresholds": {"collaborative": 0.6, "unilateral": least}, "folds": 2})
    assert ("Hardly ever said: unilateral." in shown) is told
