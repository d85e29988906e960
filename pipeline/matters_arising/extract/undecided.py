"""That the body did not settle what was before it: it did not vote, too few were left, it never got to it, it left off.

No word puts the matter off, and nothing is said of when it comes back; it is told that it was not dealt with. A judge
that learned from minutes with few such words may doubt.
"""

from __future__ import annotations

import re

from matters_arising.extract.waiting import BODY, SETTLES

GENERATOR = "rule:left-undecided/1"
_WORK = r"(?i:work|works|project|scheme|plans?)"
_UNDECIDED = tuple(
    re.compile(form)
    for form in (
        # "On account of the lawsuit the directors did not vote": whoever is for or against a thing did not abstain
        rf"\b{BODY} (?i:(?:did|could|can|do|does) not)(?: (?i:yet|then|now|tonight))?"
        r" (?i:vote|act|decide|rule|take (?:a|any) (?:vote|decision|action)|make (?:a|any) (?:decision|choice)"
        r"|reach (?:a|any) (?:decision|conclusion|agreement))\b(?! (?i:for|against|in favou?r|to|in closed session)\b)"
        r"(?![^.;]*\b(?i:and|but) (?i:ended up|instead|gave|directed|instructed|provided|agreed|referred)\b)",
        # "That left too few members to make a choice"
        r"\b(?i:too few|not enough|insufficient)(?: [\w’'-]+){0,3}? (?i:members|directors|trustees"
        r"|governors|councillors|voters)"
        r" (?i:(?:(?:were|was|present|left|there) ){0,2}to (?:make|take|vote|decide|act|proceed))\b",
        # "We never did get to the rules"
        rf"\b{BODY} (?i:(?:never|did not|didn[’']t)(?: did)? (?:get|got|come|came|reach)(?:ed)?(?: a?round)?(?: to)?"
        r" (?:the|this|that|it|item))\b",
        rf"\b{BODY} (?i:(?:are|were|is|was) not (?:getting|going to get) (?:a?round )?to)\b",
        r"\b(?i:there (?:we|they|it was|the matter was) left(?: it| the matter)?\W*$)",
        # "On 3 February the panel picks this up where it left off"
        r"\b(?i:(?:take|pick|takes|picks|taken|picked) (?:(?:this|it|that) up|up (?:this|it|that"
        r"|the (?:[\w’'-]+ ){0,3}?(?:matter|item|question|issue|discussion|topic|scheme|debate)))"
        r" (?:again\b|where (?:it|we|they) left off))",
        r"\b(?i:leaves?|left|leaving) (?i:[^.;]{1,40}? (?:undecided|unresolved|unsettled))(?: (?i:until|till)\b)",
        # work that stopped, and waits for what it wants
        rf"\b{_WORK}(?: (?i:is|are|was|were|has been|have been|now|currently))*"
        r" (?i:paused|halted|suspended|stalled)\b,? (?i:no|pending|until|till|while|for want|awaiting)\b",
        # "agreed that the fair rest for a year and be thought about afresh"
        rf"\b{SETTLES}\b[^.;]{{0,60}}? (?i:(?:be )?(?:rest(?:ed)?|left) for (?:a|the|another|one) (?:\w+ )?"
        r"(?:year|season|term|month|while)) (?i:and (?:be )?(?:thought|looked|taken|considered|reviewed|discussed)\b)",
    )
)
_NOT_SO = re.compile(
    r"\b(?:if|unless|had been|previously|last (?:month|week|year|time)|asked|wondered|hoped|might|would have"
    r"|should have|could have|complain\w*|said that|report(?:s|ed)"
    r"|closed session)\b",
    re.IGNORECASE,
)


def is_undecided(text: str) -> bool:
    """Whether a statement says that the body did not settle what was before it.

    >>> is_undecided("The directors did not vote on the easement."), is_undecided("The board did not vote for it.")
    (True, False)
    >>> is_undecided("The board did not vote on it and gave direction to staff.")
    False
    >>> is_undecided("That left too few members to make a choice."), is_undecided("We never got to the rules.")
    (True, True)
    >>> is_undecided("He asked why the board did not vote on it."), is_undecided("Work stalled, no permit being had.")
    (False, True)
    """
    found = next(filter(None, (form.search(text) for form in _UNDECIDED)), None)
    return found is not None and not _NOT_SO.search(text, 0, found.start())
