"""What a sentence says about its own acts, with the words that say so and how far they reach, after ConText.

"The Board did not approve the lease, but the Clerk will write": *not* denies the approval and not the letter. Such a
modifier has a category (negated, historical, hypothetical, reported of another body, lost, proposed only), a scope
that never leaves its sentence, and a rule of `resources/en/modifier_rules.json` that explains it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import srsly
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from matters_arising.nlp.components.reading import read
from matters_arising.nlp.rules import compile_each, event_rules, read_rules

FILE = "modifier_rules.json"
MODIFIERS, SCOPES = "modifiers", "scopes"
Direction = Literal["forward", "backward", "both"]


@dataclass(frozen=True, slots=True)
class Modifier:
    """One hit. Offsets count tokens; `ended_by` names the boundary that cut the scope short, empty at the sentence's
    own ends ("before, after" where both sides were cut)."""

    rule: str
    category: str
    direction: Direction
    start: int
    end: int
    scope_start: int
    scope_end: int
    ended_by: str

    @property
    def id(self) -> str:
        """The rule and the place: one rule may speak twice in a Doc."""
        return f"{self.rule}@{self.start}"


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    category: str
    pattern: re.Pattern[str]
    direction: Direction
    needs: re.Pattern[str] | None
    other: bool


@dataclass(frozen=True, slots=True)
class _Cut:
    """A stretch of a sentence at which a scope ends."""

    start: int
    end: int
    name: str
    side: str


class Modifiers:
    """Sets `doc.spans["modifiers"]`, `doc.spans["scopes"]` and `doc._.modifiers`.

    The spans of both groups are pairs with the same id; the label is the category. `data` has the keys of
    `resources/en/modifier_rules.json` and travels with the pipeline.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._read(data)

    def _read(self, data: Mapping[str, Any]) -> None:
        self.data = dict(data)
        self._rules = tuple(_rules(data))
        self._boundaries = tuple(compile_each(data["boundaries"], data["macros"], where=FILE))

    def __call__(self, doc: Doc) -> Doc:
        found = [modifier for sentence in doc.sents for modifier in self.modifiers_of(sentence)]
        doc._.modifiers = {modifier.id: asdict(modifier) for modifier in found}
        doc.spans[MODIFIERS] = _group(doc, MODIFIERS, found, [(one.start, one.end) for one in found])
        doc.spans[SCOPES] = _group(doc, SCOPES, found, [(one.scope_start, one.scope_end) for one in found])
        return doc

    def modifiers_of(self, sentence: Span) -> Iterator[Modifier]:
        """The modifiers of a sentence in the order of the rules. Of two hits that overlap the earlier rule's is kept
        where it has no category, and both where they mean different things."""
        text = sentence.text
        cuts = [
            _Cut(*hit.span(), entry["name"], entry.get("side", "both"))
            for entry, pattern in self._boundaries
            for hit in pattern.finditer(text)
        ]
        taken: list[tuple[int, int, str]] = []
        for rule in self._rules:
            if rule.needs and not rule.needs.search(text):
                continue
            for hit in rule.pattern.finditer(text):
                low, high = hit.span()
                if any(low < end and start < high and of in ("", rule.category) for start, end, of in taken):
                    continue
                if (rule.other and _is_own(hit.group(), sentence)) or _is_person(sentence, low, high):
                    continue
                taken.append((low, high, rule.category))
                if rule.category:
                    yield from _placed(rule, low, high, sentence, cuts)

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:  # noqa: ARG002 - spaCy's signature
        """The rules, as JSON."""
        Path(path).mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.data, ensure_ascii=False, indent=1)
        (Path(path) / "rules.json").write_text(text + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> Modifiers:  # noqa: ARG002
        self._read(json.loads((Path(path) / "rules.json").read_text(encoding="utf-8")))
        return self

    def to_bytes(self, *, exclude: Sequence[str] = ()) -> bytes:  # noqa: ARG002
        return bytes(srsly.msgpack_dumps(self.data))

    def from_bytes(self, data: bytes, *, exclude: Sequence[str] = ()) -> Modifiers:  # noqa: ARG002
        self._read(srsly.msgpack_loads(data))
        return self


def _rules(data: Mapping[str, Any]) -> Iterator[_Rule]:
    shared = {rule.name: rule.pattern for rule in event_rules()}
    own = [entry for entry in data["rules"] if "pattern" in entry]
    needed = [{"name": entry["name"], "pattern": entry["needs"]} for entry in data["rules"] if "needs" in entry]
    patterns = {entry["name"]: pattern for entry, pattern in compile_each(own, data["macros"], where=FILE)}
    needs = {entry["name"]: pattern for entry, pattern in compile_each(needed, data["macros"], where=FILE)}
    for entry in data["rules"]:
        name = entry["name"]
        pattern = patterns[name] if name in patterns else shared[entry["same_as"]]
        direction = entry.get("direction", "both")
        yield _Rule(name, entry["category"], pattern, direction, needs.get(name), bool(entry.get("other")))


def _placed(rule: _Rule, low: int, high: int, sentence: Span, cuts: Sequence[_Cut]) -> Iterator[Modifier]:
    """The hit with its scope in tokens; nothing where no token is in its scope."""
    own = _tokens(sentence, low, high)
    before = max((cut for cut in cuts if cut.end <= low), key=lambda cut: cut.end, default=None)
    onward = (cut for cut in cuts if cut.start >= high and cut.side == "both")
    after = min(onward, key=lambda cut: cut.start, default=None)
    forward, backward = rule.direction != "backward", rule.direction != "forward"
    start = own[0] if rule.direction == "both" else own[1] if forward else sentence.start
    end = own[1] if rule.direction == "both" else own[0] if backward else sentence.end
    if backward:
        start = _tokens(sentence, before.start, before.end)[1] if before else sentence.start
    if forward:
        end = _tokens(sentence, after.start, after.end)[0] if after else sentence.end
    named = (before.name if backward and before else "", after.name if forward and after else "")
    if start < end:
        ended_by = ", ".join(name for name in named if name)
        yield Modifier(rule.name, rule.category, rule.direction, *own, start, end, ended_by)


def _tokens(sentence: Span, low: int, high: int) -> tuple[int, int]:
    """Characters of a sentence as tokens of its Doc: those that they touch, white space apart."""
    text = sentence.text
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    base = sentence.start_char
    touched = [t.i for t in sentence if t.idx < base + high and t.idx + len(t) > base + low]
    return touched[0], touched[-1] + 1


def _is_person(sentence: Span, low: int, high: int) -> bool:
    """Whether the words are somebody's initials: "NO to write" denies nothing where Nora Oakes is on the list."""
    start, end = _tokens(sentence, low, high)
    return any(one.start <= start and end <= one.end and one.label_ == "PERSON" for one in sentence.ents)


def _is_own(words: str, sentence: Span) -> bool:
    """Whether the body that a hit names is the one whose minutes these are."""
    own = " ".join(meeting.body for meeting in read(sentence.doc).meetings).lower()
    return any(re.search(rf"\b{re.escape(word)}\b", own) for word in words.lower().split()[:-1] if len(word) > 3)


def _group(doc: Doc, key: str, found: Sequence[Modifier], places: Sequence[tuple[int, int]]) -> SpanGroup:
    spans = [
        Span(doc, low, high, label=one.category, span_id=one.id) for one, (low, high) in zip(found, places, strict=True)
    ]
    return SpanGroup(doc, name=key, spans=spans)


def _rule_of(span: Span) -> str | None:
    known = (span.doc._.modifiers or {}).get(span.id_)
    return str(known["rule"]) if known else None


def _scope_of(span: Span) -> Span | None:
    known = (span.doc._.modifiers or {}).get(span.id_)
    return span.doc[known["scope_start"] : known["scope_end"]] if known else None


def _modified_by(span: Span) -> list[Span]:
    """The modifiers in whose scope some of the span's words are."""
    known = span.doc._.modifiers or {}
    reaching = {name for name, one in known.items() if one["scope_start"] < span.end and span.start < one["scope_end"]}
    return [modifier for modifier in span.doc.spans.get(MODIFIERS, []) if modifier.id_ in reaching]


if not Doc.has_extension("modifiers"):
    Doc.set_extension("modifiers", default=None)
for _name, _getter in (("rule", _rule_of), ("scope", _scope_of), ("modified_by", _modified_by)):
    if not Span.has_extension(_name):
        Span.set_extension(_name, getter=_getter)


def make_modifiers(nlp: Language, name: str) -> Modifiers:  # noqa: ARG001 - the signature of a factory
    """The factory `minutes_modifiers`."""
    return Modifiers(read_rules(FILE))


Language.factory(
    "minutes_modifiers",
    requires=["doc.sents"],
    assigns=["doc.spans", "doc._.modifiers", "span._.rule", "span._.scope", "span._.modified_by"],
    func=make_modifiers,
)
