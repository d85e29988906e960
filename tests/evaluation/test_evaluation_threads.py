"""Following matters on archives that number them, with the numbers taken out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from matters_arising.errors import UsageError
from matters_arising.evaluation.threads import link, load

BRIDGE = "Rebuild the footbridge at Alder Weir."
SWIMMING = "Open the lido on winter mornings for the swimming club."


OTHERS = (  # two a meeting
    *("Lamps along the towpath.", "Fees of the moorings.", "A cook for the harvest supper.", "Ducks and geese."),
    *("Paint for the boathouse.", "Insurance of the crane.", "Newsletter printing.", "Moles in the bowling green."),
    *("A bench for Ada.", "Keys to the tool shed.", "Rats in the cellar.", "Audit of petty cash."),
    *("Choir practice times.", "Gravel deliveries.", "Barbecue licences.", "Chimney sweeping."),
)


def _city(folder: Path) -> None:
    """Eight meetings, each with items of its own; two matters come back."""
    rows = []
    for event in range(1, 9):
        own = enumerate(OTHERS[2 * event - 2 : 2 * event])
        items = [(f"Int 0{at}2{event}-2031", name, "Heard.", "discussed") for at, name in own]
        if event in (2, 4, 5):
            items.append(("Int 0011-2031", BRIDGE, "Laid over.", "deferral"))
        if event in (3, 6):
            items.append(("Int 0012-2031", SWIMMING, "Heard.", "discussed"))
        for number, name, said, label in items:
            told = {"event": event, "date": f"2031-0{event}-07", "body": "Weir Board", "type": "Item", "label": label}
            rows.append(told | {"matter": number, "name": name, "title": f"{number} {name}", "action_text": said})
    with gzip.open(folder / "event_items_2031.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def test_numbers_of_a_city_are_taken_out_and_its_items_are_found_again(tmp_path: Path) -> None:
    _city(tmp_path)
    series = load(tmp_path, body="Weir Board", year="2031")
    assert not any(
        "2031-" in item.title or "Int" in one.document.text for one in series.documents for item in one.items
    )
    assert sum(series.deferrals.values()) == series.deferrals["Int 0011-2031"] == 3
    found = link(series, [])
    assert (found.items, found.matters) == (21, 18)
    assert found.precision == 1.0 and found.recall > 0.8
    # nobody marked an event, so three times laid over is not within one, and never laid over is
    assert (found.within_one, found.within_one_of_deferred) == (pytest.approx(17 / 18), 0.0)


def test_links_and_issue_numbers_of_a_working_group_are_taken_out(tmp_path: Path) -> None:
    (tmp_path / "issue_timelines.json").write_text(json.dumps({"weir/locks#7": ["2031-01-07", "2031-02-04"]}))
    for date in ("2031-01-07", "2031-02-04"):
        (tmp_path / f"{date}.md").write_text(
            f"# Locks Group — Minutes\n\nDate: {date}\n\n## 1. Sluice gates that stick\n\n"
            "_See issue [#7](https://github.com/weir/locks/issues/7)._\n\n**Ada Vance:** the sluice gates stick.\n"
        )
    series = load(tmp_path)
    assert set(series.named.values()) == {"weir/locks#7"} and len(series.named) == 2
    assert not any("#7" in one.document.text or "github" in one.document.text for one in series.documents)


def test_a_folder_of_neither_kind_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="neither"):
        load(tmp_path)
