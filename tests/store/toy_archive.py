"""An archive of toy minutes and the stages that read it, for tests of what stands around the stages.

A file of toy minutes has head lines (`BODY:`, `DATE:`, `STATUS:`), items (`# Title`) and statements (other lines).
What a line says decides what it is marked as: "put off", "agreed", "proposed", "together"; "perhaps" makes it
doubtful. Some words make a stage fail: BROKEN, FAULT, HANG, CRASH. The functions stand at the top of a module, so
that worker processes can have them.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from matters_arising.config import Hints, Limits
from matters_arising.errors import ReadError
from matters_arising.ids import make_id, sha256_of
from matters_arising.matters.overrides import Told
from matters_arising.models import (
    AgendaItem,
    Document,
    Event,
    Matter,
    Meeting,
    Mention,
    NearMiss,
    Participant,
    Segmented,
    Source,
    Span,
    Stance,
    Statement,
)
from matters_arising.sources import Unreadable
from matters_arising.stages import Stages
from matters_arising.vocab import (
    DocumentStatus,
    EventType,
    MeetingKind,
    MeetingStatus,
    Outcome,
    ReasonCode,
    StanceLabel,
)


@dataclass(frozen=True)
class ToyConfig:
    limits: Limits = field(default_factory=Limits)
    hints: Mapping[str, Hints] = field(default_factory=dict)
    redactions: str = ""

    def hints_for(self, path: str) -> Hints:
        return self.hints.get(path, Hints())


@dataclass(frozen=True)
class ToyVerdict:
    is_minutes: bool
    reason: str


@dataclass(frozen=True)
class ToyFollowed:
    matters: tuple[Matter, ...]
    mentions: tuple[Mention, ...]
    matter_of: dict[str, str]
    told: tuple[Told, ...] = ()
    perhaps: tuple[Any, ...] = ()
    beyond: frozenset[str] = frozenset()


def find(root: Path, *, config: Any) -> Iterator[Source | Unreadable]:
    for path in sorted(root.rglob("*")):
        if path.is_file():
            name = path.relative_to(root).as_posix()
            if path.suffix == ".locked":
                yield Unreadable(name, "it may not be read", "give read permission on it")
            else:
                data = path.read_bytes()
                yield Source(name, data, sha256_of(data))


def read(source: Source, *, limits: Limits) -> Document:
    text = source.data.decode("utf-8")
    if "BROKEN" in text:
        raise ReadError("the file ends in the middle", where=source.path, remedy="get it again")
    if "HANG" in text:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})  # as a library does that never comes back
        time.sleep(60)
    if "SLOW" in text:
        time.sleep(60)
    if "CRASH" in text:
        os._exit(1)
    ends = [i + 1 for i, char in enumerate(text) if char == "\f"] + [len(text)]
    pages = tuple(Span(start, end) for start, end in zip([0, *ends], ends, strict=False))
    return Document(source.path, source.sha256, "text/plain", text, pages, ())


def recognise(document: Document) -> ToyVerdict:
    return ToyVerdict("BODY:" in document.text, "no body is named")


def segment(document: Document, *, hints: Hints) -> Segmented:
    if "FAULT" in document.text:
        raise ValueError("a fault in the segmenter")
    head = dict(line.split(": ", 1) for line in document.text.splitlines() if line[:1].isupper() and ": " in line)
    body, date = hints.body or head["BODY"], head.get("DATE", "")
    meeting = Meeting(
        id=make_id("mtg", body.casefold(), date),
        body=body,
        date=date,
        kind=MeetingKind.ORDINARY,
        status=MeetingStatus(head.get("STATUS", "")),
        document=document.path,
        start=0,
        end=len(document.text),
        chair="R. Moss",
        participants=(Participant("R. Moss", "chair"), Participant("T. Finch", attendance="apologies")),
    )
    items: list[AgendaItem] = []
    statements: list[Statement] = []
    start = 0
    for line in document.text.splitlines(keepends=True):
        words, end = line.strip(), start + len(line.rstrip())
        if words.startswith("# "):
            item = make_id("item", document.path, start)
            items.append(AgendaItem(item, meeting.id, str(len(items) + 1), words[2:], start, end))
        elif words and ": " not in words:
            within = items[-1].id if items else ""
            first = start + len(line) - len(line.lstrip())
            mark = make_id("st", document.path, start)
            page = document.page_at(first)
            statements.append(Statement(mark, meeting.id, within, first, end, page, words))
        start += len(line)
    return Segmented(document, (meeting,), tuple(items), tuple(statements))


_TYPES = {
    "put off": EventType.DEFERRAL,
    "no news": EventType.DEFERRAL,
    "agreed": EventType.DECISION,
    "proposed": EventType.PROPOSAL,
}


def load() -> str:
    return "toy 1"


def extract(segmented: Segmented, *, model: Any) -> tuple[Event, ...]:
    found = []
    for statement in segmented.statements:
        for words, kind in _TYPES.items():
            if words in statement.text:
                reason = statement.text.partition(" because ")[2].rstrip(".")
                found.append(
                    Event(
                        id=make_id("evt", statement.id, kind),
                        type=kind,
                        quote=segmented.document.text[statement.start : statement.end],
                        actor="R. Moss",
                        outcome=Outcome.ADOPTED if kind is EventType.DECISION else None,
                        until="next meeting" if "next meeting" in statement.text else "",
                        reason=reason,
                        reason_code=None
                        if kind is not EventType.DEFERRAL
                        else ReasonCode.INFORMATION
                        if reason
                        else ReasonCode.UNSTATED,
                        explicit=words != "no news",
                        confidence=0.4 if "perhaps" in statement.text else 0.9,
                        generator=str(model),
                        **_place(segmented, statement),
                    )
                )
    return tuple(found)


def classify(segmented: Segmented, *, model: Any) -> tuple[Stance, ...]:
    return tuple(
        Stance(
            id=make_id("stn", statement.id),
            label=StanceLabel.COLLABORATIVE,
            quote=segmented.document.text[statement.start : statement.end],
            holder="the Forum",
            with_whom="the Trust",
            confidence=0.95,
            generator=str(model),
            **_place(segmented, statement),
        )
        for statement in segmented.statements
        if "together" in statement.text
    )


def nearly(segmented: Segmented, *, events: Any, stances: Any) -> tuple[NearMiss, ...]:
    """A report was thought of everywhere, and more of it in longer statements."""
    return tuple(
        NearMiss(one.id, "event", "report", min(0.39, len(one.text) / 200), 0.4) for one in segmented.statements
    )


def _place(segmented: Segmented, statement: Statement) -> dict[str, Any]:
    meeting = next(m for m in segmented.meetings if m.id == statement.meeting)
    return {
        "document": segmented.document.path,
        "meeting": statement.meeting,
        "item": statement.item,
        "statement": statement.id,
        "start": statement.start,
        "end": statement.end,
        "page": statement.page,
        "date": meeting.date,
    }


def harmonise(meetings: Sequence[Meeting]) -> Sequence[Meeting]:
    return [replace(meeting, body=meeting.body.title()) for meeting in meetings]


def same_meeting(one: str, other: str, *, whole: bool = False) -> bool:
    first, second = set(one.split()), set(other.split())
    return len(first & second) >= 0.6 * min(len(first), len(second))


def follow(
    meetings: Sequence[Meeting],
    items: Sequence[AgendaItem],
    statements: Sequence[Statement],
    events: Sequence[Event],
    *,
    overrides: Sequence[Any] = (),
    memory: Any = None,
    homes: Any = None,
) -> ToyFollowed:
    """Items of one title are one matter, whatever people say."""
    held = {meeting.id: meeting for meeting in meetings}
    threads: dict[str, list[AgendaItem]] = {}
    for item in items:
        threads.setdefault(item.title, []).append(item)
    matters, mentions, matter_of = [], [], {}
    for title in sorted(threads):
        thread = sorted(threads[title], key=lambda item: held[item.meeting].date)
        matter = make_id("mat", title)
        ids = {item.id for item in thread}
        own = [event for event in events if event.item in ids]
        matter_of.update({event.id: matter for event in own})
        deferrals = [e for e in own if e.type is EventType.DEFERRAL and e.confidence >= 0.5]
        put_off = {e.meeting for e in deferrals if e.explicit}
        inferred = {e.meeting for e in deferrals} - put_off
        dates = sorted(held[item.meeting].date for item in thread)
        bodies = tuple(sorted({held[item.meeting].body for item in thread}))
        mentions += [_mention(matter, item, held[item.meeting], own) for item in thread]
        matters.append(
            Matter(
                id=matter,
                title=title,
                body=bodies[0],
                bodies=bodies,
                first_date=dates[0],
                last_date=dates[-1],
                appearances=len(thread),
                deferrals=len(put_off),
                deferrals_inferred=len(inferred),
                streak=len(put_off | inferred),
                stated_deferrals=-1,
                fate="open",
            )
        )
    return ToyFollowed(tuple(matters), tuple(mentions), matter_of)


def _mention(matter: str, item: AgendaItem, meeting: Meeting, events: Sequence[Event]) -> Mention:
    own = [event for event in events if event.item == item.id]
    deferred = any(event.type is EventType.DEFERRAL for event in own)
    return Mention(
        matter=matter,
        meeting=meeting.id,
        date=meeting.date,
        body=meeting.body,
        document=meeting.document,
        item=item.id,
        start=item.start,
        end=item.end,
        quote=f"# {item.title}",
        status="deferred" if deferred else "discussed",
        link_reason="same title",
        link_score=1.0,
        events=tuple(event.id for event in own),
    )


STAGES = Stages(
    find=find,
    read=read,
    recognise=recognise,
    segment=segment,
    load_events=load,
    extract=extract,
    load_stances=load,
    classify=classify,
    nearly=nearly,
    harmonise=harmonise,
    same_meeting=same_meeting,
    follow=follow,
)


def segment_wide(*given: Any, **named: Any) -> Segmented:
    """As `segment`, but an item reaches to the next one, so that it has the statements under it."""
    found = segment(*given, **named)
    ends = [*(item.start for item in found.items[1:]), *(meeting.end for meeting in found.meetings[-1:])]
    items = tuple(replace(item, end=end) for item, end in zip(found.items, ends, strict=False))
    return replace(found, items=items)


WIDE = replace(STAGES, segment=segment_wide)


def minutes(date: str, *lines: str, body: str = "Ambleton Forum", status: str = "") -> str:
    head = [f"BODY: {body}", f"DATE: {date}", *([f"STATUS: {status}"] if status else [])]
    return "\n".join([*head, "", *lines, ""])


FILES = {
    "2022-01.txt": minutes(
        "2022-01-19",
        "# Crisis care review",
        "Ms Moss proposed a review of crisis care.",
        "# Bus shelter",
        "It was agreed.",
    ),
    "2022-03.txt": minutes(
        "2022-03-09",
        "# Crisis care review",
        "The review was put off to the next meeting because the draft was not ready.",
        "# Bus shelter",
        "The shelter was put off.",
    ),
    "2022-04 draft.txt": minutes(
        "2022-04-27",
        "# Crisis care review",
        "The review was put off once more.",
        "Some words here.",
        status="draft",
    ),
    "2022-04.txt": minutes(
        "2022-04-27",
        "# Crisis care review",
        "The review was put off once more.",
        "Some words here.",
        "The Forum and the Trust will do it together.",
        status="approved",
    ),
    "2022-06.txt": minutes("2022-06-15", "# Crisis care review", "\fThere was no news.", body="AMBLETON FORUM"),
    "broken.txt": minutes("2022-07-01", "BROKEN"),
    "copy of 2022-03.txt": "",
    "fault.txt": minutes("2022-07-02", "FAULT"),
    "blank.txt": "",
    "licence.txt": "Anyone may use this.",
    "private.locked": "",
}
FILES["copy of 2022-03.txt"] = FILES["2022-03.txt"]


def lay(root: Path, files: Mapping[str, str] = FILES) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")
    return root


def status_of(name: str) -> DocumentStatus:
    """What becomes of each file of FILES."""
    return {
        "broken.txt": DocumentStatus.FAILED,
        "fault.txt": DocumentStatus.FAILED,
        "private.locked": DocumentStatus.FAILED,
        "copy of 2022-03.txt": DocumentStatus.DUPLICATE,
        "blank.txt": DocumentStatus.EMPTY,
        "licence.txt": DocumentStatus.NOT_MINUTES,
    }.get(name, DocumentStatus.READ)
