"""Files that cannot or must not be read: each says what is wrong with it and what to do, and none crashes."""

from __future__ import annotations

import random

import pytest
from documents_build import TALK, checked, docx, p, pdf, source, texts, wrap, write
from hypothesis import given, settings
from hypothesis import strategies as st
from matters_arising.config import Limits
from matters_arising.documents import read
from matters_arising.documents.ocr import OCR_REMEDY
from matters_arising.errors import (
    EmptyFileError,
    EncryptedError,
    FormatError,
    LimitError,
    NeedsOcrError,
    ReadError,
)
from matters_arising.vocab import DocumentStatus


def prose(canvas):
    write(canvas, 60, 60, wrap(TALK * 4, 460))


def long_pdf(count: int) -> bytes:
    """A PDF of many empty pages, written by hand for speed."""
    parts = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    parts.append(b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids))
    parts.extend(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>" for _ in range(count))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, start))


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.md", "a.txt", "a.html", "a"])
@pytest.mark.parametrize("data", [b"", b" \n\t\n"])
def test_empty_files_say_so(name, data):
    with pytest.raises(EmptyFileError, match="the file is empty") as caught:
        read(source(name, data))
    assert caught.value.status is DocumentStatus.EMPTY
    assert name in str(caught.value)


def test_files_without_text_say_so():
    for name, data in (
        ("a.md", b"<!-- nothing -->\n"),
        ("a.html", b"<html><body></body></html>"),
        ("a.docx", docx(p(""))),
    ):
        with pytest.raises(EmptyFileError, match="no text in the file"):
            read(source(name, data))
    with pytest.raises(EmptyFileError, match="no text in the file"):
        read(source("blank.pdf", pdf(lambda canvas: None)))


def test_truncated_pdfs_say_so():
    whole = pdf(prose)
    with pytest.raises(FormatError, match="damaged or cut off"):
        read(source("cut.pdf", whole[:300]))


def test_a_pdf_without_its_end_that_can_be_mended_is_read_with_a_note():
    whole = pdf(prose)
    document = checked(read(source("cut.pdf", whole[: whole.rindex(b"startxref")])))
    assert "weir" in document.text
    assert any("may be cut off" in note for note in document.notes)


def test_password_protected_pdfs_say_so():
    with pytest.raises(EncryptedError, match="locked with a password") as caught:
        read(source("locked.pdf", pdf(prose, encrypt="secret")))
    assert "save it without one" in str(caught.value)


def test_ten_thousand_pages_are_refused_before_they_are_read():
    data = long_pdf(10_000)
    with pytest.raises(LimitError, match="10,000 pages, more than 2,000") as caught:
        read(source("long.pdf", data))
    assert "max_pages" in str(caught.value)
    with pytest.raises(EmptyFileError):
        read(source("long.pdf", long_pdf(3)))


def test_too_many_bytes_or_characters_are_refused():
    with pytest.raises(LimitError, match="bytes, more than 20"):
        read(source("a.md", "word " * 20), limits=Limits(max_bytes=20))
    with pytest.raises(LimitError, match="more than 50 characters"):
        read(source("a.md", "word " * 20), limits=Limits(max_chars=50))
    with pytest.raises(LimitError, match="more than 50 characters") as caught:
        read(source("a.pdf", pdf(prose)), limits=Limits(max_chars=50))
    assert "page 1" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", pdf(prose)),
        ("a.html", b"<html><body><p>x</p></body></html>"),
        ("a.txt", b"x"),
        ("a.docx", docx(p("x") * 600)),
    ],
)
def test_the_time_for_a_file_is_bounded(name, data):
    with pytest.raises(LimitError, match="took longer than 1e-09 seconds") as caught:
        read(source(name, data), limits=Limits(max_seconds=1e-9))
    assert "max_seconds" in str(caught.value)


def test_a_long_markdown_file_is_stopped_too():
    with pytest.raises(LimitError):
        read(source("a.md", "line\n\n" * 3000), limits=Limits(max_seconds=1e-9))


def without_ocr(monkeypatch):
    monkeypatch.setattr("matters_arising.documents.tesseract.program", lambda: None)
    monkeypatch.setattr("matters_arising.documents.rapid.is_there", lambda: False)


def test_pages_without_text_need_ocr(monkeypatch, scan):
    without_ocr(monkeypatch)
    with pytest.raises(NeedsOcrError, match="no page has a text layer") as caught:
        read(source("scan.pdf", scan()))
    assert caught.value.status is DocumentStatus.NEEDS_OCR
    assert "install tesseract-ocr, or: pip install 'matters-arising[ocr]'" in str(caught.value)


def test_a_page_without_text_among_others_is_noted(monkeypatch, scan):
    without_ocr(monkeypatch)
    document = checked(read(source("part.pdf", scan(prose))))
    assert document.notes == (f"page 2 has no text layer: {OCR_REMEDY}",)
    assert len(document.pages) == 2


def test_ocr_can_be_declined(scan):
    with pytest.raises(NeedsOcrError):
        read(source("scan.pdf", scan()), ocr=False)


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [
        ("minutes.pdf", b"<!doctype html><html><body><p>It was agreed.</p></body></html>", "text/html"),
        ("minutes.docx", pdf(prose), "application/pdf"),
        (
            "minutes.md",
            docx(p("It was agreed.")),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        ("minutes.pdf", b"It was agreed to mend the weir.\n", "text/plain"),
        ("minutes.doc", b"# Minutes\n\n## Roads\n\nAgreed.\n", "text/markdown"),
    ],
)
def test_a_wrong_extension_is_read_as_what_the_file_is(name, data, media):
    document = checked(read(source(name, data)))
    assert document.media_type == media
    known = name.endswith((".pdf", ".docx", ".md"))
    assert any("the name says" in note for note in document.notes) is known


def test_markdown_named_text_is_no_misnomer():
    assert read(source("a.txt", "# Roads\n\nMended.\n")).notes == ()


def test_binary_noise_is_refused():
    noise = random.Random(7).randbytes(5000)
    for name in ("noise.txt", "noise.pdf", "noise.docx", "noise.html", "noise"):
        with pytest.raises(FormatError, match="no reader"):
            read(source(name, noise))
    with pytest.raises(FormatError, match="damaged"):
        read(source("noise.pdf", b"%PDF-1.7\n" + noise))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["%PDF-1.4\n", "PK\x03\x04", "<html>", "---\n", "", "{\\rtf"]))
def test_no_bytes_crash_a_reader(data, beginning):
    try:
        checked(read(source("any.bin", beginning.encode("latin-1") + data), ocr=False))
    except ReadError as error:
        assert "any.bin" in str(error)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=8))
def test_no_damage_to_a_pdf_crashes_the_reader(at, damage):
    whole = bytearray(pdf(prose))
    whole[at : at + len(damage)] = damage
    try:
        checked(read(source("hurt.pdf", bytes(whole)), ocr=False))
    except ReadError as error:
        assert "hurt.pdf" in str(error)


def test_reading_twice_gives_the_same():
    data = pdf(prose)
    assert read(source("a.pdf", data)) == read(source("a.pdf", data))
    assert texts(read(source("a.pdf", data)))
