"""The index of the search page: what it finds, and that it stays small where there is much."""

from __future__ import annotations

import doctest
import json
import random
import time
from itertools import accumulate

from markupsafe import Markup
from matters_arising.export.site import index, listing, paging, wording
from matters_arising.export.site.index import Thing, piece_of, words_of


def thing(text: str, at: int = 0, *, is_matter: bool = False) -> Thing:
    return Thing(frozenset(words_of(text)), is_matter, text, "about", f"matters/{at}.html")


def loaded(found: list[Thing]) -> dict[str, object]:
    held: dict[str, object] = {}
    for name, script in index.index(found):
        told = str(script).removeprefix("mattersArising.hold(").removesuffix(");\n")
        key, _, value = told.partition(",")
        assert name == f"data/{json.loads(key)}.js"
        held[json.loads(key)] = json.loads(value)
    return held


def numbers(held: dict[str, object], word: str) -> list[int]:
    """As the script of the page reads it."""
    piece = held.get(f"words-{piece_of(word)}", {})
    assert isinstance(piece, dict)
    found, number = [], 0
    for difference in piece.get(word, "").split():
        number += int(difference, 36)
        found.append(number)
    return found


def test_doctests() -> None:
    for module in (index, listing, paging, wording):
        done = doctest.testmod(module)
        assert done.failed == 0
    assert doctest.testmod(index).attempted and doctest.testmod(wording).attempted


def test_words_are_found_with_the_numbers_of_their_things() -> None:
    held = loaded([thing("Lime kiln", is_matter=True), thing("The kilns are cold."), thing("Café 7")])
    assert numbers(held, "kiln") == [0, 1] and numbers(held, "cafe") == [2] and numbers(held, "7") == [2]
    head = held["search"]
    assert isinstance(head, dict) and (head["things"], head["matters"]) == (3, 1)
    assert held["things-0"] == [
        [1, "Lime kiln", "about", "matters/0.html"],
        *([0, t, "about", "matters/0.html"] for t in ("The kilns are cold.", "Café 7")),
    ]


def test_a_word_that_stands_everywhere_is_named_and_not_kept() -> None:
    held = loaded([thing(f"the word{at}") for at in range(2_000)])
    head = held["search"]
    assert isinstance(head, dict) and head["common"] == ["the"]
    assert not numbers(held, "the") and numbers(held, "word1999") == [1999]


def test_the_index_of_a_hundred_thousand_quotes_is_in_small_pieces() -> None:
    chance = random.Random(7)
    vocabulary = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(3, 9))) for _ in range(20_000)]
    sums = list(accumulate(1 / (rank + 10) for rank in range(len(vocabulary))))
    quotes = [thing(" ".join(chance.choices(vocabulary, cum_weights=sums, k=16)), at) for at in range(100_000)]
    begun = time.process_time()
    sizes = {name: len(script) for name, script in index.index(quotes)}
    assert time.process_time() - begun < 30
    words = [size for name, size in sizes.items() if name.startswith("data/words-")]
    things = [size for name, size in sizes.items() if name.startswith("data/things-")]
    assert max(words) < 300_000 and max(things) < 100_000 and len(things) == 782


def test_parts_hold_as_much_as_there_is_room_and_never_nothing() -> None:
    items = [Markup("x" * size) for size in (40, 40, 40, 500, 10)]
    assert [[len(item) for item in run] for run in paging.parts(items, 100)] == [[40, 40], [40], [500], [10]]
    assert paging.parts([], 100) == [[]]
