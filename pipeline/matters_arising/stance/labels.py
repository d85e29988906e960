"""Statements handed out to be labelled by people, and what came back: JSON Lines of the usual labelling tools.

    prodigy        a `choice` task a line: text, options, accept, answer; what is shown with it in `meta`
    label-studio   a task a line: data, predictions, annotations. A file named `.json` is written, and any may be read,
                   as the array of tasks that Label Studio imports and exports
    doccano        text, label (a list), what is shown with it; the rest in `meta`
    plain          the fields of `Labelled` as they are

Sheets for people who use no tool are in `export.label_sheet`.

A line `{"read_whole": "DOCUMENT"}` among them, written by hand, says that somebody read that document to its end:
what was handed out of it and came back without an answer has no stance.

What the tools do not know stands under `matters` (in doccano `meta`), which they pass on; so that what was handed out
comes back whole, whatever else they add.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from matters_arising.errors import UsageError
from matters_arising.ids import make_id
from matters_arising.vocab import StanceLabel

NONE = "none"
LABELS: tuple[str, ...] = (*(label.value for label in StanceLabel), NONE)
WHOLE = "read_whole"
ANOTHER = f"labels are {', '.join(LABELS)}"

LABEL_STUDIO_VIEW = (
    '<View><Header value="$heading"/><Text name="before" value="$before"/><Text name="text" value="$text"/>'
    f'<Choices name="stance" toName="text" choice="single">{"".join(f"<Choice value={label!r}/>" for label in LABELS)}'
    "</Choices></View>"
).replace("'", '"')
"""The labelling interface of Label Studio for its tasks of ours."""


Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A statement of the minutes with the stance that a person gave it. `label` is empty while none was given.

    `before` are the up to two statements before it in its item, the nearer one last. `start` and `end` are its place
    in the text of `document`. `hint` is what a model thought of it: its probability by label. It is no help to who
    labels, for it would sway them, and is handed out only where that is asked for. `annotator` is who gave the label,
    as the tool calls them.
    """

    id: str
    text: str
    before: tuple[str, ...] = ()
    heading: str = ""
    body: str = ""
    date: str = ""
    document: str = ""
    start: int = 0
    end: int = 0
    label: str = ""
    annotator: str = ""
    hint: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A statement that came back without a label. `why` is ignored, rejected, unanswered or repeated."""

    statement: Labelled
    why: str


@dataclass(frozen=True, slots=True)
class LabelFile:
    """What one file holds, in its order. `form` is one of `FORMS`; `whole` are the documents said to be read whole."""

    form: str
    labelled: tuple[Labelled, ...]
    skipped: tuple[Skipped, ...]
    whole: frozenset[str] = frozenset()

    def statements(self) -> list[Labelled]:
        """All that was handed out, labelled or not."""
        return [*self.labelled, *(one.statement for one in self.skipped)]


def read_labels(path: Path) -> list[Labelled]:
    """The labelled statements of a file, whichever tool wrote it; those without an answer are left out.

    A statement stands there once for each annotator who labelled it. Raises UsageError as `read_label_file`.
    """
    return list(read_label_file(path).labelled)


def read_label_file(path: Path) -> LabelFile:
    """All that a file holds. The form is told from its content.

    Raises UsageError, with file and line, for what cannot be read, for a label that is none of `LABELS`, and for two
    labels on one statement by one annotator.
    """
    return label_file(path, _records(path))


def label_file(path: Path, records: Iterable[tuple[int, Record]], *, form: str = "") -> LabelFile:
    """What the records of a file say, each with its line, in one of `FORMS`; where none is given it is told from the
    first of them. UsageError as `read_label_file`."""
    labelled: list[Labelled] = []
    skipped: list[Skipped] = []
    whole: set[str] = set()
    first: dict[tuple[str, str], tuple[str, int]] = {}
    for line, record in records:
        where = f"{path}:{line}"
        if WHOLE in record:
            whole.add(_document(record[WHOLE], where))
            continue
        form = form or _form_of(record, where)
        for one, why in _READERS[form](record, where):
            key = (one.annotator, one.id)
            if why:
                skipped.append(Skipped(one, why))
            elif key not in first:
                first[key] = (one.label, line)
                labelled.append(one)
            elif first[key][0] == one.label:
                skipped.append(Skipped(one, "repeated"))
            else:
                raise _two_labels(
                    (first[key][0], one.label), where, f" by one annotator (first in line {first[key][1]})"
                )
    if not (labelled or skipped):
        raise UsageError("the file holds no statements", where=str(path), remedy="export the labels again")
    return LabelFile(form, tuple(labelled), tuple(skipped), frozenset(whole))


def left_empty(files: Iterable[LabelFile]) -> list[Labelled]:
    """The statements that have no stance because their document was read whole, each once, labelled `none`.

    They are those that came back unanswered in every file; what was ignored or rejected anywhere stays open. Raises
    UsageError for a document of which the files hold no statement.
    """
    read = list(files)
    whole = frozenset().union(*(file.whole for file in read))
    unknown = sorted(whole - {one.document for file in read for one in file.statements()})
    if unknown:
        raise UsageError(
            f"read whole, but no statement of it is here: {unknown[0]}",
            remedy="write the document as `matters label` wrote it, and give the file that was handed out with it",
        )
    decided = {one.id for file in read for one in file.labelled}
    decided |= {one.statement.id for file in read for one in file.skipped if one.why != "unanswered"}
    found = {
        one.statement.id: replace(one.statement, label=NONE)
        for file in read
        for one in file.skipped
        if one.statement.document in whole and one.statement.id not in decided
    }
    return list(found.values())


def write_labels(path: Path, labelled: Iterable[Labelled], form: str, *, force: bool = False) -> None:
    """Write statements as one of `FORMS`. A file that is there is not replaced unless `force`: it may hold labels.

    Raises UsageError where it is there, or cannot be written.
    """
    lines = list(label_lines(labelled, form))
    if form == "label-studio" and path.suffix == ".json":
        lines = ["[", *(f"{line}," for line in lines[:-1]), *lines[-1:], "]"]
    check_free(path, force=force)
    try:
        with path.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise UsageError(
            f"it cannot be written ({error.strerror})", where=str(path), remedy="choose another file"
        ) from error


def check_free(path: Path, *, force: bool) -> None:
    """UsageError where a file is there that may hold labels."""
    if path.exists() and not force:
        raise UsageError(
            "the file is there, and may hold labels that would be lost",
            where=str(path),
            remedy="choose another name, or say --force to replace it",
        )


def check_form(form: str, *, more: Iterable[str] = ()) -> None:
    """UsageError where there is no such form. `more` are those that others write."""
    if form not in FORMS:
        raise UsageError(f"there is no form {form!r}", remedy=f"forms are {', '.join((*FORMS, *more))}")


def label_lines(labelled: Iterable[Labelled], form: str) -> Iterator[str]:
    """Statements as lines of JSON in one of `FORMS`."""
    check_form(form)
    for one in labelled:
        yield json.dumps(_WRITERS[form](one), ensure_ascii=False)


def _plain(one: Labelled) -> dict[str, Any]:
    told = {**asdict(one), "before": list(one.before), "hint": dict(one.hint)}
    return told if one.hint else {name: value for name, value in told.items() if name != "hint"}


def _ours(one: Labelled) -> dict[str, Any]:
    """What no tool knows of a statement."""
    return {name: value for name, value in _plain(one).items() if name not in ("text", "label")}


def _shown(one: Labelled) -> dict[str, str]:
    """What a person should see beside the statement. The model's hint is not among it: it would sway them."""
    return {"heading": one.heading, "before": "\n".join(one.before), "body": one.body, "date": one.date}


