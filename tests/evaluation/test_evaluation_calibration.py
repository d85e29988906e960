"""From scores on unseen archives to probabilities, thresholds and the gate; and scores kept for later."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from matters_arising.errors import UsageError
from matters_arising.evaluation.calibration import asked_of, asks_of, gate_of, mix, threshold_of, thresholds_of, unasked
from matters_arising.evaluation.corpus import KINDS, Marked, lay
from matters_arising.evaluation.gold import EVENTS, STANCES, GoldDocument
from matters_arising.evaluation.report import by_archive, judge_unseen, summarise
from matters_arising.evaluation.train import calibrate_again
from matters_arising.evaluation.training import Recipe
from matters_arising.evaluation.unseen import by_document, lay_scores, load_unseen, save_unseen
from matters_arising.models import Block, Document, Meeting, Segmented, Span, Statement
from matters_arising.nlp.judge import UNASKED, Judge, load, save
from matters_arising.vocab import MeetingKind, MeetingStatus

RECIPE = Recipe("events", "1", ("deferral",), {}, strength=1.0, precision={})


def marked(name: str, truth: list[bool]) -> Marked:
    """A document of one statement a flag, marked as a deferral where it is true."""
    sentences = [f"matter number {at} of {name} stands here" for at in range(len(truth))]
    text, statements, at = "\n".join(sentences), [], 0
    for number, sentence in enumerate(sentences):
        statements.append(Statement(f"{name}-{number}", "m", "", at, at + len(sentence), 1, sentence))
        at += len(sentence) + 1
    document = Document(name, "0" * 64, "text/plain", text, (Span(0, len(text)),), (Block(0, len(text), "paragraph"),))
    marks = tuple(
        {"type": "deferral", "quote": sentence} for sentence, there in zip(sentences, truth, strict=True) if there
    )
    gold = GoldDocument(name, "", "", marks)
    meeting = Meeting("m", "Lamp Guild", "2031-05-04", MeetingKind.ORDINARY, MeetingStatus.UNKNOWN, name, 0, len(text))
    return lay(gold, Segmented(document, (meeting,), (), tuple(statements)), name.partition("/")[0])


def archive(name: str, seed: int) -> tuple[list[Marked], np.ndarray, np.ndarray]:
    """Five documents; the linear score knows a little, the encoder more."""
    chance = np.random.default_rng(seed)
    documents, linear, encoder = [], [], []
    for at in range(5):
        truth = chance.random(20) < 0.3
        documents.append(marked(f"{name}/{at}.txt", truth.tolist()))
        linear.append(np.where(truth, 0.5, -0.5) + chance.normal(0, 1, 20))
        encoder.append(np.where(truth, 2, -2) + chance.normal(0, 1, 20))
    return documents, np.concatenate(linear)[:, None], np.concatenate(encoder)[:, None]


def both() -> tuple[list[Marked], np.ndarray, np.ndarray]:
    one, other = archive("north", 1), archive("south", 2)
    return one[0] + other[0], np.vstack([one[1], other[1]]), np.vstack([one[2], other[2]])


def test_the_better_judge_weighs_more() -> None:
    documents, linear, encoder = both()
    mixture = mix(linear, encoder, documents, RECIPE)
    assert mixture.encoder[0] > mixture.slope[0] > 0


def test_probabilities_are_as_often_right_as_they_say() -> None:
    documents, linear, encoder = both()
    chances = mix(linear, encoder, documents, RECIPE).chances(linear, encoder)
    truth = np.array([row[KINDS.index("deferral")] for document in documents for row in document.labels])
    assert chances.mean() == pytest.approx((truth == 1).mean(), abs=0.01)


def test_two_judges_are_better_than_one_on_unseen_archives() -> None:
    documents, linear, encoder = both()
    together = summarise(judge_unseen(documents, linear, encoder, RECIPE))["micro"]["f1"]
    alone = summarise(judge_unseen(documents, linear, None, RECIPE))["micro"]["f1"]
    assert together > alone + 0.1


def test_only_the_documents_asked_for_are_counted() -> None:
    documents, linear, encoder = both()
    unseen = judge_unseen(documents, linear, encoder, RECIPE, measured={"north/0.txt"})
    counts = by_archive(unseen)
    assert len(unseen.chances) == len(documents[0].spans)
    assert list(counts) == ["north"]
    there = sum(1 for kind, _, _ in documents[0].marks if kind == "deferral")
    assert counts["north"]["deferral"].hit + counts["north"]["deferral"].missed == there


def test_another_encoder_is_weighed_anew_and_the_words_keep_their_weights(tmp_path: Path) -> None:
    documents, linear, encoder = both()
    for name, labels in (("events", EVENTS), ("stances", STANCES)):
        size = len(labels)
        words = np.arange(size, dtype=np.float32)[None]
        flat = np.ones(size, dtype=np.float32)
        save(
            Judge(
                name,
                "1",
                labels,
                ("w:held over",),
                frozenset({"held"}),
                {"w": 1.0},
                words,
                flat,
                flat,
                flat,
                flat,
                flat,
            ),
            tmp_path / name,
            trained_on={"documents": 3},
        )
    wide = [np.tile(scores, (1, len(KINDS))) for scores in (linear, encoder)]
    calibrate_again(documents, wide[0], wide[1], tmp_path)
    again, column = load(tmp_path / "events"), EVENTS.index("deferral")
    assert again.weights.tolist() == [list(range(len(EVENTS)))]
    assert again.encoder is not None and again.encoder[column] > again.slope[column] > 0
    assert again.gate > 0


def test_a_precision_that_none_reaches_gives_no_label() -> None:
    documents, linear, _ = both()
    strict = Recipe("events", "1", ("deferral",), {}, strength=1.0, precision={"deferral": 1.01})
    chances = mix(linear, None, documents, strict).chances(linear, None)
    assert thresholds_of(chances, documents, strict).tolist() == [0.95]


def test_a_label_may_be_said_more_often_where_that_costs_little() -> None:
    sure = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4])
    there = np.array([1, 1, 1, 0, 1, 0])
    assert threshold_of(sure, there) == 0.5
    assert threshold_of(sure, np.array([1, 1, 1, 0, 0, 1])) == 0.7  # F1 .86; at .4, with two false ones, .8
    assert threshold_of(sure, np.array([1, 1, 1, 0, 0, 1]), slack=0.1) == 0.4
    assert threshold_of(sure, np.array([1, 1, 1, 0, 0, 1]), slack=0.11, least_precision=0.7) == 0.6


def test_the_gate_lets_the_asked_share_of_marks_pass() -> None:
    documents, linear, _ = both()
    gate, passing, asked = gate_of(linear, documents, RECIPE, recall=0.9)
    assert 0 < gate < 1
    assert passing >= 0.9
    assert asked < 1


def test_kept_scores_come_back_in_order(tmp_path: Path) -> None:
    documents = [marked("north/0.txt", [True, False]), marked("north/1.txt", [False])]
    scores = {0: np.full((2, len(KINDS)), 1.5), 1: np.full((1, len(KINDS)), -2.0)}
    save_unseen(tmp_path / "unseen.npz", documents, scores)
    back = load_unseen(tmp_path / "unseen.npz", documents[::-1])
    assert back[:, 0].tolist() == [-2.0, 1.5, 1.5]


def test_scores_in_one_table_are_kept_by_document() -> None:
    documents = [marked("north/0.txt", [True, False]), marked("north/1.txt", [False])]
    parts = by_document(np.arange(3 * len(KINDS), dtype=float).reshape(3, -1), documents)
    assert [part[:, 0].tolist() for part in parts.values()] == [[0, 9], [18]]


def test_a_document_without_kept_scores_is_named(tmp_path: Path) -> None:
    save_unseen(tmp_path / "unseen.npz", [], {})
    with pytest.raises(UsageError, match=r"north/0\.txt"):
        load_unseen(tmp_path / "unseen.npz", [marked("north/0.txt", [True])])


def test_a_statement_cut_otherwise_takes_the_scores_of_the_one_it_lies_on() -> None:
    scores = np.arange(2 * len(KINDS), dtype=float).reshape(2, -1)
    laid = lay_scores(scores, [(0, 10), (10, 20)], [(0, 4), (4, 19), (30, 33)])
    assert laid[0].tolist() == scores[0].tolist()
    assert laid[1].tolist() == scores[1].tolist()
    assert (laid[2] < -5).all()


def test_the_encoder_is_asked_from_where_it_may_change_what_is_said() -> None:
    linear = np.array([[-4.0], [-2.0], [-1.0], [3.0]])
    chances = np.array([[0.1], [0.6], [0.2], [0.9]])
    assert asks_of(linear, chances, np.array([0.5])).tolist() == [-2.0]
    assert asks_of(linear, chances, np.array([0.95])).tolist() == [np.inf]


def test_of_what_the_encoder_helps_to_say_nearly_all_stays() -> None:
    documents, linear, encoder = both()
    asked, kept = asked_of(linear, encoder, documents, RECIPE)
    assert 0 < asked < 1
    assert kept > 0.97


def test_where_it_is_not_asked_its_score_is_a_firm_no() -> None:
    read = unasked(np.array([[-4.0], [2.0]]), np.array([[5.0], [5.0]]), np.array([0.0]))
    assert read.tolist() == [[UNASKED], [5.0]]
