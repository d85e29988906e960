"""The JSON objects of a file, one a line or in an array, each with the line on which it begins; what is damaged is told
with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from matters_arising.errors import UsageError

Record = dict[str, Any]

_BETWEEN = re.compile(r"[\s,\[\]]*")


def records_of(path: Path) -> Iterator[tuple[int, Record]]:
    """The objects of a file. Raises UsageError, with file and line, for what is no object."""
    text = _text_of(path)
    if text.lstrip().startswith("[") and not text.rstrip().endswith("]"):
        raise UsageError("the array of tasks is cut off", where=str(path), remedy="export the labels again")
    decoder = json.JSONDecoder()
    at = line = 0
    while True:
        begin = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # it may match nothing
        line += text.count("\n", at, begin)
        if begin == len(text):
            return
        try:
            record, at = decoder.raw_decode(text, begin)
        except json.JSONDecodeError as error:
            raise UsageError(
                f"no JSON ({error.msg} in column {error.colno})",
                where=f"{path}:{error.lineno}",
                remedy="export the labels again as JSON or JSON Lines; if it was edited by hand, mend this line",
            ) from error
        if not isinstance(record, dict):
            raise UsageError(
                f"no statement: {json.dumps(record)[:60]}",
                where=f"{path}:{line + 1}",
                remedy="each line, or each entry of the array, is an object",
            )
        yield line + 1, record
        line += text.count("\n", begin, at)


def _text_of(path: Path) -> str:
    data, newline = b"", b"\n"
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(
            f"the labels cannot be read ({error.strerror})", where=str(path), remedy="check the name of the file"
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            "no UTF-8",
            where=f"{path}:{data[: error.start].count(newline) + 1}",
            remedy="export the labels as JSON or JSON Lines in UTF-8",
        ) from error
