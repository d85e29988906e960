"""Who is named in a statement: people by title, full name or initials, and the offices of a meeting."""

from __future__ import annotations

import re

_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof(?:essor)?|Rev(?:d|erend)?|Fr|Sir|Dame|Lord|Lady|Hon|Cllrs?|Clr|Cr"
    r"|Councill?ors?|Ald"
    r"(?:erman)?|Mayor|Deputy Mayor|Reeve|Warden|Trustee|Director|President|Vice[- ]President|Commissioner"
    r"|Supervisor"
    r"|Superintendent|Sgt|Sergeant|PCSO|PC|Insp(?:ector)?|Chief|Captain|Board ?[Mm]ember|Member|Governor|Senator"
    r"|Judge"
    r"|Vice[- ]Chair|Chair(?:man|woman|person)?)\.?"
)
_WORD = r"(?:[A-Z]\.|[A-Z][\w’'-]*[a-z][\w’'-]*|[A-Z]{2,3}\b)"
_NAME = rf"{_WORD}(?:[ -]{_WORD}){{0,3}}"
_OFFICE = (
    r"(?:[Tt]he |[Aa] )?(?:(?:[Pp]arish|[Tt]own|[Dd]eputy|[Vv]ice|[Aa]ssistant|[Aa]cting|[Ii]nterim|[Cc]ounty"
    r"|[Dd]istrict"
    r"|[Bb]orough|[Mm]unicipal|[Gg]eneral|[Ff]inance|[Pp]lanning|[Cc]hief|[Ee]xecutive|[Bb]usiness)[ -])*"
    r"(?:[Cc]lerk|[Cc]hair(?:man|woman|person)?|[Vv]ice-?[Cc]hair(?:man)?|[Mm]ayor|[Tt]reasurer|[Ss]ecretary"
    r"|[Mm]anager"
    r"|[Ss]taff|[Oo]fficers?|[Dd]irectors?|[Ss]uperintendent|[Hh]ead ?teacher|[Cc]ouncil|[Bb]oard|[Cc]ommittee"
    r"|[Tt]rustees"
    r"|[Gg]overnors|[Mm]embers?|[Cc]ouncillors|[Aa]dministrat(?:or|ion)|[Gg]roup|[Ss]olicitor|[Aa]ttorney"
    r"|[Ee]ngineer"
    r"|[Cc]hancellor|[Pp]resident|CEO|CAO|CFO)"
)
PERSON = rf"(?:{_TITLE} {_NAME}(?: \([^)]{{1,30}}\))?|{_OFFICE}|{_NAME})"
"""A pattern, for building others: a titled or untitled name, or an office. Case matters."""

_SEVERAL = re.compile(rf"({PERSON}(?:(?:, | and | & |, and |/){PERSON})*)")
_NOT_PEOPLE = re.compile(
    r"^(?:It|This|That|The|There|These|They|We|He|She|I|If|In|On|At|As|For|To|A|An|All|No|Any|After|Following"
    r"|Once|Further"
    r"|Item|Action|Agreed|Resolved|Motion|Carried|Proposed|Seconded|Minutes?|Also|Both|When|Where|What|Who|And"
    r"|But|Or|Not"
    r"|Recommendation|Update|Report|Matters?|Please|Next|New|Due|Some|Several|Members of the public)$"
)


def is_person(name: str) -> bool:
    """Whether a captured subject can be somebody, not a sentence's first word."""
    return bool(name) and not _NOT_PEOPLE.match(name)


def subject(text: str) -> str:
    """The name or office, or the short list of them, that opens a statement; empty where none does.

    >>> subject("Cllr Oakes and the Clerk to meet the owner")
    'Cllr Oakes and the Clerk'
    """
    match = _SEVERAL.match(re.sub(r"^(?:ACTION|Action)[:.\s–-]*", "", text))
    found = match.group(1).strip() if match else ""
    return found if is_person(found) else ""
