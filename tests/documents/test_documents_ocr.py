"""Pages that are pictures: what an OCR program says is laid out like any page. Tesseract itself is stood in for."""

from __future__ import annotations

import pytest
from documents_build import TALK, checked, flat, source, wrap
from matters_arising.config import Limits
from matters_arising.documents import rapid, read
from matters_arising.documents.ocr import placed
from matters_arising.documents.tesseract import TYPE, lines_of_tsv
from matters_arising.errors import LimitError, NeedsOcrError

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def tsv(lines: list[str], *, left: int = 150, conf: float = 91.0) -> str:
    """Tesseract's table for lines of typewriting, 10 pixels a character, 50 a line."""
    rows = [HEAD, "1\t1\t0\t0\t0\t0\t0\t0\t1000\t1400\t-1\t"]
    for number, line in enumerate(lines):
        x = left
        for word_number, word in enumerate(line.split(" ")):
            rows.append(
                f"5\t1\t1\t1\t{number}\t{word_number}\t{x}\t{100 + 50 * number}\t{10 * len(word)}\t30\t{conf}\t{word}"
            )
            x += 10 * (len(word) + 1)
    return "\n".join(rows) + "\n"


@pytest.fixture
def tesseract(tmp_path, monkeypatch):
    """Put a program in tesseract's place that prints a given table, and records how it was called."""

    def install(table: str, *, code: int = 0, wait: float = 0):
        (tmp_path / "table").write_text(table)
        program = tmp_path / "tesseract"
        program.write_text(
            f'#!/bin/sh\necho "$OMP_THREAD_LIMIT $@" > {tmp_path}/called\nhead -c 20 > {tmp_path}/picture\ncat '
            f"> /dev/null\n"
            f"sleep {wait}\ncat {tmp_path}/table\necho it went wrong >&2\nexit {code}\n"
        )
        program.chmod(0o755)
        monkeypatch.setattr("matters_arising.documents.tesseract.program", lambda: str(program))
        return tmp_path

    return install


def test_a_scanned_page_becomes_paragraphs(tesseract, scan):
    called = tesseract(tsv(["MINUTES OF THE FORUM", "", *wrap(TALK, 460)]))
    document = checked(read(source("scan.pdf", scan())))
    assert flat(document) == ["MINUTES OF THE FORUM", " ".join(TALK.split())]
    assert document.notes == ("page 1 was read by OCR",)
    arguments = (called / "called").read_text().split()
    assert arguments[0] == "1" and "tsv" in arguments
    assert 100 <= int(arguments[arguments.index("--dpi") + 1]) <= 200
    assert (called / "picture").read_bytes().startswith(b"P5 ")


def test_pages_with_text_are_not_sent_to_ocr(tesseract, scan):
    called = tesseract(tsv(["Read from the picture."]))
    document = checked(
        read(source("scan.pdf", scan(lambda canvas: canvas.drawString(60, 700, "Printed as text, not as picture."))))
    )
    assert flat(document) == ["Printed as text, not as picture.", "Read from the picture."]
    assert document.notes == ("page 2 was read by OCR",)
    assert [block.page for block in document.blocks] == [1, 2]
    assert called.exists()


def test_a_failing_tesseract_is_noted(tesseract, scan):
    tesseract("", code=3)
    document_path = source(
        "scan.pdf", scan(lambda canvas: canvas.drawString(60, 700, "Printed as text, not as picture."))
    )
    document = checked(read(document_path))
    assert document.notes == ("page 2 could not be read by OCR (it went wrong)",)


def test_a_slow_tesseract_is_stopped(tesseract, scan):
    tesseract("", wait=20)
    with pytest.raises(LimitError, match="took longer than 1 seconds"):
        read(source("scan.pdf", scan()), limits=Limits(max_seconds=1))


def test_a_scan_in_which_ocr_finds_nothing_needs_a_person(tesseract, scan):
    tesseract(tsv([]))
    with pytest.raises(NeedsOcrError, match="OCR found no words"):
        read(source("scan.pdf", scan()))


def test_words_take_the_height_of_their_line_and_specks_are_left_out():
    lines, specks = lines_of_tsv(
        tsv(["4.1 Roads were mended", "and so on"]) + tsv(["sss"], conf=11.0).split("\n", 2)[2], 0.5
    )
    words = placed(lines, type_to_box=TYPE)
    assert [word.text for word in words] == ["4.1", "Roads", "were", "mended", "and", "so", "on"]
    assert specks == 1
    assert len({word.size for word in words}) == 1
    assert words[0].left == 75.0


def test_what_bullets_are_read_as_are_bullets():
    lines, _ = lines_of_tsv(tsv(["¢ Roads", "© Bins"]), 0.5)
    assert [word.text for word in placed(lines, type_to_box=TYPE)] == ["\u2022", "Roads", "\u2022", "Bins"]


@pytest.fixture
def no_tesseract(monkeypatch):
    monkeypatch.setattr("matters_arising.documents.tesseract.program", lambda: None)


def test_without_tesseract_the_extra_reads_what_is_printed(no_tesseract, printed):
    lines = ["MINUTES OF THE FERRY BOARD", "4.1 The lease of the slip was deferred to May.", "Cost: £1,250"]
    document = checked(read(source("scan.pdf", printed(lines))))
    assert document.text.split() == " ".join(lines).split()
    assert document.notes == ("page 1 was read by OCR",)


def test_a_picture_without_a_word_needs_a_person_whoever_reads_it(no_tesseract, printed):
    with pytest.raises(NeedsOcrError, match="OCR found no words"):
        read(source("scan.pdf", printed([])))


def test_what_the_extra_cannot_read_is_noted(no_tesseract, monkeypatch, scan):
    def fail(*_, **__):
        raise KeyError("it went wrong")

    monkeypatch.setattr(rapid, "_reader", lambda: fail)
    document = checked(read(source("scan.pdf", scan(lambda canvas: canvas.drawString(60, 700, "Printed as text.")))))
    assert document.notes == ("page 2 could not be read by OCR ('it went wrong')",)
