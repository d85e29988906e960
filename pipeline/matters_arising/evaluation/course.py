"""Teaching a network from marks, and from a teacher's opinion where there are none. Needs PyTorch.

A large network learns the marks better than a small one, and is ten times as slow. So it teaches: it judges statements
that nobody marked, and the small one, which is shipped, learns from the marks and from these opinions.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from matters_arising.evaluation.lessons import Lessons, Numbers
from matters_arising.evaluation.network import Network

ROUND = 8  # batches are padded to a multiple of so many pieces: what an accelerator's attention wants


@dataclass(frozen=True, slots=True)
class Course:
    """How a network is taught. `kept` is the share of statements without a mark that an epoch sees; `pieces` are the
    word pieces of a step."""

    epochs: int
    rate: float
    pieces: int
    head_rate: float = 1e-3
    warm: float = 0.08
    kept: float = 0.5
    seed: int = 0


TEACHER = Course(epochs=3, rate=5e-5, pieces=16384, kept=0.4)
PUPIL = Course(epochs=8, rate=3e-4, pieces=24576)


class Desk:
    """All views of the lessons on the machine's accelerator, if it has one."""

    def __init__(self, lessons: Lessons) -> None:
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.lengths = lessons.lengths.astype(int)
        longest = -(-int(self.lengths.max()) // ROUND) * ROUND
        ids = np.zeros((len(self.lengths), longest), dtype=np.int32)
        ids[np.arange(longest)[None] < self.lengths[:, None]] = lessons.pieces
        self.ids = torch.from_numpy(ids).to(self.device)
        ends = (self.lengths, lessons.starts, lessons.ends)
        self.length, self.start, self.end = (torch.from_numpy(x.astype(np.int64)).to(self.device) for x in ends)

    def lay(self, rows: Numbers) -> tuple[Tensor, Tensor, Tensor]:
        """ids, mask and target of some views."""
        longest = -(-int(self.lengths[rows].max()) // ROUND) * ROUND
        chosen = torch.as_tensor(rows, device=self.device)
        place = torch.arange(longest, device=self.device)[None]
        mask = place < self.length[chosen][:, None]
        target = (place >= self.start[chosen][:, None]) & (place < self.end[chosen][:, None])
        return self.ids[chosen, :longest], mask.float(), target.float()

    def steps(self, rows: Numbers, most: int, chance: np.random.Generator) -> list[Numbers]:
        """Steps of views of nearly like length, of at most `most` pieces, in random order."""
        lengths = self.lengths[rows]
        out: list[Numbers] = []
        step: list[int] = []
        longest = 0
        for i in np.argsort(lengths + chance.normal(0, 3, len(rows))):
            longest = max(longest, int(lengths[i]))
            if step and longest * (len(step) + 1) > most:
                out.append(np.array(step))
                step, longest = [], int(lengths[i])
            step.append(int(rows[i]))
        out.append(np.array(step))
        chance.shuffle(out)
        return out


def teach(
    network: Network,
    desk: Desk,
    lessons: Lessons,
    course: Course,
    *,
    group: int,
    opinions: Numbers | None = None,
    within: float = 1e9,
) -> str:
    """Teach the marks of all groups but `group`, and, where there are any, `opinions` (probabilities of the unmarked
    statements, rows as `lessons.unmarked(group)`). Labels that nobody judged teach nothing. Returns how it went.

    It ends after the course, or after `within` seconds; the rate falls to nought with whichever comes first.
    """
    torch.manual_seed(course.seed)
    chance = np.random.default_rng(course.seed)
    network.to(desk.device).train()
    truth, known = _answers(desk, lessons, group, opinions)
    steps = [
        step
        for _ in range(course.epochs)
        for step in desk.steps(_epoch(lessons, group, course, chance, opinions is not None), course.pieces, chance)
    ]
    optimiser, rates = _optimiser(network, course)
    begun, lost, made = time.monotonic(), [], 0
    for number, step in enumerate(steps):
        gone = max(number / len(steps), (time.monotonic() - begun) / within)
        if gone >= 1:
            break
        pace = min(1.0, (number + 1) / (course.warm * len(steps))) * (1 - gone)
        for part, rate in zip(optimiser.param_groups, rates, strict=True):
            part["lr"] = rate * pace
        loss = _loss(network, desk, step, truth, known)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        made += 1
        if number % 25 == 0:
            lost.append(float(loss.detach()))
    went = f"{made} of {len(steps)} steps, {time.monotonic() - begun:.0f} s"
    return f"{went}, loss {lost[0]:.2f} to {np.mean(lost[-4:]):.3f}"


def _answers(desk: Desk, lessons: Lessons, group: int, opinions: Numbers | None) -> tuple[Tensor, Tensor]:
    """What each statement's labels are, and which of them somebody judged; an opinion counts as judged."""
    truth = torch.from_numpy(lessons.truth.clip(min=0).astype(np.float32)).to(desk.device)
    known = torch.from_numpy((lessons.truth >= 0).astype(np.float32)).to(desk.device)
    if opinions is not None:
        rows = torch.as_tensor(lessons.unmarked(group), device=desk.device)
        truth[rows], known[rows] = torch.from_numpy(opinions.astype(np.float32)).to(desk.device), 1.0
    return truth, known


def _loss(network: Network, desk: Desk, step: Numbers, truth: Tensor, known: Tensor) -> Tensor:
    """How wrong the network is about a step's statements, as far as their labels are known."""
    with torch.autocast(desk.device.type, dtype=torch.bfloat16):
        scores = network(*desk.lay(step))
    wrong = functional.binary_cross_entropy_with_logits(scores.float(), truth[step], reduction="none")
    return (wrong * known[step]).sum(1).mean()


def _epoch(lessons: Lessons, group: int, course: Course, chance: np.random.Generator, all_too: bool) -> Numbers:
    """The statements of one epoch: all with a mark (or a label nobody judged), a share of the rest, all unmarked."""
    rows = lessons.marked(group)
    said = (lessons.truth[rows] != 0).any(axis=1)
    bare = rows[~said]
    few = chance.choice(bare, int(course.kept * len(bare)), replace=False)
    return np.concatenate([rows[said], few, *([lessons.unmarked(group)] if all_too else [])])


def _optimiser(network: Network, course: Course) -> tuple[torch.optim.Optimizer, list[float]]:
    parts: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, value in network.named_parameters():
        rate = course.head_rate if name.startswith(("head", "mark")) else course.rate
        parts.setdefault((rate, 0.01 if value.ndim > 1 else 0.0), []).append(value)
    groups = [{"params": values, "weight_decay": decay} for (_, decay), values in parts.items()]
    fused = next(network.parameters()).is_cuda
    return torch.optim.AdamW(groups, lr=course.rate, fused=fused), [rate for rate, _ in parts]


def judge(network: Network, desk: Desk, rows: Numbers, *, pieces: int = 65536) -> Numbers:
    """Scores (log-odds) of the statements `rows`: shape (rows, labels)."""
    network.to(desk.device).eval()
    out = np.zeros((len(rows), network.head.out_features), dtype=np.float32)
    at = {int(row): i for i, row in enumerate(rows)}
    for step in desk.steps(rows, pieces, np.random.default_rng(0)) if len(rows) else []:
        with torch.no_grad(), torch.autocast(desk.device.type, dtype=torch.bfloat16):
            scores = network(*desk.lay(step))
        out[[at[int(row)] for row in step]] = scores.float().cpu().numpy()
    return out


def opinion(scores: Numbers) -> Numbers:
    """What a teacher's scores say as probabilities."""
    return np.asarray(1 / (1 + np.exp(-scores)))
