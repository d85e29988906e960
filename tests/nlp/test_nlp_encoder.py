"""What the encoder reads, how it is asked, and what a judge makes of its answer. No trained network is needed."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matters_arising.errors import ModelError
from matters_arising.models import AgendaItem, Block, Document, Meeting, Segmented, Span, Statement
from matters_arising.nlp import views as cut
from matters_arising.nlp.encoder import Encoder, arrays, batches
from matters_arising.nlp.judge import UNASKED, Judge, load, save
from matters_arising.nlp.views import View, views
from matters_arising.vocab import Jurisdiction, MeetingKind, MeetingStatus, Section
from tokenizers import Tokenizer, models, pre_tokenizers

READ = "no progress to report roof the survey is awaited bridge agreed item clerk owner row british"
WORDS = [*READ.split(), *",:|."]
VOCABULARY = {"[PAD]": 0, "[UNK]": 100, "[CLS]": 101, "[SEP]": 102, ",": 1010, ".": 1012, "|": 1064}
VOCABULARY |= {word: 2000 + at for at, word in enumerate(WORDS) if word not in VOCABULARY}
NAMES = {number: word for word, number in VOCABULARY.items()}


def tokenizer() -> Tokenizer:
    made = Tokenizer(models.WordLevel(VOCABULARY, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return made


def minutes(*entries: tuple[str, str], owner: str = "") -> Segmented:
    """Statements as (heading, text); equal headings are one item."""
    text = "\n".join(words for _, words in entries)
    items = {heading: f"it-{at}" for at, heading in enumerate(dict.fromkeys(heading for heading, _ in entries))}
    statements, at = [], 0
    for number, (heading, words) in enumerate(entries):
        statements.append(Statement(f"st-{number}", "mtg", items[heading], at, at + len(words), 1, words, owner=owner))
        at += len(words) + 1
    document = Document("a.txt", "0" * 64, "text/plain", text, (Span(0, at),), (Block(0, at, "paragraph"),))
    meeting = Meeting(
        "mtg", "Millbrook", "2031-05-06", MeetingKind.ORDINARY, MeetingStatus.UNKNOWN, "a.txt", 0, len(text)
    )
    agenda = tuple(AgendaItem(name, "mtg", "", heading, 0, at, Section.OTHER) for heading, name in items.items())
    return Segmented(document, (meeting,), agenda, tuple(statements))


def read(view: View) -> str:
    return " ".join(NAMES[piece] for piece in view.ids)


def test_a_statement_is_read_between_its_heading_and_its_neighbours() -> None:
    story = minutes(("roof", "the survey is awaited"), ("roof", "no progress"), ("roof", "agreed"))
    view = views(story, tokenizer())[1]
    assert read(view) == "[CLS] , : roof [SEP] the survey is awaited [SEP] no progress [SEP] agreed [SEP]"
    assert [NAMES[piece] for piece in view.ids[view.start : view.end]] == ["no", "progress"]


def test_neighbours_of_another_item_are_not_read() -> None:
    story = minutes(("roof", "agreed"), ("bridge", "no progress"), ("survey", "agreed"))
    assert read(views(story, tokenizer())[1]) == "[CLS] , : bridge [SEP] | [SEP] no progress [SEP] | [SEP]"


def test_what_stands_around_is_read_within_the_item_nearest_first_and_bounded() -> None:
    story = minutes(("roof", "agreed"), ("roof", "no progress"), ("roof", "row"), ("roof", "item"), ("roof", "the"))
    assert "[SEP] agreed . no progress [SEP] row [SEP] item . the [SEP]" in read(views(story, tokenizer())[2])
    long = minutes(("roof", " ".join(["the"] * 90)), ("roof", "agreed"), ("roof", "no progress"))
    before = read(views(long, tokenizer())[2]).split(" [SEP] ")[1].split()
    assert len(before) == cut.BEFORE and before[-2:] == [".", "agreed"]


def test_whose_english_it_is_stands_first_where_the_user_says_so() -> None:
    story = replace(minutes(("roof", "no progress")), usage=Jurisdiction.UK)
    assert read(views(story, tokenizer())[0]).startswith("[CLS] british , : roof [SEP]")


def test_who_is_named_beside_it_stands_with_the_heading() -> None:
    story = minutes(("roof", "no progress"), owner="clerk")
    assert read(views(story, tokenizer())[0]).startswith("[CLS] , : roof , owner clerk [SEP]")


def test_a_long_statement_keeps_its_beginning_and_its_end() -> None:
    long = " ".join(["no", *["the"] * 200, "agreed"])
    view = views(minutes(("roof", long)), tokenizer())[0]
    own = [NAMES[piece] for piece in view.ids[view.start : view.end]]
    assert len(own) == cut.STATEMENT
    assert (own[0], own[-1]) == ("no", "agreed")


def test_only_the_rows_asked_for_are_cut() -> None:
    story = minutes(("roof", "agreed"), ("roof", "no progress"), ("roof", "agreed"))
    assert views(story, tokenizer(), [1]) == [views(story, tokenizer())[1]]


def test_arrays_pad_and_mark_the_statement() -> None:
    made = arrays([View((101, 5, 102), 1, 2), View((101, 5, 6, 7, 102), 2, 4)])
    assert made["ids"].tolist() == [[101, 5, 102, 0, 0], [101, 5, 6, 7, 102]]
    assert made["mask"].tolist() == [[1, 1, 1, 0, 0], [1, 1, 1, 1, 1]]
    assert made["target"].tolist() == [[0, 1, 0, 0, 0], [0, 0, 1, 1, 0]]


@given(st.lists(st.integers(1, 90), max_size=60))
def test_every_view_is_in_one_batch_and_no_batch_is_too_large(lengths: list[int]) -> None:
    made = list(batches(lengths, 200))
    assert sorted(i for batch in made for i in batch) == list(range(len(lengths)))
    assert all(len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= 200 for batch in made)


class Remembering:
    """Stands in for the encoder: sure of a deferral wherever it is asked, and remembers where it was."""

    labels = ("decision", "deferral")

    def __init__(self) -> None:
        self.asked: list[int] = []

    def scores(self, segmented: Segmented, rows: Collection[int]) -> np.ndarray:
        self.asked = list(rows)
        return np.tile(np.array([-4.0, 4.0], dtype=np.float32), (len(rows), 1))


def judge(*, gate: float) -> Judge:
    """A judge of one label, whose linear part knows the word "awaited"."""
    one = np.ones(1, dtype=np.float32)
    return Judge(
        "events",
        "1",
        ("deferral",),
        ("w:awaited",),
        frozenset({"awaited", "agreed"}),
        {"w": 1.0},
        np.array([[4.0]], dtype=np.float32),
        one * -2,
        slope=one,
        offset=one * 0,
        thresholds=one * 0.5,
        encoder=one,
        gate=gate,
    )


def test_the_encoder_is_asked_only_behind_the_gate() -> None:
    story = minutes(("roof", "awaited"), ("roof", "agreed"))
    reader = Remembering()
    chances = judge(gate=0.5).chances(story, reader=reader)
    assert reader.asked == [0]
    assert chances[0, 0] > 0.99
    assert chances[1, 0] < 1 / (1 + np.exp(-UNASKED))


def test_without_a_gate_it_is_asked_everywhere_and_its_columns_are_found_by_name() -> None:
    story = minutes(("roof", "awaited"), ("roof", "agreed"))
    reader = Remembering()
    chances = judge(gate=0.0).chances(story, reader=reader)
    assert reader.asked == [0, 1]
    assert (chances[:, 0] > 0.5).all()


def test_it_is_not_asked_where_its_answer_changes_nothing() -> None:
    story = minutes(("roof", "awaited"), ("roof", "agreed"))  # scores of 2 and -2
    for least, asked in ((0.0, [0]), (-3.0, [0, 1]), (np.inf, [])):
        reader = Remembering()
        replace(judge(gate=0.0), asks=np.array([least], dtype=np.float32)).chances(story, reader=reader)
        assert reader.asked == asked


def test_the_weight_of_the_encoder_is_kept_with_the_judge(tmp_path: Path) -> None:
    save(replace(judge(gate=0.25), asks=np.array([-1.5], dtype=np.float32)), tmp_path, trained_on={})
    again = load(tmp_path)
    assert again.gate == 0.25
    assert again.asks is not None
    assert again.asks.tolist() == [-1.5]
    assert again.encoder is not None
    assert again.encoder.tolist() == [1.0]


def test_a_missing_encoder_says_where(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=str(tmp_path)):
        Encoder(tmp_path / "none")


def test_a_changed_network_is_refused(tmp_path: Path) -> None:
    for name in ("encoder.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"changed")
    about = {"format": 1, "version": "1", "labels": [], "sha256": {"encoder.onnx": "0", "tokenizer.json": "0"}}
    (tmp_path / "model.json").write_text(json.dumps(about))
    with pytest.raises(ModelError, match=r"encoder\.onnx does not match"):
        Encoder(tmp_path)
