"""A text that is moved: its own words of agreement put it to the body, and are no act of the body's.

"TANNER - That we agree to buy the roller." is what the body is asked to say. Whether it says so is printed behind it or
below it, often in a line of one word ("CARRIED.", "LOST.", "TABLED."); where it is not, nothing is known to be settled.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from matters_arising.extract.putting_off import is_said
from matters_arising.extract.scenes import Scene
from matters_arising.models import Meeting, Statement
from matters_arising.nlp.usage import tables
from matters_arising.vocab import EventType

GENERATOR = "rule:moved-text/1"
_BRIEF = 10  # words of a line that says how a motion went, with the votes
_ALONE = 2  # words of a line that names nothing: "Agreed.", "Motion carried."
_LINE = 60  # words of the line above, at most, of which it says so
_BETWEEN = 4  # lines above an outcome in which its motion is looked for
_BARE = 5  # words of a line that says no more than how it ended
_MOVES = re.compile(
    r"\b(?:moved|moves|propose[ds](?=,|:| (?:and|by|that|to)\b)|seconded|seconds|motioned)\b"
    r"|\bmotion (?:was )?(?:made|put)\b|\bmade (?:a|the) motion\b|\bmotion (?:by|of)\b[^.;]{0,60}?\b(?:to|that)\b",
    re.IGNORECASE,
)
_SECONDS = re.compile(r"\W*(?:[\w.’'-]+\s+){0,3}second(?:s|ed)\b(?: by\b| (?:it|the \w+)\b|\W*$)", re.IGNORECASE)
# a name alone in front of what is moved ("TANNER - That"), or at the end of the line above it
_NAMED = re.compile(r"(?:[\d./-]+[.)]?\s+)?(?:[A-Z][\w.’'-]*\s+){0,3}(?P<name>[A-Z][\w’'-]+)\s*[-–—:]\s*(?=\S)")
_NAME_ABOVE = re.compile(r"(?P<name>[A-Z][\w’'-]+)\s*[-–—:]\s*$")
_THAT = re.compile(r"(?:[\d./-]+[.)]?\s+)?(?i:that)\b")
_AGREES = re.compile(
    r"\b(?:we(?: (?:do|hereby|therefore))*|(?:council|board|committee|municipality|town(?:ship)?|village|county"
    r"|city|district|association|society|club)(?: hereby)?) (?:agrees?|approves?|accepts?|adopts?|authori[sz]es?)\b",
    re.IGNORECASE,
)
_ENDED = (
    r"(?:carried|passed|prevailed|adopted|approved|agreed|resolved|decided|accepted|granted|ratified|elected|appointed|chosen"
    r"|confirmed|lost|defeated|failed|fell|died|rejected|refused|declined|negatived|withdrawn|withdrew)"
)
# what is asked for is not done: "that the plan be approved", "to be accepted as amended"
_ASKED = re.compile(rf"\b(?:be|being|as) (?:\w+ly )?{_ENDED}(?:(?: and|,) (?:\w+ly )?{_ENDED})*\b", re.IGNORECASE)
_OVER = re.compile(rf"\b{_ENDED}\b", re.IGNORECASE)
_SAYS_HOW = re.compile(
    rf"\b(?:{_ENDED}|unanimous(?:ly)?|ayes?|yeas?|nays?|noes|votes?|voted|voting|in favou?r|by all|abst\w+|c[’']?d)\b"
    r"|\d\s?[-–:]\s?\d(?:\s?[-–:]\s?\d)?\W*$",
    re.IGNORECASE,
)


def only_moves(text: str, before: str = "", *, there: Collection[str] = (), ended_below: bool = False) -> bool:
    """Whether a statement is a moved text that does not say how the motion ended. `before` is the line above it, which
    may name the mover, `there` are the surnames, lower case, of those who were there; `ended_below` says that the line
    below tells how it ended, so that the mover need not be named.

    >>> only_moves("Ann moved, Bo seconded that it be accepted."), only_moves("Ann moved that it be sold. Carried.")
    (True, False)
    >>> only_moves("TANNER - That we agree to it.", there={"tanner"}), only_moves("Roller - That we agree to it.")
    (True, False)
    >>> only_moves("That we agree to buy it.", "4. ROLLER TANNER -", there={"tanner"})
    True
    """
    if says_how(text):
        return False
    if _MOVES.search(text):
        return True
    named = _named(_NAMED.match(text), there)
    agrees, puts = _AGREES.search(text), _THAT.match(text[named:])
    above = not _SAYS_HOW.search(before) and _named(_NAME_ABOVE.search(before), there)
    return bool((agrees or puts) and (ended_below or named or above))


def says_how(text: str) -> bool:
    """Whether a text says how something ended; what is to "be approved" has not been.

    >>> says_how("The lease was approved."), says_how("That the lease be approved.")
    (True, False)
    """
    return bool(_SAYS_HOW.search(_ASKED.sub("", text)))


def _named(found: re.Match[str] | None, there: Collection[str]) -> int:
    """Where a name in front of a motion ends, if it is that of somebody who was there; 0 where none is."""
    return found.end() if found and found["name"].lower() in there else 0


def is_only_moved(scene: Scene) -> bool:
    """Whether the statement of a scene is a moved text that itself settles nothing."""
    below = bool(scene.later) and _is_bare_outcome(scene.later[0])
    return only_moves(scene.statement.text, scene.before, there=_surnames(scene.meeting), ended_below=below)


def ends_as(scene: Scene) -> EventType | None:
    """What the statement of a scene is where it is a line that tells how the moved text right above it ended, and no
    more: a decision or, where it says that it was put off, a deferral; None where it is no such line. What is "tabled"
    is put off only where minutes are known to be North American, and elsewhere may as well have been handed in."""
    if not scene.earlier or not _is_bare_outcome(scene.statement):
        return None
    text, above = scene.earlier[0].text, scene.earlier[1].text if len(scene.earlier) > 1 else ""
    if not only_moves(text, above, there=_surnames(scene.meeting), ended_below=True):
        return None
    if tables(scene.statement.text):
        return EventType.DEFERRAL if scene.usage == "american" else None
    return EventType.DEFERRAL if is_said(scene.statement.text) else EventType.DECISION


def motion_above(scene: Scene) -> Statement:
    """Where the words of a decision begin: with the motion, where its own statement says no more than how that ended;
    with the line above a bare "Agreed." that no motion leads.

    "Carried." tells nobody what was carried. Between the two may stand who seconded it and who voted how.
    """
    if not _is_ending(scene.statement):
        return scene.statement
    for number, line in enumerate(scene.earlier[:_BETWEEN]):
        moves = line.form == "motion" or only_moves(
            line.text, there=_surnames(scene.meeting), ended_below=not number and _is_bare_outcome(scene.statement)
        )
        if _OVER.search(_ASKED.sub("", line.text)) or not (moves or _is_ending(line)):
            break  # what ended before is another motion's
        if moves and not _SECONDS.match(line.text):
            return line
    alone = scene.earlier and len(scene.statement.text.split()) <= _ALONE and len(scene.before.split()) <= _LINE
    return scene.earlier[0] if alone and not _is_ending(scene.earlier[0]) else scene.statement


def _is_ending(line: Statement) -> bool:
    """Whether a line says no more than how a motion went: who seconded it, the votes, the outcome."""
    return len(line.text.split()) <= _BRIEF and (line.form in ("vote", "outcome") or says_how(line.text))


def _is_bare_outcome(line: Statement) -> bool:
    return line.form == "outcome" and len(line.text.split()) <= _BARE


@lru_cache(maxsize=8)
def _surnames(meeting: Meeting) -> frozenset[str]:
    """The surnames of those who were there, lower case."""
    return frozenset(one.name.split()[-1].lower() for one in meeting.participants if one.name.split())
