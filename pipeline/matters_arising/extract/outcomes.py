"""How a decision ended, by the words of its clause: carried, lost, amended, noted, withdrawn, somebody appointed."""

from __future__ import annotations

import re

from matters_arising.extract.putting_off import is_said
from matters_arising.vocab import Outcome

_SETTLED = (
    r"(?:agreed|resolved|decided|voted|determined|concluded|chose|elected|preferred|felt|thought|consensus|majority"
    r"|unanimous(?:ly)?)"
)
# between the word of settling and what is not to be: "decided by all that the Council would not", and no errand before
# it ("agreed to hold it in May, and not to charge")
_WORDS = r"(?: (?!to\b|(?:and|but|or)\b)[\w’'-]+)"
_BETWEEN = rf"{_WORDS}{{0,6}}?"
# What the body itself would not do, or would not do of what was asked, it turned down; what others or a thing must not
# do or be ("that dogs should not run loose", "that accounts need not be read out") is a rule, and that was adopted.
_BODY = (
    r"(?:we|they|(?:the |this |our )?(?:[\w’'-]+ ){0,2}?(?:council|board|committee|group|club|trust|society|association"
    r"|partnership|forum|panel|meeting|parish|company))"
)
_WILL_NOT = r"(?:would|should|will|could|shall|can|do|does|did) not"
_UNDERGOES = r"(?: be\b(?! \w+ing\b)| (?:need|have) to\b)"
_TURNS_DOWN = (
    rf"\b{_SETTLED}\b{_BETWEEN} (?:not to|to not)\b(?! (?:exceed|be)\b)"
    rf"|\b{_SETTLED}\b{_WORDS}{{0,4}}? {_BODY} {_WILL_NOT}\b(?!{_UNDERGOES})"
    rf"|\b{_SETTLED}\b{_BETWEEN} {_WILL_NOT} (?:be )?(?:do|doing) (?:so|this|that|it)\b"
)
# "that no plan should be changed unless it was shown first": whatever is ruled out but for a case
_BUT_FOR = re.compile(
    r"\b(?:agreed|resolved|decided|determined)\b[^.;]{0,150}?\b(?:not|no|nothing)\b[^.;]{0,150}?"
    r"\b(?:unless|until|without|except|before)\b",
    re.IGNORECASE,
)
# A vote or a motion is lost; a key, a pump or a colleague's time is no vote.
_LOST = (
    r"(?:^|[.;:,)–—-] ?|\b(?:motion|amendment|resolution|vote|bill|proposal|question|measure|was|were|is|and|then"
    r"|therefore|it|this|which|thus|hence|declared) )(?:duly |narrowly |hereby )?(?:lost|defeated)\b"
    r"|(?:(?:^|[.;:)–—-] ?)(?:duly |narrowly |hereby )?|\b(?:motion|amendment|resolution|vote|bill|proposal|question"
    r"|measure|moved|seconded?)\b[^.;]{0,160}?\b)(?:failed|fails)\b"
    r"(?! to (?!carry|pass|receive|obtain|get|gain|secure))"
    r"|^\W*(?-i:(?:[A-Z]{2,}\W+){1,3}(?:LOST|DEFEATED)\W*$)"  # a line, with capitals of the margin run into it
    r"|\b(?:motion|amendment|resolution|proposal) (?:therefore |thus )?f(?:e|a)lls?\b"
)
# What another body refused, this one has not: "refused by the Borough"
_NOT_BY_OTHERS = (
    r"(?! by (?!\d|an?\b|votes?\b|majority\b|(?:the )?(?:meeting|board|council|committee|members|trustees|court|chair"
    r"|parish|village|township)\b))"
)
_REJECTED = (
    r"\bnot (?:be )?(?:carried|approved|agreed|adopted|seconded|accepted|granted|supported|pursued|taken up"
    r"|required)\b",
    r"\bdied\b|\bnegatived\b|\bvoted down\b|\b(?:lack|want) of a second\w*|\bno second(?:er)?\b",
    _LOST,
    rf"\b(?:rejected|refused|declined|declines|denied|turned down)\b{_NOT_BY_OTHERS}",
    r"\b(?:appeal|claim|complaint|motion|petition|application|case|request)s? (?:[\w’']+ ){0,6}dismissed\b",
    _TURNS_DOWN,
    rf"(?:^|[.;:–—-] ?)not to (?!exceed|be\b)|\b{_SETTLED} against\b",
    r"\bobject(?:ed to|ions? be)\b|^\W*objections?\W*$|(?<!\bno)(?<!\badverse)(?<!\bfurther) (?-i:OBJECTIONS?)\W*$",
)
_OUTCOMES = (
    (Outcome.REJECTED, "|".join(_REJECTED)),
    (Outcome.WITHDRAWN, r"\bwithdrawn\b|\bwithdrew\b"),
    (
        Outcome.APPOINTED,
        r"\b(?:appointed|(?:agreed to|we|voted [-\d ]*to|resolved to) appoint|elected|re-elected|co-opted"
        r"|^\W*(?:[\w.]+\W+){0,3}chose (?=(?-i:[A-Z]))"
        r"|appointment of|nominated as|re-?elect)\b|\bnominated\b[^.;]{0,60}\bseconded\b"
        r"|\bconfirmed as (?:an? |the )?(?:\w+ ){0,2}(?:members?|chair\w*|president|secretary|treasurer|clerk|officers?"
        r"|directors?|trustees?|representatives?|delegates?)\b",
    ),
    (
        Outcome.AMENDED,
        r"\bamended (?:to|version|motion|resolution|as (?:follows|shown))\b|\b(?:was|were|be|and) amended\b"
        r"|\b(?:subject to|with) th(?:ese|ose|is) (?:amendment|change|correction)s?\b"
        r"|\bagreed (?:(?!to\b)\w+ ){0,3}(?:amendments|changes) to\b"
        r"|\bamendments? (?:[\w’'-]+ ){0,8}?(?:was|were) agreed\b",
    ),
    (Outcome.NOTED, r"\b(?:be (?:noted|received)|to (?:note|receive)|receive(?:d)? and file|(?:for|as) information)\b"),
)
# "agreed to accept the punt and declined the mast": one thing taken, another turned down
_TAKEN, _TURNED_DOWN = (
    r"(?:accept|approve|adopt|grant)(?:s|ed|d)?",
    r"(?:reject|refuse|decline)(?:s|ed|d)?|turn(?:ed)? down",
)
_MIXED = re.compile(
    rf"\b{_TAKEN}\b[^.;]{{0,120}}?,? (?:and|but)(?: [\w’'-]+){{0,5}}? (?:{_TURNED_DOWN})\b{_NOT_BY_OTHERS}"
    rf"|\b(?:{_TURNED_DOWN})\b[^.;]{{0,120}}?,? (?:and|but)(?: [\w’'-]+){{0,5}}? {_TAKEN}\b",
    re.IGNORECASE,
)
_HEARD = re.compile(
    r"\b(?:noted|t(?:ook|akes?) (?:due )?note|received|no (?:further )?(?:action|comments?|observations?)"
    r"|nothing further)\b",
    re.IGNORECASE,
)
_ADOPTED = re.compile(
    r"\b(?:agree[ds]?|approv(?:e|es|ed|al)|accept(?:ed|s)?|adopt(?:ed|s)?|carried|passed|granted|supported|ratified"
    r"|seconded|in favou?r)\b",
    re.IGNORECASE,
)
_APPOINTMENT = re.compile(r"\bappointment of\b", re.IGNORECASE)  # put off, it makes nobody anything
_OUTCOME_PATTERNS = tuple((outcome, re.compile(pattern, re.IGNORECASE)) for outcome, pattern in _OUTCOMES)
# What ends nothing that was put to the body: who is asked may decline, others are asked not to, and one was against.
_ENDS_NOTHING = re.compile(
    r"\b(?:asked|invited|approached|nominated|offered)\b[^.;]*?\b(?:and|but),? (?:\w+ly )?declined\b"
    r"|\b(?:he|she|they|who)(?: (?:has|have|had|\w+ly))* declined\b"
    r"|\b(?:asked|reminded|told|urged|advised|warned|encouraged|requested)\b(?: [\w’'-]+){0,4}? not to\b"
    r"|(?-i:\b(?!(?:Council|Board|Committee|Members|Court|Meeting|Group|Parish|We|They)\b)[A-Z][\w.’'-]*)"
    r" (?:had |having )?voted against\b|\b(?:one|two|three|four|\d) (?:\w+ )?voted against\b",
    re.IGNORECASE,
)


def outcome(text: str) -> Outcome:
    """How a decision ended, by the words of its clause: adopted where they do not say otherwise.

    What is agreed in negative words is adopted, too; rejected is what turns something down. What takes one thing and
    turns down another is neither.

    >>> outcome("Agreed not to mow the bank."), outcome("To mow the bank, at a cost not to exceed £40. Carried.")
    (<Outcome.REJECTED: 'rejected'>, <Outcome.ADOPTED: 'adopted'>)
    >>> outcome("Agreed that boats should not be moored here."), outcome("Agreed that the club would not buy it.")
    (<Outcome.ADOPTED: 'adopted'>, <Outcome.REJECTED: 'rejected'>)
    """
    ends = _BUT_FOR.sub("", _ENDS_NOTHING.sub("", text))
    if is_said(ends):
        ends = _APPOINTMENT.sub("", ends)
    if _MIXED.search(ends):
        return Outcome.OTHER
    for found, pattern in _OUTCOME_PATTERNS:
        if pattern.search(ends):
            return found
    return Outcome.NOTED if _HEARD.search(ends) and not _ADOPTED.search(ends) else Outcome.ADOPTED
