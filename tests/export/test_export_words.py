"""The examples in the docstrings that put figures into words are true."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from matters_arising import dates
from matters_arising.export import formats, placing, story, svg, words
from matters_arising.matters import terms


@pytest.mark.parametrize("module", [words, svg, story, placing, dates, terms, formats])
def test_the_examples_are_true(module: ModuleType) -> None:
    done = doctest.testmod(module)
    assert done.attempted and not done.failed
