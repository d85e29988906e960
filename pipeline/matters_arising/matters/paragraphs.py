"""Statements gathered into the paragraphs they were printed in, each under the heading that governs it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from matters_arising.matters.endings import bounds_meeting
from matters_arising.matters.scale import Scale
from matters_arising.matters.words import ACTS, stems
from matters_arising.models import Statement, StatementForm
from matters_arising.segment.lexicon import is_act
from matters_arising.segment.running import is_entry

_MARK = re.compile(
    r"^\W*(?:\(?(?:\d{1,3}(?:\.\d+)*|[a-zA-Z]|[ivxIVX]{1,5})\\?[.)]\s*|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\b|[-•*–]\s)"
)
_ENUMERATED = re.compile(r"^\W*(?:\(?(?:\d{1,3}(?:\.\d+)*|[a-zA-Z]|[ivxIVX]{1,5})\\?[.)]\s*)")
_NUMBER = re.compile(r"^\W*(?P<number>\d{1,4}(?:[./]\d{1,4})+|[A-Z]{1,4}\s?\d{1,4}/\d{2,4})\b")
FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|have|said|asked|reported|stated|moved|proposed|agreed|would|will|thought|told|"
    r"reminded|gave|noted|be)\b",
    re.IGNORECASE,
)
# "Ms Strake tabled the draft", "Members to send their views": who does, or is to do, what
_SOMEBODY_DOES = re.compile(
    r"^\W*(?:\d[\d.]*\s+)?(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councillor|Sgt|PC|Cr|Director|Trustee)\.? (?:[A-Z]\. ?)?"
    r"[A-Z][\w’'-]+|(?:The )?(?:Clerk|Chair(?:man|woman)?|Secretary|Treasurer|Members|Officers|Staff))"
    r" (?:to [a-z]+|(?:also |then )?[a-z]+ed)\b(?=\s+\S)"
)
_CONTINUES = re.compile(
    r"^(?:He|She|They|It|This|That|These|Those|His|Her|Their|Its|Both|However|But|And|If|As|So|Then|Following|After|To|"
    r"Action|ACTION|AGREED|NOTED|CARRIED|RESOLVED|[A-Z][a-z]+ed|(?:The )?(?:Clerk|Secretary|Officers?|Staff) to|"
    r"The (?:latter|former|same|motion|proposal|matter|item|question|report|request|application|decision))\b|^[a-z(]"
)
# "Bus shelter - the glass is ordered": what an entry of a list is about, before what is said of it
_ENTRY = re.compile(
    r"^\W*(?:\(?[0-9a-zA-Z]{1,4}\\?[).]\s*)?(?P<title>[A-Z\d].{2,60}?)\s*(?P<sign>\s[-–—]+(?=\s|$)|:(?=\s|$))"
)
# "8.2 Lychgate hinge. The smith is asked": an entry below item 8 with a title of its own
_TITLED = re.compile(r"^\W*\d{1,3}\.\d{1,3}\\?\.?\s+(?P<title>[A-Z][^.:;?!]{2,80})[.:](?=\s+\S|$)")
_STAGES = re.compile(
    r"^(?:Background|Context|Introduction|Purpose|Discussions?|Questions?|Comments?|Debate|Considerations?|Decisions?|"
    r"Resolutions?|Recommendations?|Conclusions?|Outcomes?|Next steps|Updates?|Summary|Report|Minutes|Votes?|Voting)\b",
    re.IGNORECASE,
)
# "New", "To do": that something is to be done, or how far it is; "Everyone", "Ann says": who is to do it, or says it
_WHOSE = re.compile(
    r"(?:Tasks?|To[- ]?dos?|New|Old|Ongoing|Outstanding|Pending|Done|Completed?|Everyone|Everybody|Anyone|"
    r"(?:\w+ ){1,3}(?:says|said|asks|asked|adds|added|reports|reported|writes|wrote))",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"^(?:Mr|Mrs|Ms|Miss|Dr|Rev|Cllrs?|Councill?ors?|Chair(?:man|woman|person)?|Clerk|Mayor|Reeve|Trustee|Director)\b|"
    r"^(?:Actions?|Agreed|Resolved|Noted|Proposed|Seconded|Moved|Ayes?|Noes|Nays|Absent|Note|Motion|Vote)$",
    re.IGNORECASE,
)
_ENTRY_WORDS = 8
_NEWS = 0.5  # share of the weight of an entry's title that is said before, from which on it is no new entry
_LINE_WORDS = 9
_TURN_WORDS = 3  # content words below which a sentence says nothing by itself
_TURN = 0.08  # share of a sentence's weight of words said before in its paragraph, below which it turns
_TURN_ASIDE = 0.5  # the same for what may be an aside: another thread must claim it, too
_TITLE_WORDS = 14
_INSIDE = 1  # one space or line break lies between two sentences of a paragraph


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Consecutive statements printed as one block. `scope` is the id of the heading that governs it, or empty.

    `line` says that it is a short line without a sentence, as headings and list entries are; `marked` that a
    number, letter, bullet or date leads it; `number` is such a number where it is a minute's. `turns` says that
    it was cut from the paragraph before it because it turns to something else. `title` is what a paragraph numbered
    below its item names before it says something of it.
    """

    statements: tuple[Statement, ...]
    scope: str
    text: str
    words: frozenset[str]
    line: bool
    marked: bool
    number: str
    turns: bool = False
    title: str = ""

    @property
    def start(self) -> int:
        return self.statements[0].start

    @property
    def end(self) -> int:
        return self.statements[-1].end

    @property
    def bounds(self) -> bool:
        """Whether it says that the meeting begins or is over, and deals with nothing."""
        return bounds_meeting(self.text)

    @property
    def form(self) -> StatementForm:
        return self.statements[0].form


