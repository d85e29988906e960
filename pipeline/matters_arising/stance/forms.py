"""The forms in which labelling tools take statements and give them back: a record of each, written and read.

prodigy        a `choice` task: text, options, accept, answer; what is shown with it in `meta`
label-studio   a task: data, predictions, annotations
doccano        text, label (a list), what is shown with it; the rest in `meta`
plain          the fields of `Labelled` as they are
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from matters_arising.errors import UsageError
from matters_arising.ids import make_id
from matters_arising.stance.fields import (
    annotator_of,
    as_dict,
    as_list,
    fields_of,
    given_to,
    ours,
    shown,
    statement_of,
)
from matters_arising.stance.labels import LABELS, Labelled
from matters_arising.stance.records import Record

Read = Iterator[tuple[Labelled, str]]

LABEL_STUDIO_VIEW = (
    '<View><Header value="$heading"/><Text name="before" value="$before"/><Text name="text" value="$text"/>'
    f'<Choices name="stance" toName="text" choice="single">{"".join(f"<Choice value={label!r}/>" for label in LABELS)}'
    "</Choices></View>"
).replace("'", '"')
"""The labelling interface of Label Studio for its tasks of ours."""


def check_form(form: str, *, more: Iterable[str] = ()) -> None:
    """UsageError where there is no such form. `more` are those that others write."""
    if form not in FORMS:
        raise UsageError(f"there is no form {form!r}", remedy=f"forms are {', '.join((*FORMS, *more))}")


def form_of(record: Record, where: str) -> str:
    """The form that a record is in, told from its fields. UsageError where it cannot be told."""
    if isinstance(record.get("data"), dict):
        return "label-studio"
    if {"answer", "accept", "options", "_input_hash", "_task_hash"} & set(record):
        return "prodigy"
    if isinstance(record.get("label", record.get("labels")), list):
        return "doccano"
    if "text" in record and isinstance(record.get("label"), str):
        return "plain"
    raise UsageError(
        f"it cannot be told which tool wrote this: its fields are {', '.join(record) or 'none'}",
        where=where,
        remedy="export from Prodigy (db-out), Label Studio (JSON, not JSON-MIN) or doccano (JSONL), or write the "
        "fields text and label",
    )


def _to_prodigy(one: Labelled) -> Record:
    record: Record = {
        "text": one.text,
        "meta": shown(one),
        "options": [{"id": label, "text": label} for label in LABELS],
        "accept": [one.label] if one.label else [],
        "_view_id": "choice",
        "_input_hash": _hash("input", one.id, one.text),
        "_task_hash": _hash("task", one.id, one.text, *LABELS),
        "matters": ours(one),
    }
    if one.label:
        record["answer"] = "accept"
        if one.annotator:
            record["_annotator_id"] = one.annotator
    return record


def _from_prodigy(record: Record, where: str) -> Read:
    one = statement_of(
        {**as_dict(record.get("meta")), **as_dict(record.get("matters")), "text": record.get("text")}, where
    )
    one = replace(one, annotator=annotator_of(record, ("_annotator_id", "_session_id")) or one.annotator)
    # `accept` are the choices of a choice task, `label` is what a yes-or-no task asks about
    given = record.get("accept", record.get("label"))
    answer = record.get("answer")
    if answer == "accept":
        yield given_to(one, given, where)
    else:
        yield one, {"ignore": "ignored", "reject": "rejected"}.get(str(answer), "unanswered")


def _hash(*key: str) -> int:
    """A whole number of 32 bits with its sign, as Prodigy's hashes are."""
    number = int(make_id("", *key)[1:9], 16)
    return number - (1 << 32) if number >= 1 << 31 else number


def _to_label_studio(one: Labelled) -> Record:
    likely = max(one.hint, key=lambda label: one.hint[label], default="")
    guess = {"model_version": "matters-arising", "score": one.hint.get(likely), "result": [_choice(likely)]}
    return {
        "data": {"text": one.text, **shown(one), "matters": ours(one)},
        "predictions": [guess] if likely else [],
        "annotations": [{"result": [_choice(one.label)], "was_cancelled": False}] if one.label else [],
    }


def _from_label_studio(record: Record, where: str) -> Read:
    data = as_dict(record.get("data"))
    one = statement_of({**data, **as_dict(data.get("matters")), "text": data.get("text")}, where)
    annotations = [each for each in as_list(record.get("annotations")) if isinstance(each, dict)]
    if not annotations:
        yield one, "unanswered"
    for annotation in annotations:
        signed = replace(one, annotator=annotator_of(annotation, ("completed_by",)) or one.annotator)
        if annotation.get("was_cancelled"):
            yield signed, "ignored"
            continue
        choices = [
            each
            for each in as_list(annotation.get("result"))
            if isinstance(each, dict) and each.get("type") == "choices"
        ]
        about = [each for each in choices if each.get("from_name") == "stance"] or choices
        given = [label for each in about for label in as_list(as_dict(each.get("value")).get("choices"))]
        yield given_to(signed, given, where)


def _choice(label: str) -> Record:
    return {"from_name": "stance", "to_name": "text", "type": "choices", "value": {"choices": [label]}}


def _to_doccano(one: Labelled) -> Record:
    return {"text": one.text, "label": [one.label] if one.label else [], **shown(one), "meta": ours(one)}


def _from_doccano(record: Record, where: str) -> Read:
    text = record.get("text", record.get("data"))
    one = statement_of({**record, **as_dict(record.get("meta")), "text": text, "label": ""}, where)
    one = replace(one, annotator=annotator_of(record, ("username", "annotator")) or one.annotator)
    yield given_to(one, record.get("label", record.get("labels")), where)


def _from_plain(record: Record, where: str) -> Read:
    yield given_to(statement_of({**record, "label": ""}, where), record.get("label"), where)


READERS: Mapping[str, Callable[[Record, str], Read]] = {
    "prodigy": _from_prodigy,
    "label-studio": _from_label_studio,
    "doccano": _from_doccano,
    "plain": _from_plain,
}
"""How a record is read: as the statements labelled in it, each with why it has no label, empty where it has one."""

WRITERS: Mapping[str, Callable[[Labelled], Record]] = {
    "prodigy": _to_prodigy,
    "label-studio": _to_label_studio,
    "doccano": _to_doccano,
    "plain": fields_of,
}
FORMS: tuple[str, ...] = tuple(WRITERS)
