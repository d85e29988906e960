"""What is said of earlier minutes, of earlier years, or of the agenda: none of it is done with the matter now.

"Page 3 should read 'the grant was deferred'" puts no grant off at this meeting, "(last year Ms Orr offered to ask)"
promises nothing, what stands below "If so, to resolve:" is not resolved by that, and "to add the grant to the agenda"
does not adopt it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from matters_arising.extract.order import is_of_another_day
from matters_arising.segment.sections import is_agenda
from matters_arising.vocab import Section

# what is done with a text, and never with a thing: it is to read, it is replaced by other words
_REWORDS = re.compile(
    r"\b(?:(?:should|to|shall|must|now|ought to|would|will|did|does)(?: now| instead| not)?"
    r" (?:read|have (?:read|said|stated))"
    r"|reads?(?=[:,]? [\"“‘'])"
    r"|(?:amend|correct|chang|alter|revis|replac|substitut|re-?word)\w*\b[^.;]{0,120}?"
    r"\b(?:to (?:read|say|state|show|reflect)|with|by|from|to(?=:? [\"“‘']))"
    r"|(?:words?|wording|phrase|sentence|line|paragraph)\b[^.;]{0,120}?"
    r"\b(?:amend|correct|chang|alter|replac|delet|remov|insert|add|omit|str[iu])\w*"
    r"|(?:delet|remov|insert|add|omit|str[iu])\w*\b[^.;]{0,40}?\b(?:words?|wording|phrase|sentence|line|paragraph)\b)",
    re.IGNORECASE,
)
# "With regard to the minutes of 4 May -", "Of the meeting of 4 May:" lead what is said of those minutes
_OF_MINUTES = re.compile(r"^(?!.*\barising\b).*(?:\bminutes?\b|\b(?:last|previous) meeting\b)", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:page|pg?\.|line|paragraph|para)\s*(?:no\.?\s*|#\s*)?\d", re.IGNORECASE)
# minutes that are written, and not those of an hour
_MINUTES = re.compile(
    r"\b(?:the|these|those|draft|previous|last|\w+[’']s?)"
    r" (?:(?!\d|one\b|two|three|four|five|six|ten|fif|twenty|thirty)\w+ ){0,2}minutes\b|\bminutes (?:of|from)\b",
    re.IGNORECASE,
)
_CORRECTIONS = re.compile(
    r"\b(?:correct(?:ion|ed)|amend(?:ment|ed)|change|revis(?:ion|ed)|errat)\w*\b.*:\s*$", re.IGNORECASE
)
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|(?<!\w)‘.{8,}?(?:’(?!\w)|$)|(?<!\w)'.{8,}?(?:'(?!\w)|$)")

# an aside in brackets that opens with an earlier time tells of that time
_ASIDE = re.compile(
    r"\W*[(\[](?:(?:at|in|during|from) )?(?:the |our |a |an )?"
    r"(?:(?:last|previous|earlier|former) (?:year|month|meeting|time|term|season|week|spring|summer|autumn|winter)s?\b"
    r"|(?:(?:19|20)\d\d|previously|originally)\b"
    r"|(?:[\w-]+ ){1,2}(?:years?|months?|weeks?|meetings?) ago\b)[^()\[\]]*[)\]]?\W*$",
    re.IGNORECASE,
)

# "If so, to pass the following resolution:", and the agenda prints what would be resolved
_IF = re.compile(
    r"^(?!.*\b(?:was|were|had|voted|moved|proposed|asked|wished|(?:agreed|resolved|decided) to)\b)"
    r"\W*(?:\d+\W+)?(?:if|should|where|when|subject to) \b[^.;]*?\bto (?:\w+ly )?"
    r"(?:pass|resolve|adopt|agree|move|make|approve|consider|exclude)\b[^.;]*[:–—-]\W*$",
    re.IGNORECASE,
)

_AGENDA = (
    r"(?:(?:the|this|tonight[’']s|today[’']s|our) )?"
    r"(?:(?:meeting|draft|proposed|amended|revised|published|circulated|regular|current) )?agenda\b(?! items?\b)"
)
_ADDS = re.compile(
    rf"\b(?:add|includ|insert|put|plac)\w*\b[^.;]{{0,120}}?\b(?:to|in|on|onto) {_AGENDA}"
    rf"|\b(?:approv|adopt|accept|confirm|amend)\w*(?: of)? {_AGENDA}"
    rf"|(?:^\W*|\b(?:the|that|this) )agenda\b(?! items?\b)[^.;]{{0,60}}?"
    r"\b(?:approved|adopted|accepted|confirmed|agreed|amended)\b",
    re.IGNORECASE,
)
_NAMES_AGENDA = re.compile(r"\bagenda\b", re.IGNORECASE)
_LONGEST_LEAD = 300  # characters
_BRIEF = 6  # words: "Carried.", "All in favour."


def is_correction(text: str, earlier: Sequence[str], section: Section, *, lead: str = "") -> bool:
    """Whether a statement is part of a correction of earlier minutes, so that the acts it tells are theirs. `earlier`
    are the statements of its item before it, the nearest first; `lead` is the line that leads the list it stands in.

    >>> is_correction("Page 3 should read 'the grant was deferred'.", [], Section.MINUTES)
    True
    >>> is_correction("The sign should read 'No dogs'.", [], Section.OTHER)
    False
    >>> is_correction("It will come back in May.”", ["Item 4: “The grant was deferred."], Section.MINUTES)
    True
    """
    under = section is Section.MINUTES or bool(_OF_MINUTES.search(lead))
    if not under and not _MINUTES.search(text):
        return False
    if _REWORDS.search(text) and (_PLACE.search(text) or _QUOTED.search(text) or _MINUTES.search(text)):
        return True
    if not under:
        return False
    listed = any(_CORRECTIONS.search(one) for one in (lead, *earlier))
    quoted = sum(len(found.group()) for found in _QUOTED.finditer(text))
    return bool(_PLACE.match(text.lstrip("-–—•* "))) or 2 * quoted > len(text) or listed or _in_quotes(earlier)


def is_aside(text: str) -> bool:
    """Whether a statement is an aside in brackets that tells of an earlier time: what it tells was done then.

    >>> is_aside("(Last year, when this came up, Ms Orr offered to ask.)"), is_aside("(Ms Orr will ask.)")
    (True, False)
    """
    return bool(_ASIDE.match(text))


def is_only_if(before: str) -> bool:
    """Whether the line before a resolution says that it is to be passed if something is so: then it is the agenda's,
    and what was resolved stands elsewhere.

    >>> is_only_if("3. If so, to pass the following resolution:-"), is_only_if("It was agreed to pass this resolution:")
    (True, False)
    """
    return len(before) <= _LONGEST_LEAD and bool(_IF.match(before))


def _in_quotes(earlier: Sequence[str]) -> bool:
    """Whether the statements before leave a quotation open."""
    before = " ".join(reversed(earlier))
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def is_of_agenda(text: str, heading: str) -> bool:
    """Whether a motion or decision is on the agenda itself: adopts it, or puts something on it.

    >>> is_of_agenda("That the slipway be added to the agenda.", ""), is_of_agenda("Carried.", "Approval of the agenda")
    (True, True)
    >>> is_of_agenda("That the slipway be put on the agenda for May.", ""), is_of_agenda("Carried.", "Slipway")
    (False, False)
    """
    if _ADDS.search(text) and not is_of_another_day(text):
        return True
    return is_agenda(heading) and (bool(_NAMES_AGENDA.search(text)) or len(text.split()) <= _BRIEF)
