"""Talk of partnership, told by rule: what is talk, what is work, and that a full-text search finds all of it."""

from __future__ import annotations

import sqlite3

import pytest
from matters_arising.stance.parties import names_a_person
from matters_arising.stance.talk import FOUND_BY, is_talk

TALK = (
    "The Trust remains wholly committed to co-production.",
    "She stressed the importance of partnership between the library and its readers.",
    "Mr Orde paid tribute to both crews for years of close collaboration.",
    "The Chair spoke of the excellent working relationship between the two boards.",
    "We value our local partners.",
    "Teamwork is at the heart of the Ward.",
    "The Commission believes in listening to tenants.",
    "Harbour users and the Board must work together.",
    "The district prides itself on, and is passionate about, community engagement.",
)
NO_TALK = (
    "The two councils will run the depot together.",
    "The Road Safety Partnership met on Tuesday.",
    "Residents will be consulted in May.",
    "The Chair thanked the Clerk for her report.",
    "A grant was had from the Coastal Partnership Fund.",
    "The partnership agreement expires in June.",
    "It is important that the gutters be cleared.",
    "",
)


@pytest.mark.parametrize("text", TALK)
def test_talk_is_told(text: str) -> None:
    assert is_talk(text)


@pytest.mark.parametrize("text", NO_TALK)
def test_work_names_and_thanks_are_not_talk(text: str) -> None:
    assert not is_talk(text)


@pytest.mark.parametrize("text", TALK)
def test_a_full_text_search_finds_all_talk(text: str) -> None:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize='porter unicode61 remove_diacritics 2')")
        connection.execute("INSERT INTO t VALUES (?)", (text,))
        assert connection.execute("SELECT count(*) FROM t WHERE t MATCH ?", (FOUND_BY,)).fetchone() == (1,)


@pytest.mark.parametrize(
    "printed", ["Mrs Orde", "Cllr P. Voss", "Ann Voss", "KD", "Dr Voss of the Trust", "For: Joan Voss"]
)
def test_a_named_person_is_told(printed: str) -> None:
    assert names_a_person(printed)


@pytest.mark.parametrize(
    "printed", ["", "the Clerk", "residents", "Fenwick Town Council", "the Trust", "we", "the NHS"]
)
def test_bodies_offices_and_groups_are_no_persons(printed: str) -> None:
    assert not names_a_person(printed)
