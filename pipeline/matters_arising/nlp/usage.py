"""Whose English the minutes are in: said by the user, or told from how they print dates, money, words and offices.

It is told of each document by itself, so that no document's results turn on what else is in its archive. One word
turns on it: to table a matter puts it off in the United States and Canada, and brings it forward everywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from matters_arising.dates import Order, order_of
from matters_arising.models import Segmented
from matters_arising.nlp.rules import Rule
from matters_arising.vocab import EventType, Jurisdiction

Usage: TypeAlias = Literal["american", "british", ""]
"""North American, or that of Britain, Ireland and most of the Commonwealth; empty where the text does not tell."""

_AMERICAN = re.compile(
    r"\b(?:[Tt]ownship|[Rr]eeve|[Ss]elect(?:men|board|man)|[Ss]chool [Dd]istrict|[Ss]uperintendent|[Tt]rustee [A-Z]"
    r"|[Ss]upervisor [A-Z]|[Dd]irector [A-Z]|[Cc]ommissioner [A-Z]|[Oo]rdinance|[Aa]yes|AYES|[Nn]ays|NAYS"
    r"|[Rr]oll [Cc]all|[Cc]losed [Ss]ession|[Cc]ity of [A-Z]|[Cc]ounty of [A-Z]|[Cc]onsent [Cc]alendar"
    r"|[Cc]all(?:ed)? to [Oo]rder|[Pp]rogram|[Cc]enter|[Cc]olor|[Ll]abor|[Nn]eighbor\w*|[Ff]avor|[Hh]onor)\b"
)
_BRITISH = re.compile(
    r"\b(?:Cllrs?|[Pp]arish [Cc]ouncil|[Bb]orough [Cc]ouncil|[Cc]ommunity [Cc]ouncil|[Pp]recept|[Mm]atters [Aa]rising"
    r"|[Gg]overnors|NHS|Garda[ií]?|[Aa]pologies|AGM|[Oo]rganis\w+|[Aa]uthoris\w+|[Rr]ecognis\w+|[Pp]rogramme"
    r"|[Cc]entre|[Cc]olour|[Ll]abour|[Nn]eighbour\w*|[Ff]avour|[Hh]onour|[Ww]hilst|[Ff]ortnight\w*|[Kk]erb|[Ss]hire)\b"
    r"|[£€]|\bp\.m\.(?= on \d{1,2}(?:st|nd|rd|th)? [A-Z])"
)
_SURE = 1.5  # how many times the evidence of one side must outweigh the other
_DATES = 6  # a date's order says as much as so many words
_ENOUGH = 3
_OF: dict[Jurisdiction, Usage] = {
    Jurisdiction.UNKNOWN: "",
    Jurisdiction.UK: "british",
    Jurisdiction.US: "american",
    Jurisdiction.CA: "american",
}
TABLED = "deferral.tabled"  # the rule whose meaning turns on the usage
# the verb; a table is also a thing that there is nothing on
_TABLING = re.compile(r"(?<!\bthe )(?<!\ba )\btabl(?:ed?|ing)\b|\bla(?:y|id) (?:up)?on the table\b", re.IGNORECASE)
# what is tabled *until* something is put off in anybody's English
_UNTIL = re.compile(
    r"\btabl(?:ed?|ing)\b[^.;]{0,60}\b(?:until|till|pending|to (?:the next|a (?:later|future)))\b", re.IGNORECASE
)

# what somebody who is named tables is handed in, in anybody's English; a vote or a motion tables otherwise
_BY_SOMEBODY = re.compile(
    r"\btabled by (?:(?:Ms|Mrs|Mr|Miss|Dr|Cllr|Councillor|Chief|Rev)\b"
    r"|the (?:clerk|secretary|treasurer|manager|engineer)\b)"
)


def usage_in(segmented: Segmented) -> Usage:
    """The usage of a document: what the user says, else what its text tells."""
    return _OF[segmented.usage] or usage_of(segmented.document.text)


def speaks_of_putting_off(rule: Rule, text: str, usage: Usage) -> bool:
    """Whether a rule that found its phrase in `text` is evidence of a putting-off, in the usage of the minutes.

    "The report was tabled" is such only where minutes are known to be North American; to think it anywhere would
    accuse a body that was handed a report.
    """
    if rule.type != EventType.DEFERRAL:
        return False
    if rule.name != TABLED or _UNTIL.search(text):
        return True
    return usage == "american" and not _BY_SOMEBODY.search(text)


def tables(text: str) -> bool:
    """Whether something is tabled in `text`, in whatever sense; a table that somebody leaves is not.

    >>> tables("The report was tabled."), tables("Cllr Reed left the table.")
    (True, False)
    """
    return bool(_TABLING.search(text))


def only_hands_in(found: Collection[Rule], text: str, usage: Usage) -> bool:
    """Whether, of the rules that found something in `text`, the one that speaks of putting off is a "tabled" that in
    this usage does not."""
    tabled = any(rule.name == TABLED for rule in found) and tables(text)
    return tabled and not any(speaks_of_putting_off(rule, text, usage) for rule in found)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What in a text speaks for either usage: words, each once, and the order in which it prints its dates."""

    american: tuple[str, ...]
    british: tuple[str, ...]
    order: Order

    @property
    def usage(self) -> Usage:
        """The side that outweighs the other."""
        american = len(self.american) + _DATES * (self.order == "mdy")
        british = len(self.british) + _DATES * (self.order == "dmy")
        if american >= _ENOUGH and american > _SURE * british:
            return "american"
        return "british" if british >= _ENOUGH and british > _SURE * american else ""


def evidence_in(text: str) -> Evidence:
    """The evidence of a document's text."""
    american, british = (tuple(sorted(set(pattern.findall(text)))) for pattern in (_AMERICAN, _BRITISH))
    return Evidence(american, british, order_of(text))


@lru_cache(maxsize=8)
def usage_of(text: str) -> Usage:
    """The usage of a document's text.

    >>> usage_of("Call to Order, March 4, 2031. Trustee Wu moved; roll call: AYES 5.")
    'american'
    """
    return evidence_in(text).usage