def _to_prodigy(one: Labelled) -> dict[str, Any]:
    record: dict[str, Any] = {
        "text": one.text,
        "meta": _shown(one),
        "options": [{"id": label, "text": label} for label in LABELS],
        "accept": [one.label] if one.label else [],
        "_view_id": "choice",
        "_input_hash": _hash("input", one.id, one.text),
        "_task_hash": _hash("task", one.id, one.text, *LABELS),
        "matters": _ours(one),
    }
    if one.label:
        record["answer"] = "accept"
        if one.annotator:
            record["_annotator_id"] = one.annotator
    return record


def _to_label_studio(one: Labelled) -> dict[str, Any]:
    likely = max(one.hint, key=lambda label: one.hint[label], default="")
    guess = {"model_version": "matters-arising", "score": one.hint.get(likely), "result": [_choice(likely)]}
    return {
        "data": {"text": one.text, **_shown(one), "matters": _ours(one)},
        "predictions": [guess] if likely else [],
        "annotations": [{"result": [_choice(one.label)], "was_cancelled": False}] if one.label else [],
    }


def _to_doccano(one: Labelled) -> dict[str, Any]:
    return {"text": one.text, "label": [one.label] if one.label else [], **_shown(one), "meta": _ours(one)}


def _choice(label: str) -> dict[str, Any]:
    return {"from_name": "stance", "to_name": "text", "type": "choices", "value": {"choices": [label]}}


