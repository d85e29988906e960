"""Toy archives to make sites of: minutes that mean harm, and how a database of any comes to be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import toy_archive as toy
from matters_arising.flow import run
from matters_arising.store import open_store

LONG = "x" * 5_000
HARM = '<script>alert(1)</script> "onmouseover="alert(2) <img src=x onerror=alert(3)> &lt; \x00\u202etxt\u2066 ' + LONG
HOSTILE = {
    f"{month:02} \"><svg onload=alert(4)> 'minutes'.txt": toy.minutes(
        f"2022-{month:02}-01",
        f"# {HARM}",
        f"It was put off because {HARM}.",
        f"It was proposed. {HARM}",
        f"The Forum and {HARM} will do it together.",
        body="<b onclick=alert(5)>Forum</b> " + "y" * 300,
    )
    for month in (1, 2, 3)
}


def store_of(folder: Path, minutes: Mapping[str, str]) -> Path:
    root = toy.lay(folder / "archive", minutes)
    with open_store(folder / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.STAGES, jobs=0)
    return folder / "x.db"
