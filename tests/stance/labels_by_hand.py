"""A labelled statement, files of labels, and the tasks of Label Studio, written by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from matters_arising.stance.labels import Labelled

ONE = Labelled(
    "st-1",
    "The Ferry Board and the islanders will draw the timetable together.",
    before=("It was late.", "The islanders asked to be heard."),
    heading="Timetable",
    body="Skerry Ferry Board",
    date="2031-05-03",
    document="may.pdf",
    start=40,
    end=107,
    label="collaborative",
    annotator="ada",
    hint={"collaborative": 0.6, "none": 0.4},
)


def write(path: Path, *records: Any) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def studio(*annotations: Any, **data: Any) -> dict[str, Any]:
    return {"id": 7, "data": {"text": ONE.text, **data}, "annotations": list(annotations), "predictions": []}


def choice(*labels: str, name: str = "stance") -> dict[str, Any]:
    return {"from_name": name, "to_name": "text", "type": "choices", "value": {"choices": list(labels)}}
