"""A case as a table of evidence, and as data."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from matters_arising.export.dossier.case import Case, Promised, Proposed, Told
from matters_arising.export.dossier.exhibits import Exhibit
from matters_arising.export.formats import Layout, cell
from matters_arising.export.svg import seen
from matters_arising.export.tables import Value

_TOLD = (
    *("outcome", "votes", "until", "until_date", "reason", "reason_code", "owner", "due", "target"),
    *("with_whom", "status", "phase"),
)


def evidence_csv(case: Case) -> bytes:
    """One row a reading of a quote. A text that a spreadsheet would run has an apostrophe before it, and characters
    that nobody sees are left out; the exact quotes stand in the other files."""
    titles = {told.story.life.matter: told.story.life.title for told in case.matters}
    rows = [_row(one, titles) for one in case.exhibits]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(_row_names())
    for row in rows:
        writer.writerow([cell(seen(value) if isinstance(value, str) else value, Layout()) for value in row.values()])
    return text.getvalue().encode("utf-8")


def dossier_json(case: Case) -> bytes:
    """The whole case as data."""
    whole = {
        "subject": case.subject,
        "body": case.body,
        "as_of": case.as_of,
        "read_by": case.read_by,
        "matters": [_matter(told) for told in case.matters],
        "proposals_of_no_matter_here": [_proposed(one) for one in case.loose],
        "left_out": {
            "matters_and_proposals_beyond_the_limit": case.left_out,
            "readings_less_likely_than_not": case.unsure,
            "silences_less_likely_than_not": case.doubtful,
        },
        "evidence": [_evidence(one) for one in case.exhibits],
        "coverage": {
            "bodies": [asdict(record) for record in case.records],
            "files_not_read": [asdict(note) for note in case.unread],
        },
    }
    return (json.dumps(whole, indent=1) + "\n").encode("ascii")


def _row(one: Exhibit, titles: Mapping[str, str]) -> dict[str, Value]:
    return {
        "number": one.number,
        "id": one.id,
        "matter": one.matter,
        "title": titles.get(one.matter, ""),
        "date": one.date,
        "body": one.body,
        "meeting": one.meeting,
        "part": one.part,
        "type": one.what,
        "explicit": one.explicit,
        "who": one.who,
        **{name: one.told.get(name, "") for name in _TOLD},
        "confidence": one.confidence,
        "generator": one.generator,
        "quote": one.quote,
        "document": one.file.document,
        "sha256": one.file.sha256,
        "page": one.pages[0],
        "last_page": one.pages[1],
        "start": one.start,
        "end": one.end,
    }


def _row_names() -> list[str]:
    return [
        *("number", "id", "matter", "title", "date", "body", "meeting", "part", "type", "explicit", "who"),
        *_TOLD,
        *("confidence", "generator", "quote", "document", "sha256", "page", "last_page", "start", "end"),
    ]


def _evidence(one: Exhibit) -> dict[str, Any]:
    whole = asdict(one)
    file = whole.pop("file")
    return {**whole, "who": one.who, "document": file["document"], "sha256": file["sha256"]}


def _matter(told: Told) -> dict[str, Any]:
    life, entry = told.story.life, told.story.entry
    return {
        "matter": life.matter,
        "title": life.title,
        "bodies": life.bodies,
        "first_date": life.first_date,
        "last_date": life.last_date,
        "came_up_at": [at.meeting for at in life.appearances],
        "put_off_at_meetings": entry.times if entry else 0,
        "of_these_inferred": entry.inferred if entry else 0,
        "of_these_without_a_reason_found": entry.unstated if entry else 0,
        "in_a_row": life.streak,
        "fate": life.fate,
        "meetings_since": [held.meeting for held in told.since],
        "caution": told.gap,
        "promises": [_promised(one) for one in told.promised],
        "proposals": [_proposed(one) for one in told.proposed],
    }


def _promised(one: Promised) -> dict[str, Any]:
    promise = one.promise
    return {
        "state": promise.state,
        "why": promise.why,
        "until": promise.until,
        "due": promise.due,
        "said": one.said.id,
        "found": one.found.id if one.found else "",
        "months_late": promise.months_late,
        "confidence": promise.confidence,
    }


def _proposed(one: Proposed) -> dict[str, Any]:
    proposal = one.proposal
    return {
        "fate": proposal.fate,
        "sentence": proposal.sentence,
        "proposer": proposal.proposer,
        "said": one.said.id,
        "answer": one.answer.id if one.answer else "",
        "confidence": proposal.confidence,
        "rests_on": list(proposal.rests_on),
    }
