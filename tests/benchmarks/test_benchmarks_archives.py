"""Archives made for timing: the same again from the same seed, no two documents alike, as many as were asked for."""

from __future__ import annotations

import re
from pathlib import Path

import archives
import pytest


def test_the_same_seed_makes_the_same_documents_and_another_seed_others() -> None:
    once, again, other = (list(archives.documents(40, seed=seed)) for seed in (1, 1, 2))
    assert once == again
    assert all(one.text != two.text for one, two in zip(once, other, strict=True))


def test_a_longer_archive_begins_with_the_shorter_one() -> None:
    longer = list(archives.documents(50))
    assert longer[:40] == list(archives.documents(40))
    assert longer[40:] == list(archives.documents(50, start=40))


def test_no_two_documents_are_alike_across_rounds_and_counties() -> None:
    of_county = archives.ROUNDS * len(archives.templates())
    made = list(archives.documents(of_county + 20))
    assert len(made) == of_county + 20
    assert len({one.path for one in made}) == len(made)
    assert len({one.text for one in made}) == len(made)


def test_counties_share_no_name_even_when_the_syllables_have_run_out() -> None:
    names = [archives._names(0, county) for county in (0, 1, 113, 114, 5000)]
    drawn = [name for of_one in names for name in of_one.values()]
    assert len(set(drawn)) == len(drawn)


def test_names_in_capitals_are_named_afresh_too() -> None:
    assert any("MARLSHIRE" in template.text for template in archives.templates())
    of_county = archives.ROUNDS * len(archives.templates())
    assert not any("MARLSHIRE" in made.text for made in archives.documents(2 * of_county, start=of_county))


def test_people_stay_through_all_rounds_of_a_county_and_words_of_matters_change() -> None:
    texts = archives.templates()
    first, second = archives.document(1), archives.document(1 + len(texts))
    titles = [re.search(r"^# (.+)$", made.text, re.MULTILINE) for made in (first, second)]
    assert titles[0] and titles[1] and titles[0][1] == titles[1][1]
    words = [set(re.findall(r"[a-z]{6,}", made.text)) for made in (first, second)]
    assert len(words[0] & words[1]) < len(words[0])
    assert first.text != second.text


def test_years_move_on_from_round_to_round() -> None:
    texts = archives.templates()
    years = [
        max(re.findall(r"\b20\d\d\b", archives.document(1 + turn * len(texts)).text)) for turn in range(archives.ROUNDS)
    ]
    assert years == sorted(set(years))


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("Tuesday 4 July 2023", "Tuesday 4 July 2021"),
        ("the plan for 2023-25, minute 28/23", "the plan for 2021-23, minute 28/21"),
        ("on 27.04.22 at 10.30", "on 27.04.20 at 10.30"),
        ("£20.22 for 250 chairs", "£20.22 for 250 chairs"),
    ],
)
def test_years_are_moved_and_other_numbers_are_not(text: str, later: str) -> None:
    assert archives._later(text, -2) == later


def test_a_laid_archive_has_as_many_files_as_were_asked_for_and_a_tenth_are_pdf(tmp_path: Path) -> None:
    archives.lay(tmp_path, 12)
    archives.lay(tmp_path, 14, start=12)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 14
    printed = [path for path in files if path.suffix == ".pdf"]
    assert len(printed) == 2
    assert all(path.read_bytes().startswith(b"%PDF-") for path in printed)
