"""What kind of file some bytes are."""

from __future__ import annotations

import pytest
from matters_arising.sources.media import HTML, JSON, MARKDOWN, PDF, PLAIN, UNKNOWN, claimed, extension, media_of


@pytest.mark.parametrize(
    ("path", "data", "media"),
    [
        ("a.pdf", b"%PDF-1.7 ...", PDF),
        ("a.txt", b"junk before \n%PDF-1.4", PDF),
        ("a.md", b"Plain words.", MARKDOWN),
        ("a.txt", b"# Not markup here", PLAIN),
        ("a.txt", b"<!DOCTYPE html><html>", HTML),
        ("a.html", b"\xef\xbb\xbf<!-- x --><html><body>", HTML),
        ("a.html", b"Only words, no markup at all.", PLAIN),
        ("a.html", b"<p>One<p>Two<p>Three", HTML),
        ("minutes", b"Only words.", PLAIN),
        ("minutes", b"---\ntitle: x\n---\nText", MARKDOWN),
        ("minutes", b"# One\n\nText\n\n## Two\n", MARKDOWN),
        ("a.txt", "Ünïcode".encode("utf-16"), PLAIN),
        ("a.txt", b"caf\xe9 and more words", PLAIN),
        ("a.md", b"shifted \x03\x0f\x11 glyphs among text of a PDF, which is UTF-8 all the same", MARKDOWN),
        ("a.json", b"[1]", JSON),
        ("minutes", b'{"a": 1}', JSON),
        ("a.txt", b"\x00\x01\x02", UNKNOWN),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBP", "image/webp"),
        ("a.py", b"print(1)", "text/x-py"),
    ],
)
def test_bytes_go_before_names(path, data, media):
    assert media_of(path, data) == media


@pytest.mark.parametrize(
    ("path", "ending"),
    [("a/b.C/Minutes.PDF", "pdf"), ("a.zip!/b", ""), (".profile", ""), ("no", ""), ("x.tar.gz", "gz")],
)
def test_extensions(path, ending):
    assert extension(path) == ending


def test_what_a_name_claims():
    assert claimed("a.HTM") == HTML
    assert claimed("a.doc") == ""
