import re

import pytest
from matters_arising.nlp.late import LatePattern

TEXT = "moved by Orr, moved by Tarn"


def test_it_finds_what_the_pattern_finds() -> None:
    late, plain = LatePattern(r"by (\w+)"), re.compile(r"by (\w+)")
    assert late.search(TEXT)[1] == plain.search(TEXT)[1] == "Orr"
    assert late.search(TEXT, 12)[1] == plain.search(TEXT, 12)[1] == "Tarn"
    assert late.search(TEXT, 12, 20) is plain.search(TEXT, 12, 20) is None
    assert late.match(TEXT) is None and late.match(TEXT, 6)[1] == "Orr"
    assert [found.span() for found in late.finditer(TEXT)] == [found.span() for found in plain.finditer(TEXT)]
    assert late.sub("of", TEXT) == plain.sub("of", TEXT)
    assert LatePattern(r", ").split(TEXT) == ["moved by Orr", "moved by Tarn"]


def test_flags_are_those_of_the_pattern() -> None:
    assert LatePattern("ORR", re.IGNORECASE).search(TEXT) and not LatePattern("ORR").search(TEXT)


def test_it_is_compiled_when_it_is_asked() -> None:
    broken = LatePattern("(")
    with pytest.raises(re.error):
        broken.search(TEXT)
