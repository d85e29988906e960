"""The encoder: a small language model, fine-tuned on minutes, that reads a statement in its surroundings.

A linear judge weighs words it was taught; the encoder knows from much other English that "no progress to report" and
"nothing further has been heard" say the same. Its folder holds:

    encoder.onnx    the network, weights in 8 bits: `ids`, `mask`, `target` (statements, pieces) -> `scores`
    tokenizer.json  how text becomes word pieces
    model.json      labels, version, what it was trained on, sha256 of the other files
    card.md

Trained by `matters_arising.evaluation.teach_encoder`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matters_arising.errors import ModelError
from matters_arising.ids import sha256_of
from matters_arising.models import Segmented
from matters_arising.nlp.trained import folder_of
from matters_arising.nlp.views import View, views

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FORMAT = 1
FILES = ("encoder.onnx", "tokenizer.json")
BATCH = 256  # word pieces judged at once: more take memory, and longer


class Encoder:
    """A trained encoder. `labels` are in the order of the columns of what it returns."""

    def __init__(self, folder: Path) -> None:
        """Read the folder. `ModelError` where it is missing, damaged, or of another format."""
        about = _about(folder)
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # documents run side by side, one a process
        self.labels: tuple[str, ...] = tuple(about["labels"])
        self.version = str(about["version"])
        self._network = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._read: tuple[Segmented | None, dict[int, npt.NDArray[np.float32]]] = (None, {})

    def scores(self, segmented: Segmented, rows: Collection[int]) -> npt.NDArray[np.float32]:
        """The score (log-odds, uncalibrated) of each label for the statements `rows`: shape (rows, labels).

        What was read of a document is kept until another is asked for: events and stances ask for the same.
        """
        import numpy as np

        last, known = self._read
        if last is not segmented:
            known = {}
            self._read = (segmented, known)
        new = sorted(set(rows) - known.keys())
        if new:
            known.update(zip(new, self._judge(views(segmented, self._tokenizer, new)), strict=True))
        if not rows:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        return np.stack([known[row] for row in rows])

    def _judge(self, chosen: Sequence[View]) -> list[npt.NDArray[np.float32]]:
        import numpy as np

        out: list[npt.NDArray[np.float32]] = [np.zeros(0, dtype=np.float32)] * len(chosen)
        for batch in batches([len(view.ids) for view in chosen], BATCH):
            (scores,) = self._network.run(["scores"], arrays([chosen[i] for i in batch]))
            for i, row in zip(batch, scores, strict=True):
                out[i] = row
        return out


def arrays(chosen: Sequence[View]) -> dict[str, npt.NDArray[Any]]:
    """Views as the network takes them: `ids`, `mask` (1 where there is a piece), `target` (1 on the statement)."""
    import numpy as np

    longest = max(len(view.ids) for view in chosen)
    ids = np.zeros((len(chosen), longest), dtype=np.int64)
    mask, target = np.zeros((2, len(chosen), longest), dtype=np.float32)
    for row, view in enumerate(chosen):
        ids[row, : len(view.ids)] = view.ids
        mask[row, : len(view.ids)] = 1
        target[row, view.start : view.end] = 1
    return {"ids": ids, "mask": mask, "target": target}


def batches(lengths: Sequence[int], most: int) -> Iterator[list[int]]:
    """Numbers of views of like length, together at most `most` pieces with their padding (or one view alone)."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[i] * (len(batch) + 1) > most:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


@cache
def load_encoder() -> Encoder:
    """The shipped encoder, read once a process."""
    return Encoder(folder_of("encoder"))


def _about(folder: Path) -> dict[str, Any]:
    try:
        about: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        for name in FILES:
            if sha256_of((folder / name).read_bytes()) != about["sha256"][name]:
                raise ModelError(
                    f"{name} does not match the hash recorded in model.json",
                    where=str(folder),
                    remedy="restore the folder from the release",
                )
    except (OSError, KeyError, json.JSONDecodeError) as error:
        raise ModelError(
            f"no usable encoder ({error})", where=str(folder), remedy="reinstall the package, or name another folder"
        ) from error
    if about["format"] != FORMAT:
        raise ModelError(f"encoder format {about['format']}, this version reads {FORMAT}", where=str(folder))
    return about
