"""A judge that learns without a kind of feature is the judge that was never shown it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from matters_arising.documents import read
from matters_arising.evaluation.ablate import VARIANTS, ablate, table_of
from matters_arising.evaluation.corpus import Marked, lay
from matters_arising.evaluation.gold import GoldDocument
from matters_arising.evaluation.recipes import EVENT_RECIPE
from matters_arising.evaluation.training import leave_archives_out
from matters_arising.models import Source
from matters_arising.nlp.features import describe
from matters_arising.segment import segment
from matters_arising.vocab import Jurisdiction

RECIPE = replace(EVENT_RECIPE, labels=("deferral", "action"))
GROUPS = (("elm",), ("ash",))
THINGS = ("pond", "gate", "barn", "lane", "well", "shed")


def document(archive: str, number: int) -> Marked:
    lines, marks = ["# Minutes of the parish council, 4 March 2031"], []
    for at, thing in enumerate(THINGS, start=number):
        put_off, painted = f"The {thing} was deferred to the May meeting.", f"The clerk will paint the {thing}."
        lines += [f"## {at}. Land", put_off if at % 2 else f"The {thing} stands near the road.", painted]
        marks += [{"type": "deferral", "quote": put_off}] if at % 2 else []
        marks += [{"type": "action", "quote": painted}]
    data, name = "\n\n".join(lines).encode(), f"{archive}/{number}.md"
    return lay(GoldDocument(name, "", "", tuple(marks)), segment(read(Source(name, data, "0" * 64))), archive)


@pytest.fixture(scope="module")
def documents() -> list[Marked]:
    return [document(archive, number) for archive in ("elm", "ash") for number in range(4)]


@pytest.mark.parametrize("dropped", [(), ("w", "c"), ("r", "rr", "rp", "rn")])
def test_it_is_what_training_without_these_groups_gives(documents: list[Marked], dropped: tuple[str, ...]) -> None:
    prefixes = tuple(f"{group}:" for group in dropped)
    found = ablate(documents, RECIPE, groups=GROUPS, variants={"v": prefixes})["v"]
    groups = {group: 0.0 if group in dropped else weight for group, weight in RECIPE.groups.items()}
    never_shown = leave_archives_out(documents, replace(RECIPE, groups=groups), groups=GROUPS)
    assert found.shape == (sum(len(marked.spans) for marked in documents), 2)
    assert found == pytest.approx(never_shown, abs=1e-4)


def test_what_an_archive_says_of_itself_is_not_learned_in_its_own_fold(documents: list[Marked]) -> None:
    without = ablate(documents[:4], RECIPE, also=documents[4:], groups=(("elm",),), variants={"v": ()})["v"]
    more = [*documents[4:], *(document("elm", number) for number in (2, 3))]
    assert ablate(documents[:4], RECIPE, also=more, groups=(("elm",),), variants={"v": ()})["v"] == pytest.approx(
        without
    )


def test_every_variant_leaves_away_what_there_is(documents: list[Marked]) -> None:
    groups = {name.partition(":")[0] for prefixes in VARIANTS.values() for name in prefixes}
    assert groups <= set(EVENT_RECIPE.groups)
    tabled = document("elm", 0)
    statements = [replace(one, text="The report was tabled.") for one in tabled.segmented.statements]
    taken = replace(tabled.segmented, statements=tuple(statements), usage=Jurisdiction.UK)
    names = {name for one in describe(taken, frozenset()) for name in one.features}
    assert any(name.startswith(VARIANTS["without the usage"]) for name in names)


def test_the_table_has_a_line_for_each_variant(documents: list[Marked]) -> None:
    truth = np.array([[labels[2] == 1, labels[4] == 1] for marked in documents for labels in marked.labels]) * 8.0 - 4
    heading, rule, good, bad = table_of(documents, {"good": truth, "bad": -truth}, RECIPE)
    assert heading == "| average precision | micro F1 | deferral | action |"
    assert rule.count("|") == heading.count("|")
    assert good == "| good | 1.000 | 1.000 | 1.000 |"
    assert bad.startswith("| bad | ") and bad != good.replace("good", "bad")
