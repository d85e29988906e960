"""What is measured is what is kept: one set of figures for the terminal, `metrics.json` and the model card."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from matters_arising import cli
from matters_arising.documents import read
from matters_arising.evaluation import evaluate
from matters_arising.evaluation.corpus import KINDS, Marked, lay
from matters_arising.evaluation.gold import GoldDocument
from matters_arising.evaluation.metrics import keep, measure
from matters_arising.models import Source
from matters_arising.segment import segment

HELD = ("pond", "gate", "barn", "lane", "well", "shed", "path", "wall", "sign", "tree", "roof", "door")


def document(archive: str, name: str = "a") -> Marked:
    """Twelve things put off, twelve painted, and as many sentences that say neither."""
    lines, marks = [f"# Minutes of {archive.title()} Parish Council, 4 March 2031", "", "## 1. Land"], []
    for thing in HELD:
        put_off, painted = f"The {thing} was deferred to the May meeting.", f"Ms Orr will paint the {thing} by June."
        lines += [put_off, f"The {thing} stands near the road.", painted]
        marks += [{"type": "deferral", "quote": put_off}, {"type": "action", "quote": painted, "owner": "Ms Orr"}]
    data = "\n".join(lines).encode()
    name = f"{archive}/{name}.md"
    return lay(GoldDocument(name, "", "", tuple(marks)), segment(read(Source(name, data, "0" * 64))), archive)


@pytest.fixture(scope="module")
def found() -> dict:
    documents = [document("elm"), document("ash"), document("ash", "b")]
    truth = np.array([labels for marked in documents for labels in marked.labels], dtype=float)
    assert truth.shape[1] == len(KINDS)
    return measure(documents[:2], documents, truth * 4 - 2, truth * 2 - 1)


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """Two model folders as training leaves them before their figures are kept."""
    numbers = ("real documents", "real archives", "of them read whole", "own documents", "statements")
    for name in ("events", "stances"):
        (tmp_path / name).mkdir()
        about = {"name": name, "trained_on": dict.fromkeys(numbers, 1)}
        (tmp_path / name / "model.json").write_text(json.dumps(about))
    return tmp_path


def test_the_measured_documents_alone_are_counted(found: dict) -> None:
    events = found["events"]
    assert events["documents"] == 2
    deferral = events["unseen archives"]["labels"]["deferral"]
    assert (deferral["f1"], deferral["hit"], deferral["false"], deferral["missed"]) == (1, 2 * len(HELD), 0, 0)
    assert list(events["unseen archives"]["archives"]) == ["ash", "elm"]
    assert events["attributes"]["owner"]["marks"] == 2 * len(HELD)
    assert events["without the encoder"]["micro"]["f1"] == 1
    assert found["stances"]["unseen archives"]["micro"]["f1"] == 0
    assert "attributes" not in found["stances"]


def test_what_is_kept_is_what_was_measured_and_the_card_says_the_same(found: dict, models: Path) -> None:
    written = keep(found, models, folds="each archive")
    assert [path.relative_to(models).as_posix() for path in written] == [
        f"{name}/{file}" for name in ("events", "stances") for file in ("metrics.json", "card.md")
    ]
    for name, measured in found.items():
        kept = json.loads((models / name / "metrics.json").read_text())
        assert kept == {"folds": "each archive", **json.loads(json.dumps(measured))}
    assert "| deferral | 1.00 | 1.00 | 1.00 | 24 | 0 | 0 |" in (models / "events" / "card.md").read_text()


def test_how_archives_were_left_out_is_known_from_training(found: dict, models: Path) -> None:
    keep(found, models, folds="groups of archives")
    first = (models / "events" / "metrics.json").read_bytes()
    keep(found, models)
    assert (models / "events" / "metrics.json").read_bytes() == first


def test_the_command_keeps_figures_only_when_asked(
    found: dict, models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(evaluate, "evaluate", lambda *_, **__: found)
    keep(found, models, folds="each archive")
    kept = models / "events" / "metrics.json"
    whole = kept.read_text()
    kept.write_text('{"folds": "each archive"}')
    for option, there in (([], '{"folds": "each archive"}'), (["--write"], whole)):
        monkeypatch.setattr(sys, "argv", ["matters", "evaluate", "--models", str(models), "--json", *option])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        assert not ended.value.code
        assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(found))
        assert kept.read_text() == there


def test_the_tables_of_the_terminal_are_made_of_the_same_figures(found: dict) -> None:
    said = evaluate.as_text(found).splitlines()
    assert said[0].startswith("2 documents")
    assert sum(line.startswith("| micro | ") for line in said) == 3  # events, stances, simple methods
    assert any(line.startswith("| deferral | 1.00 | 1.00 | 1.00 | 1.00 to 1.00 | 24 |") for line in said)
