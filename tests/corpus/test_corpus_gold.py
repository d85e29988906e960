"""The gold marks of the sample archive are whole: known words, known files, and quotes that stand in the minutes."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from matters_arising.documents import read
from matters_arising.models import Source
from matters_arising.sources import find
from matters_arising.vocab import EventType, Outcome, Phase, ReasonCode, StanceLabel, StanceStatus
from rendering.blocks import Heading, Item, Paragraph, Table, plain
from rendering.blocks import read as read_script

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
MARKED = sorted(p for p in (CORPUS / "gold").rglob("*.json") if p.name != "matters.json")
FOLLOWED = sorted((CORPUS / "gold" / "matters").rglob("matters.json"))
VOCABULARY = {
    "outcome": {o.value for o in Outcome},
    "reason_code": {r.value for r in ReasonCode},
    "phase": {p.value for p in Phase},
}
REPORT_STATUS = {"done", "part-done", "not done", "overtaken"}
MENTION_STATUS = {"raised", "discussed", "decided", "deferred", "actioned", "reported", "referred", "closed"}


def load(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def words(text: str) -> str:
    """The words in a row, with spaces around each, free of layout, hyphens at line ends and quotation marks."""
    text = re.sub(r"(\w)[-\u00ad]\s*\n\s*(\w)", r"\1\2", text).lower().replace("’", "'").replace("'", "")
    return " " + " ".join(re.findall(r"[a-z0-9£$%]+", text)) + " "


@cache
def sources() -> dict[str, Source]:
    return {s.path: s for s in find(CORPUS / "sample") if isinstance(s, Source)}


@cache
def shown(document: str) -> str:
    """The words of a document: as the package reads them, or as the source says where the page is a picture."""
    source = (CORPUS / "source" / document).with_suffix(".md")
    script = read_script(source) if source.exists() else None
    if script is None or script.layout != "pdf-scan":
        return words(read(sources()[document], ocr=False).text)
    parts = [plain(b.runs) for b in script.blocks if isinstance(b, Heading | Paragraph | Item)]
    parts += [plain(cell) for b in script.blocks if isinstance(b, Table) for row in b.rows for cell in row]
    return words("\n".join(parts))


@pytest.mark.parametrize("path", MARKED, ids=name)
def test_every_marked_quote_stands_in_what_the_package_reads(path: Path) -> None:
    gold = load(path)
    text = shown(gold["document"])
    assert [m["quote"] for m in gold["marks"] if words(m["quote"]) not in text] == []


@pytest.mark.parametrize("path", FOLLOWED, ids=lambda p: p.parent.name)
def test_every_mention_stands_in_what_the_package_reads(path: Path) -> None:
    mentions = [(m["document"], m["quote"]) for matter in load(path)["matters"] for m in matter["mentions"]]
    assert [(d, q) for d, q in mentions if words(q) not in shown(d)] == []


@pytest.mark.parametrize("path", MARKED, ids=name)
def test_marks_use_the_closed_vocabularies(path: Path) -> None:
    gold = load(path)
    assert (CORPUS / "sample" / gold["document"]).is_file()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", gold["date"])
    assert gold["body"]
    for mark in gold["marks"]:
        assert ("type" in mark) != ("label" in mark), mark
        assert mark["quote"].strip() and mark["item"].strip(), mark
        if "type" in mark:
            assert mark["type"] in {t.value for t in EventType}, mark
            assert mark.get("status", "done") in REPORT_STATUS, mark
        else:
            assert mark["label"] in {s.value for s in StanceLabel}, mark
            assert mark["status"] in {s.value for s in StanceStatus}, mark
        for field, values in VOCABULARY.items():
            assert mark.get(field) is None or mark[field] in values, mark
        if mark.get("type") == "deferral":
            assert isinstance(mark["explicit"], bool) and "reason_code" in mark, mark


@pytest.mark.parametrize("path", FOLLOWED, ids=lambda p: p.parent.name)
def test_matters_count_their_deferrals_once_a_meeting(path: Path) -> None:
    data = load(path)
    dates = {load(p)["document"]: load(p)["date"] for p in MARKED}
    ids = [matter["id"] for matter in data["matters"]]
    assert len(ids) == len(set(ids))
    for matter in data["matters"]:
        assert {m["status"] for m in matter["mentions"]} <= MENTION_STATUS, matter["title"]
        put_off = {dates[m["document"]] for m in matter["mentions"] if m["status"] == "deferred"}
        assert len(put_off) == matter["deferrals"], matter["title"]
        met = [dates[m["document"]] for m in matter["mentions"]]
        assert met == sorted(met), matter["title"]


def test_every_marked_document_belongs_to_a_followed_body() -> None:
    assert {p.parent.name for p in FOLLOWED} == {p.parent.name for p in MARKED}
    assert len(MARKED) >= 45
