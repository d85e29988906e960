"""Bytes to characters: UTF-8, then Windows-1252, then a detector; whatever is guessed or replaced is noted."""

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


def decode(data: bytes, *, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The characters with line ends as `\\n`, and notes. `declared` is the encoding the file claims, if any."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, "replace")
            return _clean(text, () if encoding == "utf-8" else (f"read as {encoding}",))
    try:
        return _clean(data.decode("utf-8"), ())
    except UnicodeDecodeError:
        pass
    try:
        return _clean(data.decode("cp1252"), ("read as Windows-1252",))
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    encoding = best.encoding if best else "cp1252"
    return _clean(data.decode(encoding, "replace"), (f"encoding guessed: {encoding}",))


def _clean(text: str, notes: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    count = text.count("\ufffd")
    if count:
        notes = (*notes, f"{count} characters could not be read and were replaced")
    return re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff]", "", text), notes
