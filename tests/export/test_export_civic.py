"""Open Civic Data and Popolo: the fields that they require, and nothing that the minutes do not say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import toy_archive as toy
from matters_arising.errors import UsageError
from matters_arising.export.civic import ACTIONS, Wishes, classification, records, write_civic
from matters_arising.flow import run
from matters_arising.models import Event
from matters_arising.store import Store, open_store
from matters_arising.store.civic import read_civic
from matters_arising.vocab import EventType, Outcome

_DATE = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
_DATE_OR_NONE = {"type": "string", "pattern": r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"}
_WORDS = {"type": "string", "minLength": 1}


def _id(kind: str) -> dict[str, Any]:
    return {"type": "string", "pattern": rf"^{kind}/[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}$"}


def _id_or_none(kind: str) -> dict[str, Any]:
    return {"anyOf": [_id(kind), {"type": "null"}]}


def _record(**fields: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(fields), "properties": fields}


def _list(of: dict[str, Any], least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": of, "minItems": least}


_SOURCES = _list(_record(url={"type": "string", "format": "uri-reference"}, note={"type": "string"}), 1)
_OPTION = {"enum": ["yes", "no", "absent", "abstain", "not voting", "paired", "excused", "other"]}
_PARTICIPANT = _record(name=_WORDS, entity_type={"enum": ["organization", "person"]}, note=_WORDS)
_RELATED = _record(entity_type=_WORDS, name=_WORDS)
SCHEMAS = {
    "organizations": _record(
        id=_id("ocd-organization"),
        name=_WORDS,
        classification={"type": ["string", "null"]},
        other_names=_list(_record(name=_WORDS)),
        identifiers=_list({}),
        sources=_SOURCES,
    ),
    "events": _record(
        id=_id("ocd-event"),
        name=_WORDS,
        description={"type": "string"},
        classification=_WORDS,
        start_date=_DATE,
        end_date=_DATE_OR_NONE,
        all_day={"type": "boolean"},
        status={"enum": ["cancelled", "tentative", "confirmed", "passed"]},
        participants=_list(_PARTICIPANT),
        agenda=_list(
            _record(
                description=_WORDS,
                classification=_list(_WORDS),
                order={"type": "string", "pattern": r"^\d+(\.\d+)*$"},
                subjects=_list(_WORDS),
                notes=_list(_WORDS),
                media=_list({}),
                related_entities=_list(_RELATED),
            )
        ),
        documents=_list(_record(note=_WORDS, url=_WORDS, date=_DATE_OR_NONE)),
        media=_list({}),
        links=_list({}),
        sources=_SOURCES,
        extras={"type": "object"},
    ),
    "bills": _record(
        id=_id("ocd-bill"),
        identifier=_WORDS,
        title=_WORDS,
        classification=_list({}),
        from_organization_id=_id_or_none("ocd-organization"),
        legislative_session={"type": ["string", "null"]},
        actions=_list(
            _record(
                description=_WORDS,
                date=_DATE,
                organization_id=_id_or_none("ocd-organization"),
                classification=_list({"enum": sorted(ACTIONS)}),
                order={"type": "integer", "minimum": 0},
                related_entities=_list(_RELATED),
            )
        ),
        sources=_SOURCES,
    ),
    "motions": _record(
        id=_id("popolo-motion"),
        organization_id=_id_or_none("ocd-organization"),
        text=_WORDS,
        classification={"type": ["string", "null"]},
        date=_DATE,
        requirement={"type": "null"},
        result={"enum": ["pass", "fail", None]},
        sources=_SOURCES,
    ),
    "vote_events": _record(
        id=_id("ocd-vote"),
        identifier=_WORDS,
        motion_id=_id("popolo-motion"),
        motion_text=_WORDS,
        motion_classification=_list({"enum": ["passage", "amendment-passage"]}, 1),
        organization_id=_id_or_none("ocd-organization"),
        legislative_session={"type": ["string", "null"]},
        start_date=_DATE,
        end_date=_DATE_OR_NONE,
        result={"enum": ["pass", "fail"]},
        counts=_list(_record(option=_OPTION, value={"type": "integer", "minimum": 0})),
        votes=_list(_record(option=_OPTION, voter_name=_WORDS)),
        sources=_SOURCES,
    ),
}
VOTES = {
    "The bench was agreed.": ("adopted", "4 for, 1 against"),
    "The bin was agreed.": ("rejected", "AYES: Moss NOES: Finch, Ash"),
    "The bus was agreed.": ("adopted", "14:00"),
    "The boat was agreed.": ("adopted", "2-3"),
    "The barn was agreed.": ("noted", ""),
}
HARM = '<script>alert(1)</script> "\u202e\x00 ' + "x" * 3_000


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("civic")
    more = {
        "votes.txt": toy.minutes("2023-02-01", "# Votes", *VOTES, "The ford was perhaps agreed."),
        'harm "<b>.txt': toy.minutes("2023-03", f"# {HARM}", f"It was agreed {HARM}.", body=f"<b>Forum</b> {HARM}"),
        "undated.txt": toy.minutes("", "# Pond", "It was agreed."),
    }
    root = toy.lay(folder / "archive", {**toy.FILES, **more})
    with open_store(folder / "x.db", write=True) as opened:
        run(root, opened, config=toy.ToyConfig(), stages=toy.WIDE, jobs=0)
        for quote, (outcome, votes) in VOTES.items():
            opened.connection.execute(
                "UPDATE events SET outcome = ?, votes = ? WHERE quote = ?", (outcome, votes, quote)
            )
        opened.connection.execute("UPDATE meetings SET notes = 'called off: no quorum' WHERE date = '2022-01-19'")
        yield opened


def told(store: Store, **wishes: Any) -> dict[str, list[dict[str, Any]]]:
    return records(read_civic(store), Wishes(**wishes))


@pytest.mark.parametrize("people", [False, True])
@pytest.mark.parametrize("name", SCHEMAS)
def test_every_record_has_the_fields_that_are_required(name: str, people: bool, store: Store) -> None:
    found = told(store, people=people)[name]
    assert found
    for record in found:
        jsonschema.validate(record, SCHEMAS[name])
    ids = [record["id"] for record in found]
    assert len(ids) == len(set(ids))


def test_the_routine_of_a_meeting_is_a_procedural_motion_of_no_bill(store: Store) -> None:
    civic = read_civic(store)
    linked = [event for event in civic.events if event.type is EventType.DECISION and event.id in civic.matter_of]
    routine = replace(civic, events=tuple(replace(event, procedural=True) for event in linked))
    motions = records(routine, Wishes())["motions"]
    assert motions and {(one["classification"], one["extras"]["bill_id"]) for one in motions} == {("procedural", None)}
    assert all(one["extras"]["bill_id"] for one in records(replace(civic, events=tuple(linked)), Wishes())["motions"])


def test_what_records_point_to_is_there(store: Store) -> None:
    found = told(store)
    ids = {record["id"] for of_one in found.values() for record in of_one}
    held = json.dumps(found)
    for name in ("organization_id", "bill_id", "motion_id", "event_id"):
        for part in held.split(f'"{name}": "')[1:]:
            assert part.partition('"')[0] in ids


def test_ids_are_the_same_in_every_run_and_others_in_another_namespace(store: Store) -> None:
    def ids(**wishes: Any) -> set[str]:
        return {record["id"] for of_one in told(store, **wishes).values() for record in of_one}

    assert ids() == ids(people=True, source_url="https://example.org/m")
    assert not ids() & ids(namespace="ocd-jurisdiction/country:xx/place:ambleton/government")


def test_a_meeting_is_an_event(store: Store) -> None:
    found = {event["start_date"]: event for event in told(store, source_url="https://example.org/m")["events"]}
    assert found["2022-01-19"]["status"] == "cancelled"
    event = found["2022-04-27"]
    assert (event["name"], event["status"]) == ("Ordinary meeting of Ambleton Forum", "passed")
    assert event["documents"][0]["url"] == "https://example.org/m/2022-04.txt"
    (item,) = event["agenda"]
    assert (item["description"], item["order"]) == ("Crisis care review", "1")
    assert [(one["name"], one["note"]) for one in item["related_entities"]] == [("Crisis care review", "deferred")]
    assert "2022-04 draft.txt" not in json.dumps(told(store))


def test_persons_are_named_only_when_asked_for(store: Store) -> None:
    plain, named = told(store), told(store, people=True)
    assert {one["entity_type"] for event in plain["events"] for one in event["participants"]} == {"organization"}
    assert not any(vote["votes"] for vote in plain["vote_events"])
    without_quotes = json.dumps([plain["events"], plain["vote_events"], plain["organizations"]])
    assert not any(name in without_quotes for name in ("R. Moss", "T. Finch", "Finch, Ash"))
    notes = {(one["name"], one["note"]) for event in named["events"] for one in event["participants"]}
    assert {("R. Moss", "chair"), ("T. Finch", "apologies")} <= notes
    votes = [(one["option"], one["voter_name"]) for vote in named["vote_events"] for one in vote["votes"]]
    assert votes == [("yes", "Moss"), ("no", "Finch"), ("no", "Ash")]
    (first,) = (bill for bill in named["bills"] if bill["title"] == "Crisis care review")
    assert first["actions"][0]["related_entities"] == [{"name": "R. Moss", "entity_type": "person", "person_id": None}]


def test_a_vote_is_told_where_it_can_be_read(store: Store) -> None:
    found = told(store)
    results = {motion["text"]: motion["result"] for motion in found["motions"] if motion["text"] in VOTES}
    assert list(results.values()) == ["pass", "fail", "pass", None, None]  # carried by 2-3 is a contradiction
    assert not any("ford" in motion["text"] for motion in found["motions"])  # less likely than not
    votes = {vote["motion_text"]: vote for vote in found["vote_events"]}
    assert list(votes) == ["The bench was agreed.", "The bin was agreed."]
    bench, bin_ = votes.values()
    assert bench["counts"] == [{"option": "yes", "value": 4}, {"option": "no", "value": 1}]
    assert (bench["result"], bench["extras"]["vote_printed"]) == ("pass", "4 for, 1 against")
    assert bin_["counts"] == [{"option": "yes", "value": 1}, {"option": "no", "value": 2}]
    assert (bin_["result"], bin_["extras"]["vote_printed"]) == ("fail", None)


def test_a_matter_has_the_form_of_a_bill(store: Store) -> None:
    (bill,) = (bill for bill in told(store)["bills"] if bill["title"] == "Crisis care review")
    assert [action["classification"] for action in bill["actions"]] == [
        *(["introduction"], ["deferral"], ["deferral"], ["deferral"])
    ]
    assert [action["order"] for action in bill["actions"]] == [0, 1, 2, 3]
    assert len(bill["sources"]) == 4


@pytest.mark.parametrize(
    ("kind", "outcome", "words"),
    [
        (EventType.DECISION, Outcome.REJECTED, ["failure"]),
        (EventType.DECISION, Outcome.AMENDED, ["amendment-passage"]),
        (EventType.DECISION, Outcome.APPOINTED, []),  # there is no such action of a bill
        (EventType.ACTION, None, []),
        (EventType.REFERRAL, None, ["referral-committee"]),
    ],
)
def test_actions_are_called_as_open_civic_data_calls_them(
    kind: EventType, outcome: Outcome | None, words: list[str]
) -> None:
    event = Event("e", kind, "a.txt", "m", "", "", 0, 1, 1, "x", "2022-01-01", outcome=outcome)
    assert classification(event) == words


def test_arrays_and_lines_hold_the_same_records(store: Store, tmp_path: Path) -> None:
    done = write_civic(store, tmp_path, "jsonl", wishes=Wishes())
    assert done.undated == 1 and done.records["vote_events"] == 2
    lines = {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]
        for path in tmp_path.iterdir()
    }
    write_civic(store, tmp_path, "json", wishes=Wishes())
    assert {path.suffix for path in tmp_path.iterdir()} == {".json"}
    assert {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()} == lines
    assert lines == told(store)


def test_what_cannot_be_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no format 'xml' — formats are json, jsonl"):
        write_civic(store, tmp_path, "xml", wishes=Wishes())
    with pytest.raises(UsageError, match="links to files may begin with"):
        write_civic(store, tmp_path, wishes=Wishes(source_url="javascript:alert(1)"))
    assert not list(tmp_path.iterdir())
