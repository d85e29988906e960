"""Teach the spaCy pipeline `en_minutes` again, measure it and put it together.

    python -m matters_arising.evaluation.teach_pipeline --treebank DIR --out models

`DIR` holds UD English EWT (`en_ewt-ud-{train,dev,test}.conllu`, or `.gz`). Learns on one core, in a quarter of an
hour; `--trained DIR` puts together what was learned before. Tags, lemmas and dependencies are learned; everything
else in the pipeline is rules, lists and the shipped judges.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from matters_arising.errors import UsageError
from matters_arising.evaluation.treebank import documents

PARTS = ("train", "dev", "test")
CONFIG = "syntax.cfg"
FIGURES = ("tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebank", type=Path, required=True, help="folder of UD English EWT")
    parser.add_argument("--out", type=Path, default=Path("models"), help="where the folder `en_minutes` is written")
    parser.add_argument("--trained", type=Path, help="a pipeline learned before, put together and measured only")
    parser.add_argument("--steps", type=int, help="steps of learning, instead of those of the configuration")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory() as scratch:
        trained = chosen.trained or learn(chosen.treebank, Path(scratch), steps=chosen.steps)
        assemble(trained, chosen.out / "en_minutes", chosen.treebank)
    return 0


def treebank_part(folder: Path, part: str) -> Path:
    """The file of one part. Raises UsageError where it is not there."""
    for name in (f"en_ewt-ud-{part}.conllu", f"en_ewt-ud-{part}.conllu.gz"):
        if (folder / name).is_file():
            return folder / name
    raise UsageError(
        f"no {part} part of UD English EWT",
        where=str(folder),
        remedy="download it from https://github.com/UniversalDependencies/UD_English-EWT",
    )


def learn(treebank: Path, scratch: Path, *, steps: int | None = None) -> Path:
    """Tagger, morphologizer, lemmatizer and parser learned from the treebank; the folder of the best of them."""
    import spacy
    from spacy.cli.train import train
    from spacy.tokens import DocBin

    vocab = spacy.blank("en").vocab
    overrides: dict[str, Any] = {"training.max_steps": steps} if steps else {}
    for part in ("train", "dev"):
        kept = scratch / f"{part}.spacy"
        DocBin(docs=documents(treebank_part(treebank, part), vocab, capitals=part == "train")).to_disk(kept)
        overrides[f"paths.{part}"] = str(kept)
    train(_config(), scratch / "learned", overrides=overrides)
    return scratch / "learned" / "model-best"


def _config() -> Path:
    return Path(str(files("matters_arising.evaluation").joinpath(CONFIG)))


def assemble(trained: Path, out: Path, treebank: Path) -> None:
    """Write the folder: the pipeline, how it was learned, how good it is, and under what licence."""
    import spacy

    from matters_arising.nlp.pipeline import build

    shutil.rmtree(out, ignore_errors=True)
    nlp = build(trained)
    nlp.get_pipe("syntax").nlp.config["paths"].update(train=None, dev=None)  # where they lay is nobody's business
    nlp.to_disk(out)
    forget_words(out)
    figures = {part: measure(spacy.load(out), treebank_part(treebank, part)) for part in ("dev", "test")}
    shutil.copy(_config(), out / "training.cfg")
    (out / "metrics.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    (out / "card.md").write_text(card(figures, _size(out)), encoding="utf-8")
    (out / "LICENSE").write_text(LICENCE, encoding="utf-8")
    print(json.dumps(figures, indent=2))


def forget_words(folder: Path) -> None:
    """Keep of the strings of a pipeline those that it needs, not every word and name of what it learned from.

    Needed are the labels, and the endings that the lemmatizer takes off and puts on.
    """
    import spacy
    import srsly

    nlp = spacy.load(folder)
    syntax = nlp.get_pipe("syntax").nlp
    trees = srsly.msgpack_loads((folder / "syntax" / "trainable_lemmatizer" / "trees").read_bytes())["trees"]
    needed = {nlp.vocab.strings[tree[side]] for tree in trees for side in ("orig", "subst") if tree.get(side)}
    needed |= {str(label) for name in syntax.pipe_names for label in syntax.pipe_labels.get(name, ())}
    needed |= set(spacy.blank("en").vocab.strings)
    kept = folder / "vocab" / "strings.json"
    srsly.write_json(kept, [string for string in srsly.read_json(kept) if string in needed])


def measure(nlp: Any, part: Path) -> dict[str, dict[str, float]]:
    """Three readings of one part of the treebank, in words as the treebank parts them.

    `syntax`: the trained pipeline alone, its own sentences; `tokenized`: the same from text, its own words too;
    `minutes`: from text, with the boundaries and verbs of the whole pipeline, all sentences read.
    """
    from spacy.tokens import Doc
    from spacy.training import Example

    inner = nlp.get_pipe("syntax").nlp
    gold = list(documents(part, nlp.vocab))
    words = [Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]) for doc in gold]
    with nlp.select_pipes(enable=["boundaries", "syntax", "verbs"]):
        whole = list(nlp.pipe(doc.text for doc in gold))
    readings = {
        "syntax": list(inner.pipe(words)),
        "tokenized": list(inner.pipe(doc.text for doc in gold)),
        "minutes": whole,
    }
    return {
        name: _scores(inner, [Example(*pair) for pair in zip(read, gold, strict=True)])
        for name, read in readings.items()
    }


def _scores(inner: Any, examples: Sequence[Any]) -> dict[str, float]:
    found: dict[str, Any] = {}
    for _name, pipe in inner.pipeline:
        if hasattr(pipe, "score"):
            found |= pipe.score(examples)
    return {name: round(float(found[name]), 4) for name in FIGURES}


def _size(folder: Path) -> float:
    """Megabytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def card(figures: dict[str, dict[str, dict[str, float]]], size: float) -> str:
    """The card of the folder."""
    names = {"tag_acc": "tag", "pos_acc": "POS", "morph_acc": "morphology", "lemma_acc": "lemma", "dep_uas": "UAS"}
    names |= {"dep_las": "LAS", "sents_f": "sentence F"}
    rows = [
        f"| {part} | {reading} | " + " | ".join(f"{100 * scores[key]:.1f}" for key in names) + " |"
        for part, readings in figures.items()
        for reading, scores in readings.items()
    ]
    table = "\n".join([f"| part | reading | {' | '.join(names.values())} |", "|---|---|" + "---|" * len(names), *rows])
    return CARD.format(table=table, size=size)


