"""Archives that mark themselves: their markers are gone before a judge reads, and the marks stand where they stood."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from matters_arising.errors import UsageError
from matters_arising.evaluation import genre
from matters_arising.evaluation.corpus import KINDS, Marked
from matters_arising.evaluation.genre import judge_genre, load_genre, without_markers
from matters_arising.nlp.judge import Judge

LOG = """---
layout: minutes
date: 2031-03-04
json-ld: |
    {
        "resolution": ["The format is called Twig"]

    }

---

# Twig Working Group Telco

## Content:
{: .no_toc}

### 1. Name
{: #section1}

**Ada Orr:** we still need a name

> **Proposed resolution: The format is called Twig** *(Ada Orr)*
{: .proposed_resolution}

> *Ben Ash:* +1

> ***Resolution #1: The format is called Twig***
{: #resolution1 .resolution}

**Ada Orr:** the printers must know of it.

> ***Action #1: ask the printers about [Twig](https://twig.example/a) (Ben Ash)***
{: #action1 .action}

**Ben Ash:** the resolution is clear, action follows

### 2. Resolutions
{: #res}

* [Resolution #1](#resolution1): The format is called Twig
"""
ACTS = (
    ("action", "ask the printers about [Twig](https://twig.example/a) (Ben Ash)", 35),
    ("decision", "The format is called Twig", 30),
    ("proposal", "The format is called Twig", 25),
)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    (tmp_path / "2031-03-04.md").write_text(LOG)
    (tmp_path / "2031-03-11.md").write_text("# Twig Working Group Telco\n\n**Ada Orr:** nothing today\n")
    rows = [{"file": "2031-03-04.md", "type": kind, "text": text, "line": line} for kind, text, line in ACTS]
    (tmp_path / "gold_items.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return tmp_path


@pytest.fixture
def agenda(tmp_path: Path) -> Path:
    def row(event: int, name: str, outcome: str, label: str) -> dict:
        return {"event": event, "date": "2031-03-04", "body": "Elmbrook Council", "matter": "M 1", "name": name,
                "title": f"A bill about\r\n{name.lower()}.", "action": f"{outcome}-CODE", "label": label,
                "action_text": f"This Bill was {outcome} by Committee"}  # fmt: skip

    rows = [
        row(7, "Ponds", "Held in Hand", "deferral"),
        row(7, "Gates", "Held in Hand", "deferral"),
        row(7, "Barns", "Approved", "decision_pos"),
        row(8, "Lanes", "Held in Hand", "deferral"),
        row(9, "Wells", "Approved", "decision_pos"),
    ]
    with gzip.open(tmp_path / "event_items_2031.jsonl.gz", "wt") as out:
        out.writelines(json.dumps(one) + "\n" for one in rows)
    return tmp_path


def stands_on(marked: Marked, kind: str) -> list[int]:
    return [row for row, labels in enumerate(marked.labels) if labels[KINDS.index(kind)] == 1]


def oracle(monkeypatch: pytest.MonkeyPatch, documents: tuple[Marked, ...], labels: tuple[str, ...]) -> Judge:
    """A judge that knows the marks; it is as sure of them as of nothing else."""
    flat = np.ones(len(labels), dtype=np.float32)
    judge = Judge("o", "1", labels, (), frozenset(), {}, flat, flat, flat, flat, flat * 0.5)
    truth = {id(marked.segmented): np.array(marked.labels)[:, [KINDS.index(x) for x in labels]] for marked in documents}
    monkeypatch.setattr(Judge, "chances", lambda self, segmented: truth[id(segmented)] * 0.8 + 0.1)
    return judge


def test_no_marker_is_left_and_the_talk_is() -> None:
    text = without_markers(LOG)
    for gone in ("Proposed resolution", "Resolution #", "Action #", "{:", "json-ld", '"resolution"', "2. Resolutions"):
        assert gone not in text
    assert text.startswith("---\nlayout: minutes\ndate: 2031-03-04\n---\n")
    assert text.count("The format is called Twig") == 2
    assert "> The format is called Twig *(Ada Orr)*" in text
    assert "the resolution is clear, action follows" in text


def test_words_proposed_and_then_resolved_are_two_marks_in_two_places(log: Path) -> None:
    found = load_genre(log)
    assert found.labels == ("proposal", "decision", "action")
    first, second = found.documents
    ((proposed,), (resolved,), (undertaken,)) = (stands_on(first, kind) for kind in found.labels)
    assert proposed < resolved < undertaken
    texts = [statement.text for statement in first.segmented.statements]
    assert "Twig" in texts[proposed] and "Twig" in texts[resolved] and "ask the printers" in texts[undertaken]
    assert not second.marks


def test_items_of_one_meeting_are_one_document_without_their_codes(agenda: Path) -> None:
    found = load_genre(agenda)
    assert [len(stands_on(marked, "deferral")) for marked in found.documents] == [2, 1, 0]
    first = found.documents[0]
    assert "CODE" not in first.segmented.document.text and "deferral" not in first.segmented.document.text
    assert {first.segmented.statements[row].text for row in stands_on(first, "deferral")} == {
        "This Bill was Held in Hand by Committee"
    }
    assert len(load_genre(agenda, every=2).documents) == 2


def test_a_judge_that_knows_the_marks_is_right_and_a_strict_one_silent(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = load_genre(log)
    judge = oracle(monkeypatch, found.documents, ("action", "report", "decision", "proposal"))
    unseen = judge_genre(found, judge)
    assert unseen.labels == found.labels
    assert genre.figures(unseen)["micro"] | {"interval": []} == {
        "precision": 1, "recall": 1, "f1": 1, "hit": 3, "false": 0, "missed": 0, "interval": [],
    }  # fmt: skip
    judge.thresholds[:] = 0.95
    assert genre.figures(judge_genre(found, judge))["micro"]["missed"] == 3


def test_the_command_prints_a_table(
    agenda: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = load_genre(agenda)
    judge = oracle(monkeypatch, found.documents, ("deferral",))
    monkeypatch.setattr("matters_arising.extract.load", lambda: judge)
    monkeypatch.setattr(genre, "load_genre", lambda folder, *, every: found)
    assert genre.main(["--marked", str(agenda)]) == 0
    assert "| deferral | 1.00 | 1.00 | 1.00 | " in capsys.readouterr().out


def test_a_folder_without_marks_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"neither gold_items.jsonl nor event_items_\*"):
        load_genre(tmp_path)
