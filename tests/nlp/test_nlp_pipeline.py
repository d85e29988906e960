"""The shipped pipeline as its users meet it: loaded, streamed, stored, shared out over processes."""

from __future__ import annotations

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import spacy
from matters_arising.extract import extract
from matters_arising.extract import load as load_events
from matters_arising.models import Block, Document, Span
from matters_arising.nlp import pipeline
from matters_arising.nlp.components.reading import read
from matters_arising.stance import classify
from matters_arising.stance import load as load_stances
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "models" / "en_minutes"
TEXTS = [
    "Minutes of Orme Parish Council held on 6 May 2031\n\nPresent: Cllr Nell Orme (NO), Cllr Kit Dale (KD)\n\n"
    "1. Hall roof\n\nThe item was DEFERRED to the next meeting because no quotations had been received. "
    "KD to write to the firm.\n\n2. Policy\n\nProposed by Cllr Dale, seconded by Cllr Orme, that the policy be "
    "adopted. Carried unanimously.",
    "The Chair went ahead and ordered the seats without asking the members.",
    "It was a warm evening.",
    "",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(FOLDER)


@pytest.fixture(scope="module")
def docs(nlp: Language) -> list[Doc]:
    return list(nlp.pipe(TEXTS))


def told(doc: Doc) -> object:
    """All that a Doc says."""
    spans = {key: [(s.start, s.end, s.label_, s.id_) for s in group] for key, group in doc.spans.items()}
    tokens = [(t.text, t.lemma_, t.pos_, t.tag_, str(t.morph), t.dep_, t.head.i, t.is_sent_start) for t in doc]
    ents = [(e.start, e.end, e.label_) for e in doc.ents]
    return spans, tokens, ents, doc._.marks, doc._.modifiers, doc._.participants


def test_marks_are_those_of_a_run(docs: list[Doc]) -> None:
    for doc in docs:
        events = extract(read(doc), model=load_events())
        stances = classify(read(doc), model=load_stances())
        for group, expected in ((doc.spans["events"], events), (doc.spans["stances"], stances)):
            assert [(s.id_, s.text, s._.confidence) for s in group] == [
                (mark.id, mark.quote, mark.confidence) for mark in expected
            ]
    deferral = next(event for event in docs[0].spans["events"] if event.label_ == "deferral")
    assert (deferral._.until, deferral._.explicit) == ("the next meeting", True)
    assert "quotations" in deferral._.reason
    assert deferral._.generator.startswith("model:")


def test_a_mark_is_a_sentence_and_its_verbs_are_read(docs: list[Doc]) -> None:
    deferral = next(event for event in docs[0].spans["events"] if event.label_ == "deferral")
    assert deferral.text == deferral.sent.text.strip()
    (verb,) = [token for token in deferral if token.text == "DEFERRED"]
    assert (verb.lemma_, verb.pos_) == ("defer", "VERB")
    assert all(token.tag_ and token.dep_ for token in deferral)


def test_a_span_that_is_no_mark_has_no_fields(docs: list[Doc]) -> None:
    assert docs[2][0:2]._.confidence is None


@pytest.mark.parametrize("processes", [1, 2])
def test_a_stream_gives_the_same_in_any_number_of_processes(nlp: Language, docs: list[Doc], processes: int) -> None:
    streamed = nlp.pipe(TEXTS, n_process=processes, batch_size=1)
    assert [told(doc) for doc in streamed] == [told(doc) for doc in docs]


def test_a_bin_keeps_everything(nlp: Language, docs: list[Doc]) -> None:
    kept = DocBin(store_user_data=True, docs=docs).to_bytes()
    elsewhere = spacy.blank("en").vocab
    assert [told(doc) for doc in DocBin().from_bytes(kept).get_docs(elsewhere)] == [told(doc) for doc in docs]
    assert [told(Doc(nlp.vocab).from_bytes(doc.to_bytes())) for doc in docs] == [told(doc) for doc in docs]


def test_written_and_read_again_it_says_the_same(nlp: Language, docs: list[Doc], tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "again")
    assert [told(doc) for doc in spacy.load(tmp_path / "again").pipe(TEXTS)] == [told(doc) for doc in docs]
    carried = spacy.blank("en")
    for name in nlp.pipe_names:
        carried.add_pipe(f"minutes_{name}", name=name)
    carried.from_bytes(nlp.to_bytes())
    assert [told(doc) for doc in carried.pipe(TEXTS)] == [told(doc) for doc in docs]


def test_components_can_be_left_out(docs: list[Doc]) -> None:
    doc = pipeline.load(exclude=["gate", "syntax"])(TEXTS[0])
    assert [s.label_ for s in doc.spans["events"]] == [s.label_ for s in docs[0].spans["events"]]
    assert not doc.has_annotation("DEP")


def test_sentences_are_the_same_whether_parsed_or_not(nlp: Language, docs: list[Doc]) -> None:
    bare = spacy.load(FOLDER, exclude=["syntax"])
    for doc in docs:
        assert [sentence.text for sentence in doc.sents] == [sentence.text for sentence in bare(doc.text).sents]


def test_ungated_it_parses_everything(nlp: Language) -> None:
    whole = spacy.load(FOLDER, config={"components.syntax.only_candidates": False})
    assert all(token.dep_ for token in whole(TEXTS[2]))


def test_a_document_of_ours_keeps_its_layout(nlp: Language) -> None:
    text = "The survey is awaited and the firm will be asked."
    block = Block(0, len(text), "paragraph", lead=0, margin="KD")
    document = Document("a.docx", "0" * 64, "x", text, (Span(0, len(text)),), (block,))
    doc = nlp(pipeline.doc_of(nlp, document))
    assert [statement.owner for statement in read(doc).statements] == ["KD"]
    assert [statement.owner for statement in read(nlp(text)).statements] == [""]
    assert read(doc).document.path == "a.docx"


def test_a_perfect_reading_scores_one(nlp: Language, docs: list[Doc]) -> None:
    gold = docs[0]
    scores = nlp.evaluate([Example(nlp.make_doc(gold.text), gold.copy())])
    assert {scores[key] for key in ("sents_f", "ents_f", "spans_events_f", "tag_acc", "dep_las")} == {1.0}


def test_entry_points_name_the_factories_and_the_pipeline(nlp: Language) -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]
    factories = {name: EntryPoint(name, value, "").load() for name, value in groups["spacy_factories"].items()}
    assert factories == pipeline.FACTORIES
    assert {Language.get_factory_meta(nlp.get_pipe_meta(name).factory).factory for name in nlp.pipe_names} == set(
        factories
    )
    loaded = EntryPoint("en_minutes", groups["spacy_models"]["en_minutes"], "").load()()
    assert (loaded.pipe_names, loaded.meta["name"]) == (nlp.pipe_names, "minutes")


def test_every_need_of_a_component_is_met_before_it(nlp: Language) -> None:
    assert not any(nlp.analyze_pipes(keys=["requires", "assigns"])["problems"].values())


def test_the_folder_is_small_and_holds_no_pickle() -> None:
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 8_000_000
    assert not [path for path in files if path.read_bytes()[:2] in (b"\x80\x03", b"\x80\x04", b"\x80\x05")]
    assert {"card.md", "metrics.json", "training.cfg", "LICENSE"} <= {path.name for path in files}