CARD = """# Model card: en_minutes

**What it is.** A spaCy pipeline for English minutes: `spacy.load("models/en_minutes")`, or
`matters_arising.nlp.pipeline.load()` where the package is installed. {size:.1f} MB, no pickle, nothing to download.

| component | what it sets | learned? |
|---|---|---|
| boundaries | sentences (the splitter of the whole project) | rules |
| people | `spans["people"]`, `ents`: PERSON, ORG, ROLE | rules and the attendance list |
| modifiers | `spans["modifiers"]`, `spans["scopes"]` | rules |
| gate | `spans["candidates"]` | the judges of `models/events`, `models/stances` |
| marks | `spans["events"]`, `spans["stances"]` | the same, and `models/encoder` |
| syntax | tag, POS, morphology, lemma, dependency of candidates | UD English EWT |
| verbs | lemma and POS of verbs of minutes | a table of verbs, inflected by rule |

**Learned from.** UD English EWT (train), CC BY-SA 4.0: web text, one document in twelve once more in capitals. No
minutes; the strings kept are labels and endings, not the words it read. HashEmbedCNN of width 96 and depth 4;
`training.cfg` is the configuration, and the command

    python -m matters_arising.evaluation.teach_pipeline --treebank DIR --out models

(`make train-pipeline`) learns it again on one core.

**How good.** In percent, on the treebank. `syntax`: the words of the treebank, sentences by the parser. `tokenized`:
the same from plain text. `minutes`: from plain text, with our boundaries and verbs; web text is not what they are for
(a heading, a line of a list, a semicolon ends a sentence in minutes), so that its sentence F says little.

{table}

**Not for.** Names of people who are not on a list and have no title; other kinds of text; facts about people. A parse
of minutes is often wrong in fragments ("Deferred to May."): treat dependencies as hints. No part of the judges reads
them.
"""
LICENCE = """The weights in `syntax/` and the strings in `vocab/` are learned from UD English EWT
(https://github.com/UniversalDependencies/UD_English-EWT), copyright of its authors, CC BY-SA 4.0; the weights are
licensed under CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/). Everything else in this folder is under
the MIT licence of Matters Arising.

Cite: Natalia Silveira, Timothy Dozat, Marie-Catherine de Marneffe, Samuel Bowman, Miriam Connor, John Bauer,
Christopher D. Manning. 2014. A Gold Standard Dependency Corpus for English. LREC 2014.
"""


if __name__ == "__main__":
    sys.exit(main())
