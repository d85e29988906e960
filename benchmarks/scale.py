"""What a run costs as the archive grows: by stage, a night with ten new documents, and the questions asked afterwards.

    python benchmarks/scale.py --sizes 250,1000,4000 --out benchmarks/scale.md

Archives of these sizes are made (`archives.py`), each read into a new database in a process of its own that works
alone (no further workers), so that processor time and memory are its own. The encoder reads each document by itself,
and takes nearly all of the time: from `--without-encoder` documents on it is left out, and the linear judges decide
alone, so that what may grow faster than the archive can be seen at larger sizes; the table says which rows these are.
Beside it, in the same call, a plain pipeline on some of the same documents.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import archives
from scale_table import Cost, Measured, Plain, table

HERE = Path(__file__).resolve().parent
_NEW = 10  # documents of a night
_TIMES = 20  # that a question is asked, the median counting


def main() -> None:
    """Measure, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="250,1000,4000", help="documents of each archive, with commas between")
    parser.add_argument("--without-encoder", type=int, default=1000, metavar="N", help="leave it out from N on")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--plain", type=int, default=50, metavar="N", help="documents for the plain pipeline, 0 none")
    parser.add_argument(
        "--work", type=Path, help="where archives and databases are made, else a folder that is removed"
    )
    parser.add_argument("--out", type=Path, default=HERE / "scale.md")
    parser.add_argument("--one", choices=("run", "plain"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        work, size = chosen.work, int(chosen.sizes)
        found = (
            plain(work, size, chosen.seed)
            if chosen.one == "plain"
            else measured(work, size, chosen.seed, encoder=size < chosen.without_encoder)
        )
        print(json.dumps(asdict(found)))
        return
    sizes = sorted({int(size) for size in chosen.sizes.split(",")})
    with tempfile.TemporaryDirectory() as scratch:
        work = chosen.work or Path(scratch)
        work.mkdir(parents=True, exist_ok=True)
        rows = []
        for size in sizes:
            rows.append(_measured_from(_alone("run", work, size, chosen)))
            print(f"{size} documents: {rows[-1].wall:.0f} s", file=sys.stderr, flush=True)
        beside = Plain(**_alone("plain", work, chosen.plain, chosen)) if chosen.plain else None
    chosen.out.write_text(table(rows, beside), encoding="utf-8")


def _alone(what: str, work: Path, size: int, chosen: argparse.Namespace) -> dict[str, Any]:
    """What a process of its own measures."""
    command = [sys.executable, __file__, "--one", what, "--sizes", str(size), "--work", str(work)]
    command += ["--seed", str(chosen.seed), "--without-encoder", str(chosen.without_encoder)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, Any] = json.loads(told.splitlines()[-1])
    return found


def _measured_from(told: dict[str, Any]) -> Measured:
    costs = {name: {stage: Cost(**cost) for stage, cost in told[name].items()} for name in ("stages", "night")}
    return Measured(**{**told, **costs})


# ---- a clock on each stage -----------------------------------------------------------------------------------


@dataclass
class Clock:
    """Seconds of the processor and of the wall by stage; what is called inside another stage counts only once."""

    costs: dict[str, Cost] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    _inside: list[Cost] = field(default_factory=list)

    def on(
        self, stage: str, call: Callable[..., Any], count: Callable[[Any], None] | None = None
    ) -> Callable[..., Any]:
        """`call`, timed as part of `stage`; `count` is given what it returns."""

        def timed(*given: Any, **named: Any) -> Any:
            wall, cpu = time.perf_counter(), time.process_time()
            self._inside.append(Cost(0.0, 0.0))
            try:
                result = call(*given, **named)
            finally:
                spent = Cost(time.process_time() - cpu, time.perf_counter() - wall)
                within = self._inside.pop()
                self.costs[stage] = self.costs.get(stage, Cost(0.0, 0.0)) + spent - within
                if self._inside:
                    self._inside[-1] += spent
            if count:
                count(result)
            return result

        return timed


def _timed_run(root: Path, database: Path, clock: Clock, *, encoder: bool) -> None:
    """A run in this process, each of its stages on the clock."""
    from matters_arising import flow
    from matters_arising.config import Config
    from matters_arising.nlp.encoder import Encoder
    from matters_arising.stages import Stages
    from matters_arising.store import open_store

    plain = Stages()

    def counted(document: Any) -> None:
        clock.counts.update(documents=1, pages=max(1, len(document.pages)), words=len(document.text.split()))

    stages = Stages(
        read=clock.on("reading", plain.read, counted),
        recognise=clock.on("taking apart", plain.recognise),
        segment=clock.on("taking apart", plain.segment),
        load_events=partial(_judge, plain.load_events, encoder),
        load_stances=partial(_judge, plain.load_stances, encoder),
        extract=clock.on("judging", plain.extract),
        classify=clock.on("judging", plain.classify),
        harmonise=plain.harmonise,
        same_meeting=plain.same_meeting,
        follow=clock.on("following", plain.follow),
    )
    kept = flow.keep, flow.settle, flow.survey, Encoder.scores
    flow.keep, flow.settle = clock.on("writing", flow.keep), clock.on("settling", flow.settle)
    flow.survey, Encoder.scores = clock.on("looking", flow.survey), clock.on("encoder", Encoder.scores)  # type: ignore[method-assign]
    try:
        with open_store(database, write=True) as store:
            clock.on("the rest", flow.run)(root, store, config=Config.load(root), stages=stages, jobs=0)
    finally:
        flow.keep, flow.settle, flow.survey, Encoder.scores = kept  # type: ignore[method-assign]


def _judge(load: Callable[[], Any], encoder: bool) -> Any:
    """A judge as it is shipped, or one whose linear score counts for the encoder's as well."""
    judge = load()
    return (
        judge if encoder or judge.encoder is None else replace(judge, slope=judge.slope + judge.encoder, encoder=None)
    )


# ---- one archive ---------------------------------------------------------------------------------------------


def measured(work: Path, size: int, seed: int, *, encoder: bool) -> Measured:
    """Make an archive, run over it, add ten documents and run again, and ask the questions."""
    from matters_arising.store import open_store

    root, database = work / f"archive-{size}", work / f"scale-{size}.db"
    shutil.rmtree(root, ignore_errors=True)
    for path in work.glob(f"{database.name}*"):
        path.unlink()
    archives.lay(root, size, seed=seed)
    first = Clock()
    _timed_run(root, database, first, encoder=encoder)
    before = _megabytes()
    archives.lay(root, size + _NEW, seed=seed, start=size)
    night = Clock()
    _timed_run(root, database, night, encoder=encoder)
    with open_store(database) as store:
        asked = {name: _asked(question) for name, question in _questions(store).items()}
        matters = store.connection.execute("SELECT count(*) FROM matters").fetchone()[0]
    return Measured(
        asked_for=size,
        encoder=encoder,
        **first.counts,
        matters=matters,
        stages=first.costs,
        night=night.costs,
        megabytes=before,
        database=database.stat().st_size / 1e6,
        asked=asked,
    )


def _questions(store: Any) -> dict[str, Callable[[], object]]:
    from matters_arising.store.context import search
    from matters_arising.store.ledger import ledger
    from matters_arising.store.life import life_of

    matter = store.connection.execute("SELECT id FROM matters ORDER BY appearances DESC, id LIMIT 1").fetchone()[0]
    return {
        "timeline": lambda: life_of(store, matter),
        "ledger, its first 50": lambda: ledger(store, most=50),
        "ledger, whole": lambda: ledger(store),
        "search": lambda: search(store, "terms of reference", limit=20),
    }


def _asked(question: Callable[[], object]) -> float:
    """Milliseconds of an answer, the median of many."""
    times = []
    for _ in range(_TIMES):
        begun = time.perf_counter()
        question()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def _megabytes() -> float:
    """The most memory that this process held, or a child of it if that is more."""
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return most / 1024


# ---- the plain pipeline --------------------------------------------------------------------------------------


def plain(work: Path, size: int, seed: int) -> Plain:
    """The same documents read without our readers and parsed whole in one process: alone, and with the marks that a run
    makes; and a run over them."""
    from matters_arising.nlp import pipeline

    root = work / f"plain-{size}"
    shutil.rmtree(root, ignore_errors=True)
    archives.lay(root, size, seed=seed)
    reader, read = _reader()
    begun = time.process_time()
    texts = [read(path) for path in sorted(root.rglob("minutes-*"))]
    reading = time.process_time() - begun
    nlp = pipeline.load()
    nlp("It was agreed to wait.")  # judges are read when they are first asked
    nlp.get_pipe("syntax").only_candidates = False
    begun = time.process_time()
    with nlp.select_pipes(enable=("boundaries", "syntax", "verbs")):
        for _ in nlp.pipe(texts):
            pass
    parsing = time.process_time() - begun
    begun = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    marking = time.process_time() - begun
    clock = Clock()
    database = work / f"plain-{size}.db"
    database.unlink(missing_ok=True)
    _timed_run(root, database, clock, encoder=True)
    run = sum(cost.cpu for cost in clock.costs.values())
    return Plain(size, sum(len(text.split()) for text in texts), reader, reading, parsing, marking, run)


def _reader() -> tuple[str, Callable[[Path], str]]:
    """What reads PDF in the plain pipeline, and how a file becomes text."""
    try:
        import pdfplumber
    except ImportError:
        import pypdfium2

        def pages(path: Path) -> str:
            return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))

        name = "pypdfium2, for pdfplumber is not installed"
    else:

        def pages(path: Path) -> str:
            with pdfplumber.open(path) as held:
                return "\n".join(page.extract_text() or "" for page in held.pages)

        name = "pdfplumber"
    return name, lambda path: pages(path) if path.suffix == ".pdf" else path.read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
