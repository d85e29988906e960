"""The entries of a consent agenda: listed with the approval each asks for, and settled by one vote on all of them.

North American boards settle much of their business so. What is printed of an entry is the recommendation ("That the
Board approve the lease", "Approval of the lease"): read alone it is a proposal or a mere title, and what adopted it
stands far above or below. So it is read from where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from matters_arising.extract.outcomes import outcome
from matters_arising.models import AgendaItem, Segmented, Statement
from matters_arising.vocab import Outcome

GENERATOR = "rule:consent-agenda/1"
_CONSENT = re.compile(
    r"\bconsent (?:agenda|calendar|considerations?|items?|business|docket|motion|resolutions?|list|matters)\b"
    r"|^\W*(?:[\w.]{1,5}\W+)?consent\W*$",
    re.IGNORECASE,
)
_VERB = (
    r"(?:approv|adopt|accept|ratif|authori[sz]|award|confirm|receiv|appoint|direct|declar|reject|renew|grant|designat"
    r"|acknowledg)"
)
_NUMBER = r"^\W*(?:\(?[A-Za-z]?[-.]?\d{0,3}[A-Za-z]?[.):]\W*)?"
# the approval that an entry asks for: "That the Board approve ...", "Approval of ..."
_ASKED = re.compile(
    rf"{_NUMBER}(?:that (?:the )?(?:[\w’'&-]+ ){{1,7}}?(?:{_VERB}(?:e|y|s)?|receive and file)\b"
    rf"|{_VERB}(?:al|ion|ance|ment|ication|ation|[sz]ation) (?:of|to)\b)",
    re.IGNORECASE,
)
_BARE = 8  # items without such words that an agenda may have in a row
_PULLED = re.compile(
    r"\b(?:pulled|removed|withdrawn|taken off|taken from|separat\w+|set aside|continued|tabled|deferred)\b",
    re.IGNORECASE,
)


def entries(segmented: Segmented) -> frozenset[str]:
    """The statements of a document that are entries of a consent agenda which was adopted, by their ids.

    An item that was taken off it, or has a motion of its own, is none: what became of it is printed there.
    """
    items = {item.id: item for item in segmented.items}
    stretches = [(items.get(item), list(own)) for item, own in groupby(segmented.statements, lambda one: one.item)]
    return frozenset(one.id for stretch in _agendas(stretches, items) for one in stretch)


_Stretch = tuple[AgendaItem | None, list[Statement]]


def _agendas(stretches: Sequence[_Stretch], items: dict[str, AgendaItem]) -> Iterator[Iterable[Statement]]:
    """The entries of each consent agenda that was adopted."""
    at = 0
    while at < len(stretches):
        item, own = stretches[at]
        at += 1
        if not _names_consent(item, own):
            continue
        # among several motions an entry is what one of them is on
        several = sum(one.form == "motion" for one in own) > 1
        found: list[Statement] = [one for one in own if _is_entry(one) and not several]
        adopted, bare = _is_adopted(own), 0
        while at < len(stretches):
            below, listed = stretches[at]
            within = item is not None and below is not None and item.id in _above(below, items)
            settled = any(one.form in ("motion", "vote") for one in listed)
            bare = 0 if within or any(_is_entry(one) for one in listed) else bare + 1
            if not within and (settled or bare > _BARE):
                break
            if within and settled:
                adopted = adopted or (bool(_CONSENT.search(_text(listed))) and _is_adopted(listed))
            elif not _PULLED.search(_text(listed)):
                found += [one for one in listed if _is_entry(one)]
            at += 1
        if adopted:
            yield found


def _names_consent(item: AgendaItem | None, own: Sequence[Statement]) -> bool:
    return bool(item and _CONSENT.search(item.title)) or any(
        _CONSENT.search(one.text) and one.form in ("heading", "motion") for one in own
    )


def _is_entry(one: Statement) -> bool:
    return one.form == "sentence" and bool(_ASKED.match(one.text))


def _is_adopted(own: Sequence[Statement]) -> bool:
    """Whether what is printed under the name of the consent agenda says that it was adopted."""
    return any(
        outcome(one.text) is Outcome.ADOPTED
        for one in own
        if one.form in ("outcome", "vote") or (one.form in ("motion", "sentence") and not _is_entry(one))
    )


def _above(item: AgendaItem, items: dict[str, AgendaItem]) -> set[str]:
    """An item and those that it stands under."""
    found: set[str] = set()
    while item.id not in found:
        found.add(item.id)
        if item.parent not in items:
            break
        item = items[item.parent]
    return found


def _text(own: Iterable[Statement]) -> str:
    return " ".join(one.text for one in own)