def _hash(*key: str) -> int:
    """A whole number of 32 bits with its sign, as Prodigy's hashes are."""
    number = int(make_id("", *key)[1:9], 16)
    return number - (1 << 32) if number >= 1 << 31 else number


_WRITERS = {"prodigy": _to_prodigy, "label-studio": _to_label_studio, "doccano": _to_doccano, "plain": _plain}
FORMS: tuple[str, ...] = tuple(_WRITERS)

Read = Iterator[tuple[Labelled, str]]

_BETWEEN = re.compile(r"[\s,\[\]]*")


def _records(path: Path) -> Iterator[tuple[int, Record]]:
    """The objects of a file, one a line or in an array, each with the line on which it begins."""
    text = _text_of(path)
    if text.lstrip().startswith("[") and not text.rstrip().endswith("]"):
        raise UsageError("the array of tasks is cut off", where=str(path), remedy="export the labels again")
    decoder = json.JSONDecoder()
    at = line = 0
    while True:
        begin = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # it may match nothing
        line += text.count("\n", at, begin)
        if begin == len(text):
            return
        try:
            record, at = decoder.raw_decode(text, begin)
        except json.JSONDecodeError as error:
            raise UsageError(
                f"no JSON ({error.msg} in column {error.colno})",
                where=f"{path}:{error.lineno}",
                remedy="export the labels again as JSON or JSON Lines; if it was edited by hand, mend this line",
            ) from error
        if not isinstance(record, dict):
            raise UsageError(
                f"no statement: {json.dumps(record)[:60]}",
                where=f"{path}:{line + 1}",
                remedy="each line, or each entry of the array, is an object",
            )
        yield line + 1, record
        line += text.count("\n", begin, at)


def _text_of(path: Path) -> str:
    data, newline = b"", b"\n"
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(
            f"the labels cannot be read ({error.strerror})", where=str(path), remedy="check the name of the file"
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            "no UTF-8",
            where=f"{path}:{data[: error.start].count(newline) + 1}",
            remedy="export the labels as JSON or JSON Lines in UTF-8",
        ) from error


def _document(given: object, where: str) -> str:
    if isinstance(given, str) and given:
        return given
    raise UsageError("no document is named as read whole", where=where, remedy=f'write {{"{WHOLE}": "DOCUMENT"}}')


def _form_of(record: Record, where: str) -> str:
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


def _from_prodigy(record: Record, where: str) -> Read:
    one = _labelled({**_dict(record.get("meta")), **_dict(record.get("matters")), "text": record.get("text")}, where)
    one = replace(one, annotator=_annotator(record, ("_annotator_id", "_session_id")) or one.annotator)
    # `accept` are the choices of a choice task, `label` is what a yes-or-no task asks about
    given = record.get("accept", record.get("label"))
    answer = record.get("answer")
    if answer == "accept":
        yield _given(one, given, where)
    else:
        yield one, {"ignore": "ignored", "reject": "rejected"}.get(str(answer), "unanswered")


