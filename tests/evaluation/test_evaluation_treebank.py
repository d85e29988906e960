"""A treebank becomes spaCy documents, and the pipeline is taught from it by one command."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import spacy
from matters_arising.errors import UsageError
from matters_arising.evaluation.teach_pipeline import main, treebank_part
from matters_arising.evaluation.treebank import documents, read_treebank

TEXT = """\
# newdoc id = one
# text = We don't know.
1\tWe\twe\tPRON\tPRP\tCase=Nom\t4\tnsubj\t4:nsubj\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t4:aux\t_
3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t4:advmod\t_
4\tknow\tknow\tVERB\tVB\tVerbForm=Inf\t0\troot\t0:root\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t4:punct\t_

# text = Nor she
1\tNor\tnor\tCCONJ\tCC\t_\t2\tcc\t2:cc\t_
2\tshe\tshe\tPRON\tPRP\t_\t0\troot\t0:root\t_
2.1\tknows\tknow\tVERB\tVBZ\t_\t_\t_\t0:root\t_

# newdoc id = two
# text = Gates rust
1\tGates\tgate\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t2:nsubj\t_
2\trust\trust\tVERB\tVBP\t_\t0\troot\t0:root\t_

"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    for part in ("dev", "test"):
        (tmp_path / f"en_ewt-ud-{part}.conllu").write_text(TEXT, encoding="utf-8")
    # the parser learns no label that is seen less than thirty times
    (tmp_path / "en_ewt-ud-train.conllu.gz").write_bytes(gzip.compress((TEXT * 30).encode()))
    return tmp_path


def test_sentences_of_one_source_text_stand_together(treebank: Path) -> None:
    runs = list(read_treebank(treebank / "en_ewt-ud-dev.conllu"))
    assert [[" ".join(word.form for word in sentence) for sentence in run] for run in runs] == [
        ["We do n't know .", "Nor she"],
        ["Gates rust"],
    ]


def test_the_printed_text_is_kept(treebank: Path) -> None:
    one, two = documents(treebank / "en_ewt-ud-dev.conllu", spacy.blank("en").vocab)
    assert (one.text.strip(), two.text.strip()) == ("We don't know. Nor she", "Gates rust")
    assert [token.head.i for token in one] == [3, 3, 3, 3, 3, 6, 6]
    assert [token.dep_ for token in one if token.head == token] == ["ROOT", "ROOT"]
    assert (one[2].lemma_, one[2].tag_, str(one[2].morph)) == ("not", "RB", "Polarity=Neg")
    assert [sentence.text.strip() for sentence in one.sents] == ["We don't know.", "Nor she"]


def test_some_documents_are_learned_in_capitals_too(treebank: Path) -> None:
    printed = [doc.text for doc in documents(treebank / "en_ewt-ud-dev.conllu", spacy.blank("en").vocab, capitals=True)]
    assert printed[1] == printed[0].upper()
    assert len(printed) == 3


def test_a_missing_part_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no train part"):
        treebank_part(tmp_path, "train")


def test_the_command_teaches_and_puts_together(treebank: Path, tmp_path: Path) -> None:
    assert main(["--treebank", str(treebank), "--out", str(tmp_path), "--steps", "1"]) == 0
    folder = tmp_path / "en_minutes"
    nlp = spacy.load(folder)
    assert nlp.get_pipe("syntax").nlp.pipe_names == [
        "tok2vec",
        "tagger",
        "morphologizer",
        "trainable_lemmatizer",
        "parser",
    ]
    assert all(token.tag_ for token in nlp.get_pipe("syntax").nlp("Gates rust."))
    assert set(json.loads((folder / "metrics.json").read_text())["test"]) == {"syntax", "tokenized", "minutes"}
    assert "CC BY-SA 4.0" in (folder / "LICENSE").read_text()
    strings = json.loads((folder / "vocab" / "strings.json").read_text())
    assert "NNS" in strings
    assert "Gates" not in strings