def paragraphs(statements: Sequence[Statement], scope: Callable[[str], str]) -> list[Paragraph]:
    """The paragraphs of one meeting, from its statements in text order; `scope` maps an item to its heading."""
    groups: list[list[Statement]] = []
    for statement in statements:
        if groups and _goes_on(groups[-1][-1], statement, scope):
            groups[-1].append(statement)
        else:
            groups.append([statement])
    return [_paragraph(group, scope(group[0].item)) for group in groups]


def turned(paragraph: Paragraph, scale: Scale) -> list[Paragraph]:
    """A paragraph cut where a sentence takes up something else."""
    groups = turned_statements(paragraph.statements, scale)
    return [_paragraph(group, paragraph.scope, turns=place > 0) for place, group in enumerate(groups)]


def entries(paragraph: Paragraph, scale: Scale) -> list[Paragraph]:
    """A paragraph cut where the next entry of a list begins, if it begins with an entry itself."""
    groups: list[list[Statement]] = []
    for statement in paragraph.statements:
        if groups and is_next_entry(groups[-1][0].text, statement.text, scale):
            groups.append([statement])
        else:
            groups = groups or [[]]
            groups[-1].append(statement)
    return [_paragraph(group, paragraph.scope, turns=place > 0) for place, group in enumerate(groups)]


def turned_statements(statements: Sequence[Statement], scale: Scale, *, aside: bool = False) -> list[list[Statement]]:
    """Statements in groups, a new one where a sentence names its own words, and few of those before it.

    A sentence that begins as the rest of a thought does goes on. With `aside`, less is enough for a turn.
    """
    groups: list[list[Statement]] = []
    words: set[str] = set()
    headed = False  # whether nothing but a heading or a few words stands in the last group
    for statement in statements:
        said = stems(statement.text)
        own = dict.fromkeys(said)
        if (
            groups
            and not headed
            and statement.form not in ("vote", "outcome")
            and (
                opens_entry(statement.text, words, scale)
                or (
                    not is_poor(own, scale, least=_TURN_WORDS)
                    and not _CONTINUES.match(without_number(statement.text))
                    and scale.is_less(own, words, _TURN_ASIDE if aside else _TURN)
                )
            )
        ):
            groups.append([statement])
            words = set(own)
        else:
            groups = groups or [[]]
            groups[-1].append(statement)
            words |= own.keys()
        headed = len(groups[-1]) == 1 and (statement.form == "heading" or len(said) <= _TURN_WORDS)
    return groups


def opens_entry(text: str, before: Collection[str], scale: Scale) -> bool:
    """Whether a sentence opens an entry of a list: a few words that name a thing, then what is said of it.

    `before` are stems of what stands before it. The name of a speaker or of an act ("AGREED:") opens none.

    >>> opens_entry("Bus shelter - the glass is ordered.", {"pump"}, Scale(lambda _: 1))
    True
    >>> opens_entry("AGREED: to order the glass.", {"pump"}, Scale(lambda _: 1))
    False
    """
    found = _entry(text)
    if found is None:
        return False
    own = [word for word in stems(found["title"]) if word not in ACTS]
    return bool(own) and scale.is_less(own, before, _NEWS)


def is_next_entry(one: str, text: str, scale: Scale) -> bool:
    """Whether a sentence opens an entry of the same form as the one that begins with `one`: "Pump - ... Wall - ..."."""
    first, second = _entry(one), _entry(text)
    if not first or not second or (first["sign"] == ":") != (second["sign"] == ":"):
        return False
    return opens_entry(text, set(stems(first["title"])), scale)


