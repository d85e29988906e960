"""Bytes to characters: UTF-8, then Windows-1252, then a detector; what is guessed or replaced is noted."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("mac_roman", "cp850", "cp437", "cp1250", "latin_1", "utf_16", "utf_32")
_SAMPLE = 100_000  # bytes that the detector looks at
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_UNPRINTED = re.compile("[\u200b\u200e\u200f\u2060]")  # zero-width spaces and marks of direction
_LINE_ENDS = re.compile(r"\r\n|[\r\x85\u2028\u2029]")


def decode(data: bytes, *, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The characters with line ends as `\\n`, and notes. `declared` is the encoding that the file claims."""
    text, notes = _decoded(data, declared)
    text = _UNPRINTED.sub("", _LINE_ENDS.sub("\n", text))
    replaced = text.count("\ufffd")
    if replaced:
        notes = (*notes, f"characters that could not be read, shown as \ufffd: {replaced}")
    text, removed = _CONTROL.subn("", text)
    if removed:
        notes = (*notes, f"control characters left out: {removed}")
    return text, notes


def _decoded(data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, "replace")
            return text, () if encoding == "utf-8" else (f"encoding: {encoding}, by its mark",)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    for encoding in (*_usable(declared), *_damaged_utf8(data), "cp1252"):
        try:
            return data.decode(encoding), (f"encoding: {encoding}",)
        except UnicodeDecodeError:
            if encoding == "utf-8":
                return data.decode("utf-8", "replace"), ("encoding: utf-8, damaged",)
    return _detected(data)


def _usable(declared: str) -> tuple[str, ...]:
    """The declared encoding, where there is such a one for text."""
    try:
        name = codecs.lookup(declared).name if declared else ""
        "".encode(name or "utf-8")
    except (LookupError, UnicodeError):
        return ()
    return (name,) if name else ()


def _damaged_utf8(data: bytes) -> tuple[str, ...]:
    """UTF-8, where a few bytes spoil what else is full of its sequences: in other encodings these are rare."""
    lenient = data.decode("utf-8", "replace")
    spoilt = lenient.count("\ufffd")
    whole = sum(letter > "\x7f" for letter in lenient) - spoilt
    return ("utf-8",) if whole > 2 * spoilt else ()


def _detected(data: bytes) -> tuple[str, tuple[str, ...]]:
    """What the detector thinks likeliest among the encodings of western Europe."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=list(_CANDIDATES)).best()
    encoding = best.encoding if best else "latin_1"
    return data.decode(encoding, "replace"), (f"encoding guessed: {encoding}",)
