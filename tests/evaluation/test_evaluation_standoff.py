"""Stand-off marks: they hold no word of a document, and find their words again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matters_arising.cli import app
from matters_arising.errors import UsageError
from matters_arising.evaluation import standoff
from matters_arising.evaluation.corpus import KINDS, load_standoff_marked
from matters_arising.evaluation.gold import GoldDocument, words
from typer.testing import CliRunner

MINUTES = """# Millbrook Town Council

Minutes of the meeting held on 4 March 2024

## 1. Footbridge

The survey is not yet ready. Noted.

## 2. Allotment fence

Cllr Hale proposed that three quotes be sought. Noted.

The fence was deferred until the May meeting because the survey is not yet ready.
"""


def mark(quote: str, kind: str = "deferral", **more: Any) -> dict[str, Any]:
    return {"type": kind, "quote": quote, **more}


def archive(root: Path, name: str = "millbrook/march.md", text: str = MINUTES) -> GoldDocument:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    deferred = mark(
        "The fence was deferred until the May meeting because the survey is not yet ready.",
        explicit=True,
        reason_code="information",
        until="the May meeting",
        reason="the survey is not yet ready",
    )
    proposed = mark("Cllr Hale proposed that three quotes be sought.", "proposal")
    return GoldDocument(name, "2024-03-04", "Millbrook Town Council", (proposed, deferred))


def test_the_marks_come_back_with_their_words_and_codes(tmp_path: Path) -> None:
    gold = archive(tmp_path)
    back, lost = standoff.rehydrate(standoff.dehydrate(gold, tmp_path), tmp_path)
    assert lost == 0
    proposed, deferred = back.marks
    assert words(str(proposed["quote"])) == words(str(gold.marks[0]["quote"]))
    assert deferred["reason_code"] == "information"
    assert deferred["explicit"] is True
    assert words(str(deferred["until"])) == ["the", "may", "meeting"]
    assert words(str(deferred["reason"])) == words("the survey is not yet ready")


def test_with_the_pipelines_text_the_quote_is_verbatim(tmp_path: Path) -> None:
    gold = archive(tmp_path)
    back, _ = standoff.rehydrate(standoff.dehydrate(gold, tmp_path), tmp_path, text=MINUTES)
    assert [entry["quote"] for entry in back.marks] == [entry["quote"].rstrip(".") for entry in gold.marks]


def test_no_word_of_the_document_is_kept(tmp_path: Path) -> None:
    entry = standoff.dehydrate(archive(tmp_path), tmp_path)
    kept = words(json.dumps(entry["marks"]))
    assert not {"fence", "survey", "hale", "quotes", "may", "meeting"} & set(kept)


def test_the_same_words_twice_are_told_apart_by_their_place(tmp_path: Path) -> None:
    archive(tmp_path)
    first, second = (at for at, word in enumerate(words(MINUTES)) if word == "noted")
    gold = GoldDocument("millbrook/march.md", "", "", (mark("Noted.", "decision", span=(second, second + 1)),))
    back, _ = standoff.rehydrate(standoff.dehydrate(gold, tmp_path), tmp_path)
    assert back.marks[0]["span"] == (second, second + 1)
    assert first < second


def test_a_repeated_quote_without_a_place_moves_on(tmp_path: Path) -> None:
    archive(tmp_path)
    gold = GoldDocument("millbrook/march.md", "", "", (mark("Noted.", "decision"), mark("Noted.", "decision")))
    back, _ = standoff.rehydrate(standoff.dehydrate(gold, tmp_path), tmp_path)
    assert len({entry["span"] for entry in back.marks}) == 2


def test_a_reading_that_lost_words_still_finds_the_mark(tmp_path: Path) -> None:
    entry = standoff.dehydrate(archive(tmp_path), tmp_path)
    shorter = MINUTES.partition("## 2.")[2]
    back, lost = standoff.rehydrate(entry, tmp_path, text=shorter)
    assert lost == 0
    assert "deferred until the May meeting" in back.marks[1]["quote"]


def test_a_mark_whose_words_are_gone_is_counted(tmp_path: Path) -> None:
    entry = standoff.dehydrate(archive(tmp_path), tmp_path)
    back, lost = standoff.rehydrate(entry, tmp_path, text="Nothing of the kind was said here at all by anyone")
    assert (len(back.marks), lost) == (0, 2)


def test_words_that_do_not_stand_there_are_refused(tmp_path: Path) -> None:
    archive(tmp_path)
    gold = GoldDocument("millbrook/march.md", "", "", (mark("The swimming pool was closed for good"),))
    with pytest.raises(UsageError, match="do not stand in the document"):
        standoff.dehydrate(gold, tmp_path)


def test_another_version_of_the_file_is_refused(tmp_path: Path) -> None:
    entry = standoff.dehydrate(archive(tmp_path), tmp_path)
    (tmp_path / "millbrook/march.md").write_text(MINUTES + "one more line", encoding="utf-8")
    with pytest.raises(UsageError, match="not the file that was marked"):
        standoff.rehydrate(entry, tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    entry = standoff.dehydrate(archive(tmp_path), tmp_path)
    (tmp_path / "millbrook/march.md").unlink()
    with pytest.raises(UsageError, match=r"is not there: millbrook/march\.md"):
        standoff.rehydrate(entry, tmp_path)


def test_a_name_may_hold_a_line_separator(tmp_path: Path) -> None:
    line = '{"document": "a\u2028b.md", "sha256": "", "marks": []}\n'
    (tmp_path / "marks.jsonl").write_text(line, encoding="utf-8")
    assert [entry["document"] for entry in standoff.load_standoff(tmp_path)] == ["a\u2028b.md"]


def test_a_damaged_line_is_named_with_its_number(tmp_path: Path) -> None:
    (tmp_path / "marks.jsonl").write_text('{"document": "a", "sha256": "", "marks": []}\n{"document": \n')
    with pytest.raises(UsageError, match=r"marks\.jsonl:2"):
        standoff.load_standoff(tmp_path)


def test_a_pdf_without_pdftotext_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standoff.shutil, "which", lambda _: None)
    with pytest.raises(UsageError, match="poppler-utils"):
        standoff.file_words(tmp_path / "minutes.pdf")


def test_web_pages_are_counted_without_tags_and_scripts(tmp_path: Path) -> None:
    page = tmp_path / "minutes.html"
    page.write_text("<p>The <b>fence</b> &amp; gate</p><script>let hidden = 1</script><!-- note -->", encoding="utf-8")
    assert standoff.file_words(page) == ["the", "fence", "gate"]


def test_of_what_nobody_judged_nothing_is_known(tmp_path: Path) -> None:
    gold = archive(tmp_path)
    passages = [(str(gold.marks[1]["quote"]), 0), ("The survey is not yet ready.", 0)]
    partial = GoldDocument(gold.document, gold.date, "", (gold.marks[1],))
    entry = standoff.dehydrate(partial, tmp_path, judged=passages)
    folder = tmp_path / "standoff"
    folder.mkdir()
    (folder / "millbrook.jsonl").write_text("".join(standoff.lines([entry])), encoding="utf-8")
    (document,) = load_standoff_marked(folder, tmp_path)
    column = KINDS.index("deferral")
    said = {
        statement.text: labels[column]
        for statement, labels in zip(document.segmented.statements, document.labels, strict=True)
    }
    assert said["The survey is not yet ready."] == 0
    assert [text for text, label in said.items() if label == 1] == [gold.marks[1]["quote"]]
    assert said["Cllr Hale proposed that three quotes be sought."] == -1


def test_documents_that_are_not_there_are_named_and_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = standoff.dehydrate(archive(tmp_path), tmp_path)
    (tmp_path / "millbrook/march.md").unlink()
    (tmp_path / "marks.jsonl").write_text("".join(standoff.lines([entry])), encoding="utf-8")
    assert load_standoff_marked(tmp_path, tmp_path) == []
    assert "millbrook/march.md" in capsys.readouterr().err


def test_the_command_writes_gold_files_the_scorer_reads(tmp_path: Path) -> None:
    entry = standoff.dehydrate(archive(tmp_path), tmp_path)
    marks = tmp_path / "standoff"
    marks.mkdir()
    (marks / "millbrook.jsonl").write_text("".join(standoff.lines([entry])), encoding="utf-8")
    call = ["corpus", "rehydrate", "--from", str(tmp_path), "--marks", str(marks), "--to", str(tmp_path / "gold")]
    result = CliRunner().invoke(app, call)
    assert result.exit_code == 0
    written = json.loads((tmp_path / "gold/millbrook/march.json").read_text(encoding="utf-8"))
    assert written["document"] == "millbrook/march.md"
    assert written["marks"][1]["at"] == entry["marks"][1]["at"]
    assert words(written["marks"][0]["quote"]) == words("Cllr Hale proposed that three quotes be sought.")


@given(letters=st.lists(st.sampled_from("abcde"), min_size=3, max_size=40), data=st.data())
def test_any_stretch_comes_back(
    letters: list[str], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    (folder / "d.txt").write_text(" ".join(letters), encoding="utf-8")
    start = data.draw(st.integers(0, len(letters) - 1))
    end = data.draw(st.integers(start + 1, len(letters)))
    gold = GoldDocument("d.txt", "", "", (mark(" ".join(letters[start:end]), span=(start, end)),))
    back, lost = standoff.rehydrate(standoff.dehydrate(gold, folder), folder)
    assert lost == 0
    assert back.marks[0]["span"] == (start, end)
