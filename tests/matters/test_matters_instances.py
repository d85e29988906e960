"""This year's instance of a yearly thing is a matter of its own; what looks back, or was left open, is not parted."""

from __future__ import annotations

import pytest
from matters_arising.matters import follow
from minutes_by_hand import Archive, archive, minutes

BODY = "Cobble Lane Allotment Society"
ADOPTED = "# 3. Review of plot rents\nThe rents of plots and of the seed store stay as they were. {decision}"


def at(date: str, text: str) -> Archive:
    return minutes(date, text, body=BODY)


def between(*dates: str) -> list[Archive]:
    """Meetings that deal with another thing, so that the society has met."""
    return [at(date, f"# 2. Gate number {n}\nThe padlock was oiled. {{report}}") for n, date in enumerate(dates)]


def matters_of(*parts: Archive) -> list[tuple[str, ...]]:
    """The dates of each matter about plot rents."""
    followed = follow(*archive(*parts).parts())
    dates: dict[str, list[str]] = {}
    for mention in followed.mentions:
        if "rents" in mention.quote:
            dates.setdefault(mention.matter, []).append(mention.date)
    return sorted(tuple(sorted(of_one)) for of_one in dates.values())


def test_a_yearly_review_is_another_matter_each_year() -> None:
    years = [at(f"{year}-05-10", ADOPTED) for year in (2041, 2042, 2043)]
    assert matters_of(*years, *between("2041-09-01", "2042-09-01")) == [
        ("2041-05-10",),
        ("2042-05-10",),
        ("2043-05-10",),
    ]


def test_what_comes_back_within_the_year_is_the_same_matter() -> None:
    assert matters_of(at("2041-05-10", ADOPTED), at("2041-11-10", ADOPTED)) == [("2041-05-10", "2041-11-10")]


@pytest.mark.parametrize("mark", ["deferral", "action", "report"])
def test_what_was_not_settled_waits_as_long_as_it_takes(mark: str) -> None:
    left = ADOPTED.replace("decision", mark)
    assert matters_of(at("2041-05-10", left), at("2042-05-10", ADOPTED)) == [("2041-05-10", "2042-05-10")]


def test_what_arises_from_earlier_minutes_looks_back() -> None:
    again = "## 2.1 Review of plot rents\nThe rents of plots and of the seed store were paid. {report}"
    arising = f"# 2. Matters arising\n{again}"
    assert matters_of(at("2041-05-10", ADOPTED), at("2042-05-10", arising)) == [("2041-05-10", "2042-05-10")]


def test_minutes_without_a_day_part_nothing() -> None:
    assert matters_of(at("2041-05", ADOPTED), at("2042-05", ADOPTED)) == [("2041-05", "2042-05")]


def test_headings_of_other_years_are_other_instances_however_near_they_are() -> None:
    budget = "# 4. Budget {years}\nThe budget for sheds and seed was gone through line by line. {{report}}"
    autumn = [at(f"2041-{month}-03", budget.format(years="2041/42")) for month in ("09", "11")]
    spring = [at(f"2042-{month}-03", budget.format(years="2042/43")) for month in ("01", "03")]
    followed = follow(*archive(*autumn, *spring).parts())
    dates: dict[str, set[str]] = {}
    for mention in followed.mentions:
        dates.setdefault(mention.matter, set()).add(mention.date)
    assert sorted(map(sorted, dates.values())) == [["2041-09-03", "2041-11-03"], ["2042-01-03", "2042-03-03"]]
