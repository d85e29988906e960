"""The rules of a file of redactions, and what they cover in a text."""

from __future__ import annotations

import time
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matters_arising.errors import UsageError
from matters_arising.redactions import Redaction, Redactions, counts_in, noted, parse, published, removed_in


def rules(**given: Any) -> Redactions:
    return Redactions((Redaction(id="r1", **given),))


@pytest.mark.parametrize(
    "text",
    [
        "Jo Ample",
        "JO AMPLE",
        "Jo\n  Ample",
        "Jo Am-\nple",
        "Jo Am\xadple",
        "Jo A\u200bmple",
        "Jo\xa0Ample",
    ],
)
def test_a_text_is_found_however_it_is_printed(text: str) -> None:
    covered = rules(text="Jo Ample").cover(f"Then {text} spoke, and {text}’s friend.")
    assert (
        "mple" not in covered.casefold() and "Then █" in covered and "█ spoke" in covered and "█’s friend." in covered
    )


def test_accents_and_apostrophes_have_forms() -> None:
    said = "Zoë O'Quay"
    for text in (said, unicodedata.normalize("NFD", said), "Zoë O’Quay"):
        assert set(rules(text=said).cover(text)) == {"█"}


@pytest.mark.parametrize("text", ["Major Amples", "Banjo Ample", "Joan"])
def test_parts_of_words_are_left(text: str) -> None:
    assert rules(text="Jo Ample").cover(text) == text and rules(text="Jo").cover(text) == text


def test_a_pattern_stands_for_letters_and_digits() -> None:
    found = Redactions(
        (Redaction(id="phone", pattern="07### ######"), Redaction(id="mail", pattern="*@quay.example"))
    ).cover("Ring 07123 456789 or write to jo.ample@quay.example, not 07 12.")
    assert found == f"Ring {'█' * 12} or write to {'█' * 21}, not 07 12."


def test_brackets_around_digits_are_what_is_printed() -> None:
    found = rules(pattern="(0123) 45##").cover("Ring (0123) 4567, not 0123 4567.")
    assert found == f"Ring {'█' * 11}, not 0123 4567."


@pytest.mark.parametrize("pattern", ["a+*+bb", "a*b c*d", "*xx", "??##*"])
def test_no_pattern_takes_forever(pattern: str) -> None:
    one = rules(pattern=pattern)
    begun = time.monotonic()
    for text in ("a" * 200_000, "a " * 100_000, "ab\n" * 70_000, "a" + "\n" * 200_000, "a-\n" * 70_000):
        one.cover(text)
    assert time.monotonic() - begun < 20


@given(st.text(max_size=200), st.text(alphabet="abA -\n", min_size=2, max_size=8))
def test_length_and_lines_stay_and_once_is_enough(text: str, said: str) -> None:
    if sum(char.isalnum() for char in said) < 2:
        return
    covered = rules(text=said).cover(f"{text} {said} {text}")
    assert len(covered) == 2 * len(text) + len(said) + 2
    assert covered.count("\n") == f"{text} {said} {text}".count("\n")
    assert rules(text=said).cover(covered) == covered


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ('[[redact]]\nid = "a"', "one of text, pattern and quote"),
        ('[[redact]]\nid = "a"\ntext = "x"', "at least two"),
        ('[[redact]]\nid = "a"\npattern = "*x*yz"', "once at most"),
        ('[[redact]]\nid = "a"\ntext = "Jo Ample"\nscope = "body"', "goes with"),
        ('[[redact]]\nid = "a"\ntext = "Jo Ample"\nreplace = "[removed]"', "one character"),
        ('[[redact]]\nid = "a"\nquote = "Jo Ample"', "goes with"),
        ('[[redact]]\nid = "a"\nwords = "Jo Ample"', "words"),
        ('[[redact]]\nid = "a"\ntext = "Jo Ample"\n[[redact]]\nid = "a"\ntext = "Jo Ample"', "two rules"),
        ('[[redact]]\nid = "a"\npattern = "(Jo )?Ample"', "no regular expression"),
        ('[[redact]]\nid = "a"\npattern = "Ample[sS]"', "no regular expression"),
        ('[[redact]]\nid = "a"\npattern = "(0123)?45##"', "no regular expression"),
        ('[[redact]]\nid = "a"\npattern = "(0123|0124) 45"', "no regular expression"),
        ('[[redact]]\nid = "will-may"\ntext = "Will May"', "its id holds"),
        ('[[redact]]\nid = "ample-address"\ntext = "Jo Ample"', "its id holds"),
        ('[[redact]]\nid = "ample2"\ntext = "Jo Ample"', "its id holds"),
        ('[[redact]]\nid = "jo.2024"\ntext = "Jo Ample"', "its id holds"),
        ('[[redact]]\nid = "joample"\ntext = "Jo Ámple"', "its id holds"),
        ('[[redact]]\nid = "no_07123"\npattern = "07123 ######"', "its id holds"),
        ("redact = 1", "no [[redact]]"),
        ("[[redact", "TOML"),
    ],
)
def test_a_rule_that_cannot_be_understood_is_told_without_its_words(toml: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        parse(toml.encode(), where="redactions.toml")
    assert told in str(error.value) and "Ample" not in str(error.value)


def test_counts_are_read_back_from_a_note() -> None:
    assert counts_in(f"page 3 has no text; {noted('a.b-1', 1)}; {noted('c', 12)}") == {"a.b-1": 1, "c": 12}


def test_what_is_published_of_a_rule_is_a_number() -> None:
    note = f"page 3 has no text; {noted('a.b-1', 1)}; {noted('c', 12)}"
    assert published(note) == "page 3 has no text; removed on request: 13 passages"
    assert published(published(note)) == published(note) and removed_in(published(note)) == 13
    assert published("page 3 has no text") == "page 3 has no text" and removed_in("page 3 has no text") == 0


@pytest.mark.parametrize("name", ["2024-03-request", "r1", "a", "clerk-7"])
def test_an_id_by_a_date_or_number_gives_nothing_away(name: str) -> None:
    assert Redaction(id=name, text="Jo Ample of 7 Quay Row").id == name
    quote = "a fence was put up at the request of Jo Ample"
    assert Redaction(id=name, quote=quote, document="a.pdf").id == name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2024-05-14", "On 3 May 2024 Jo Ample said"),
        ("2024-1", "12 April 2024 letter"),
        ("1958_05", "born in 1958"),
        ("the-clerk-1", "The letter of Jo Ample"),
    ],
)
def test_a_year_and_a_word_of_grammar_give_nothing_away(name: str, said: str) -> None:
    assert Redaction(id=name, text=said).id == name
    assert Redaction(id=name, quote=said, document="a.pdf").id == name


def test_rules_of_a_document_and_of_a_body_are_for_these() -> None:
    both = Redactions(
        (
            Redaction(id="d", text="Jo Ample", scope="document", document="x/*.pdf"),
            Redaction(id="b", text="Jo Ample", scope="body", body="quay"),
        )
    )
    assert [r.id for r in both.for_document("x/a.pdf").rules] == ["d"]
    assert [r.id for r in both.for_document("y.pdf", ["The Quay Board"]).rules] == ["b"]
    assert both.fingerprint("x/a.pdf") != both.fingerprint("y.pdf") != Redactions().fingerprint("y.pdf") == ""
