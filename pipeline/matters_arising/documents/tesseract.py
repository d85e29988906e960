"""Tesseract, a program of the system: what it reads in a picture of a page."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import defaultdict
from functools import lru_cache
from typing import Any

TYPE = 1.3
"""Height of type to that of the box around a word: it holds what of the word is black."""
_MODE = "4"  # one column of lines: keeps numbers in the margin; columns are told apart by our own layout
_UNSURE = 25.0  # per cent of confidence: short words read with less are specks and misread numbers


@lru_cache
def program() -> str | None:
    """Where the program is; None where it is not installed."""
    return shutil.which("tesseract")


def lines_of(
    shades: Any, dots: int, scale: float, *, seconds: float
) -> tuple[list[list[tuple[str, list[float]]]], int]:
    """The lines of a page in shades of grey, each as words with their boxes in points (left, right, top, bottom), and
    how many of its words are specks; `scale` is points to a pixel. RuntimeError where it fails or takes too long."""
    height, width = shades.shape
    picture = b"P5 %d %d 255\n" % (width, height) + shades.tobytes()
    command = [program() or "tesseract", "stdin", "stdout", "--dpi", str(dots), "--psm", _MODE, "-l", "eng", "tsv"]
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            timeout=max(1.0, seconds),
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RuntimeError("it took too long") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RuntimeError(said[-1] if said else f"exit {done.returncode}")
    return lines_of_tsv(done.stdout.decode("utf-8", "replace"), scale)


def lines_of_tsv(table: str, scale: float) -> tuple[list[list[tuple[str, list[float]]]], int]:
    """The lines of tesseract's table, and how many of its words are none."""
    lines: dict[tuple[str, ...], list[tuple[str, list[float]]]] = defaultdict(list)
    specks = 0
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            left, top, width, height = (float(cell) * scale for cell in cells[6:10])
            text = cells[11].strip()
            if float(cells[10]) < _UNSURE and len(text) <= 4 and not any(map(str.isdigit, text)):
                specks += 1
            else:
                lines[tuple(cells[1:5])].append((text, [left, left + width, top, top + height]))
    return list(lines.values()), specks