def _from_label_studio(record: Record, where: str) -> Read:
    data = _dict(record.get("data"))
    one = _labelled({**data, **_dict(data.get("matters")), "text": data.get("text")}, where)
    annotations = [each for each in _list(record.get("annotations")) if isinstance(each, dict)]
    if not annotations:
        yield one, "unanswered"
    for annotation in annotations:
        signed = replace(one, annotator=_annotator(annotation, ("completed_by",)) or one.annotator)
        if annotation.get("was_cancelled"):
            yield signed, "ignored"
            continue
        choices = [
            each for each in _list(annotation.get("result")) if isinstance(each, dict) and each.get("type") == "choices"
        ]
        about = [each for each in choices if each.get("from_name") == "stance"] or choices
        given = [label for each in about for label in _list(_dict(each.get("value")).get("choices"))]
        yield _given(signed, given, where)


def _from_doccano(record: Record, where: str) -> Read:
    text = record.get("text", record.get("data"))
    one = _labelled({**record, **_dict(record.get("meta")), "text": text, "label": ""}, where)
    one = replace(one, annotator=_annotator(record, ("username", "annotator")) or one.annotator)
    yield _given(one, record.get("label", record.get("labels")), where)


def _from_plain(record: Record, where: str) -> Read:
    yield _given(_labelled({**record, "label": ""}, where), record.get("label"), where)


_READERS = {
    "prodigy": _from_prodigy,
    "label-studio": _from_label_studio,
    "doccano": _from_doccano,
    "plain": _from_plain,
}


class _Fields(BaseModel):
    """The fields of a statement as files hold them."""

    model_config = ConfigDict(coerce_numbers_to_str=True, extra="ignore")

    text: str
    id: str = ""
    before: tuple[str, ...] = ()
    heading: str = ""
    body: str = ""
    date: str = ""
    document: str = ""
    start: int = 0
    end: int = 0
    annotator: str = ""
    hint: dict[str, float] = {}


def _labelled(record: Record, where: str) -> Labelled:
    """A statement without its label; one that was not handed out by us is known by its text."""
    record = {name: value for name, value in record.items() if value is not None}  # doccano fills columns with null
    before = record.get("before")
    if isinstance(before, str):
        record = {**record, "before": before.splitlines()}
    try:
        fields = _Fields.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(
            f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}",
            where=where,
            remedy="give the statement itself in `text`, and leave the other fields as they were handed out",
        ) from error
    found = Labelled(**fields.model_dump())
    return found if found.id else replace(found, id=make_id("text", found.text))


def _given(one: Labelled, given: object, where: str) -> tuple[Labelled, str]:
    """The statement with the one label that was given, or why it has none."""
    labels = [str(label).strip() for label in (given if isinstance(given, list) else [given]) if label]
    told = Counter(label.casefold() for label in labels)
    unknown = next((label for label in labels if label.casefold() not in LABELS), None)
    if unknown is not None:
        raise UsageError(f"no such label: {unknown!r}", where=where, remedy=f"{ANOTHER}; rename it in the tool")
    if len(told) > 1:
        raise _two_labels(tuple(told), where, "")
    return (replace(one, label=next(iter(told))), "") if told else (one, "unanswered")


def _two_labels(labels: tuple[str, ...], where: str, how: str) -> UsageError:
    return UsageError(
        f"two labels on one statement{how}: {' and '.join(labels)}",
        where=where,
        remedy="a statement has one stance, or none: keep one of them, or say in the file who gave which",
    )


def _annotator(record: Record, names: tuple[str, ...]) -> str:
    for name in names:
        value = record.get(name)
        if isinstance(value, dict):  # Label Studio: a number, or the account
            value = value.get("email") or value.get("id")
        if value not in (None, ""):
            return str(value)
    return ""


def _dict(value: object) -> Record:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
