"""Words a second on one core: tokenizer, boundaries, gate, and the pipeline with and without the gate.

    OMP_NUM_THREADS=1 python benchmarks/extract.py [FOLDER] [--repeat N] [--most DOCUMENTS]

FOLDER is an archive of minutes, the sample by default. Each stage is timed on the same documents in the same process,
the best of N rounds counting, in processor time, so that what else the machine does counts little; documents are read
and models loaded beforehand. Nothing is asserted: machines differ.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from matters_arising.config import Config, Limits
from matters_arising.documents import read
from matters_arising.errors import MattersError
from matters_arising.models import Document, Source
from matters_arising.nlp import pipeline
from matters_arising.nlp.components import reading
from matters_arising.sources import find
from spacy.tokens import Doc

SAMPLE = Path(__file__).resolve().parents[1] / "corpus" / "sample"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SAMPLE)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--most", type=int, help="read so many documents at most")
    chosen = parser.parse_args()
    documents = list(islice(documents_of(chosen.folder), chosen.most))
    nlp = pipeline.load()
    nlp.max_length = max(nlp.max_length, *(len(document.text) for document in documents))
    nlp("It was agreed to wait.")  # judges are read when they are first asked
    words = sum(not token.is_space for document in documents for token in nlp.make_doc(document.text))
    print(f"{len(documents)} documents, {words} words (tokens that are no white space)")

    def docs() -> list[Doc]:
        return [pipeline.doc_of(nlp, document) for document in documents]

    def through(*names: str, only_candidates: bool = True) -> Callable[[list[Doc]], None]:
        syntax = nlp.get_pipe("syntax")

        def run(stream: list[Doc]) -> None:
            syntax.only_candidates = only_candidates
            with nlp.select_pipes(enable=names):
                for _ in nlp.pipe(stream, batch_size=8):
                    pass

        return run

    gated, ungated = ("boundaries", "gate", "syntax", "verbs"), ("boundaries", "syntax", "verbs")
    stages: list[tuple[str, Callable[[list[Doc]], None]]] = [
        ("tokenizer", lambda stream: [nlp.make_doc(doc.text) for doc in stream] and None),
        ("boundaries (taking minutes apart)", through("boundaries")),
        ("boundaries, gate", through("boundaries", "gate")),
        ("boundaries, gate, parser of candidates, verbs", through(*gated)),
        ("boundaries, parser of everything, verbs", through(*ungated, only_candidates=False)),
    ]
    seconds = {}
    for name, run in stages:
        seconds[name] = min(_timed(run, docs()) for _ in range(chosen.repeat))
        print(f"{name:48} {words / seconds[name]:>10,.0f} words/s")
    before = time.process_time()
    parsed = list(nlp.pipe(docs()))
    print(f"{'everything, with events and stances':48} {words / (time.process_time() - before):>10,.0f} words/s")
    _, apart, gate, with_gate, without = seconds.values()
    tokens = sum(len(doc) for doc in parsed)
    inside, marked = (
        sum(len({token.i for key in keys for span in doc.spans[key] for token in span}) for doc in parsed) / tokens
        for keys in (("candidates",), ("events", "stances"))
    )
    print(f"{inside:.0%} of the tokens stand in candidates, {marked:.0%} in events and stances")
    print(f"gate alone {words / (gate - apart):,.0f} words/s, parser alone {words / (without - apart):,.0f} words/s")
    print(f"gated : ungated = {without / with_gate:.2f} : 1")
    print(
        f"  beside the marks, which need the gate's features anyway, {(without - apart) / (with_gate - gate):.2f} : 1"
    )
    print(f"  with a gate that costs nothing and never errs it were {1 / marked:.2f} : 1")


def documents_of(folder: Path) -> Iterable[Document]:
    """The documents of an archive that can be read."""
    for found in find(folder, config=Config()):
        if isinstance(found, Source):
            try:
                yield read(found, limits=Limits())
            except MattersError as error:
                print(f"left out: {error}")


def _timed(run: Callable[[list[Doc]], None], stream: list[Doc]) -> float:
    reading._read.cache_clear()
    before = time.process_time()
    run(stream)
    return time.process_time() - before


if __name__ == "__main__":
    main()