def _entry(text: str) -> re.Match[str] | None:
    found = _ENTRY.match(text)
    if not found or len(found["title"].split()) > _ENTRY_WORDS or is_sentence(found["title"]):
        return None
    return None if _SPEAKER.match(found["title"]) else found


def is_poor(words: Collection[str], scale: Scale, *, least: int = 2) -> bool:
    """Whether words name nothing that a passage could be known by."""
    return len(words) <= least or not scale.tells(words)


def is_sentence(title: str) -> bool:
    """Whether what stands where a title would is a sentence: numbered paragraphs have one, headings have not.

    >>> is_sentence("Bus shelter, Mill Lane"), is_sentence("The Clerk had written to the bus company")
    (False, True)
    >>> is_sentence("Members to send their views to the Clerk"), is_sentence("Members elected")
    (True, False)
    """
    verb = FINITE.search(title) or _SOMEBODY_DOES.match(title)
    return title.rstrip().endswith((".", ";")) or len(title.split()) > _TITLE_WORDS or bool(verb)


def is_stage(title: str) -> bool:
    """Whether a title names a part of how any thing is dealt with ("Discussion", "Decision"), and no thing.

    >>> is_stage("Voting"), is_stage("Village pump")
    (True, False)
    """
    return bool(_STAGES.match(title))


def names_no_thing(title: str) -> bool:
    """Whether a title says no more than what is done, how far it is or who does it: what it names stands above it.

    >>> names_no_thing("Action"), names_no_thing("Discussion"), names_no_thing("New"), names_no_thing("Ann Orrin says")
    (True, True, True, True)
    >>> names_no_thing("Action plan"), names_no_thing("Discussion of the pump"), names_no_thing("New pump")
    (False, False, False)
    """
    title = without_mark(title)
    return is_act(title) or bool(_WHOSE.fullmatch(title)) or (is_stage(title) and " " not in title)


def without_mark(text: str) -> str:
    """A heading without its number and the punctuation around it.

    >>> without_mark("b) The pump -"), without_mark("HWB 18/23 The pump")
    ('The pump', 'The pump')
    """
    bare = _ENUMERATED.sub("", _NUMBER.sub("", text))
    return bare.strip(" \t:-–—*_#.")


def without_number(text: str) -> str:
    """A paragraph without the number, letter or date that leads it: it says where a thing stands, not what it is.

    >>> without_number("5.3 Mrs Orrin asked after the pump"), without_number("26th Nov Noise from the mill")
    ('Mrs Orrin asked after the pump', 'Noise from the mill')
    """
    return _MARK.sub("", _NUMBER.sub("", text)).strip()


def without_heading(paragraph: Paragraph, title: str) -> Paragraph:
    """A paragraph without the standing heading that runs into it ("4. Matters arising: The pump ..."), which says
    nothing of what is dealt with; one that is nothing but its heading stays as it is."""
    bare = without_number(paragraph.text)
    after = bare[len(title) :].lstrip(" :.-–—") if bare.casefold().startswith(title.casefold()) else ""
    if not after:
        return paragraph
    return replace(paragraph, text=after, words=frozenset(stems(after)), line=_is_line(after))


def title_below(text: str) -> str:
    """What a paragraph numbered below its item names before it says something of it; empty where it names nothing.

    >>> title_below("8.2 Lychgate hinge. The smith is asked."), title_below("8.2 The smith is asked.")
    ('Lychgate hinge', '')
    """
    found = _TITLED.match(text)
    title = found["title"].strip() if found else ""
    names = 0 < len(title.split()) <= _ENTRY_WORDS and not is_sentence(title)
    return title if names and not _SPEAKER.match(title) and not is_stage(title) else ""


def _goes_on(before: Statement, after: Statement, scope: Callable[[str], str]) -> bool:
    if title_below(after.text) or bounds_meeting(before.text) or bounds_meeting(after.text):
        return False
    if scope(before.item) != scope(after.item) or "row" in (before.form, after.form):
        return False
    if after.form == "heading" and before.form != "heading":
        return False
    return after.start - before.end <= _INSIDE and not is_entry(after.text)


def _paragraph(group: Sequence[Statement], scope: str, *, turns: bool = False) -> Paragraph:
    text = " ".join(statement.text for statement in group)
    number = _NUMBER.match(text)
    return Paragraph(
        statements=tuple(group),
        scope=scope,
        text=text,
        words=frozenset(stems(without_number(text))),
        line=_is_line(text),
        marked=bool(_MARK.match(text)),
        number=number["number"] if number else "",
        turns=turns,
        title=title_below(text),
    )


def _is_line(text: str) -> bool:
    return 0 < len(text.split()) <= _LINE_WORDS and text[-1] not in ".!?;," and not is_sentence(text)
