"""The enacting words with which a clerk begins what was settled, as town meetings, vestries and boards long have.

"Voted, that the selectmen be a committee to view the road." says by its form that the meeting settled it: the one verb,
in the past, that only a meeting can do, and nobody named who did. So does "Action: Adopted Resolution 12.", and "The
following were elected:" settles all that is in the list below it, and in "The board appointed Ms Orr" the body itself
is who acts. A judge that learned from minutes with few of them may doubt.
"""

from __future__ import annotations

import re

from matters_arising.extract.times import THEN

GENERATOR = "rule:enacting-words/5"
_NUMBERED = r"(?:(?:art(?:icle)?|sec(?:tion)?|item|no)\b\.? ?[\w-]{1,5}[.,:]? +)?(?:\(?\d{1,3}(?:st|nd|rd|th)?[.):] +)?"
_ENACTED = re.compile(
    rf"^\W*{_NUMBERED}(?:(?:it was|was|on motion|and|then|also|further|unanimously|likewise),? ){{0,3}}"
    r"(?:(?:voted|ordered|enacted|decreed)\b(?:(?:,? unanimously)?,? (?:that|to)\b|:)|chose (?=(?-i:[A-Z])))",
    re.IGNORECASE,
)
# "Action: Adopted Resolution 12.", as action minutes print what was done on an item
_DONE = re.compile(
    r"^\W*(?:(?:board|council|committee|commission) )?action(?: taken)?\W{1,4}(?:the (?:board|council|committee) )?"
    r"(?:unanimously )?(?:approved|adopted|accepted|ratified|authori[sz]ed|awarded|denied|granted|rejected|appointed"
    r"|confirmed|received|(?:report|presentation|item|update) received)\b",
    re.IGNORECASE,
)
# "Decision: we will let the slip.", as a clerk labels what was settled
_LABELLED = re.compile(
    r"^\W*(?:decision|decided|resolved|agreed|consensus)(?: no\.? ?\d+)?(?:\s?[:–—]|\s-)\s*(?=\w)|^\W*DECISION NOTED\b",
    re.IGNORECASE,
)
_BODY = (
    r"(?:board|council|committee|meeting|commission(?:ers)?|(?:kirk )?session|panel|executive|governors|trustees"
    r"|directors|members|councillors|forum|senate|syndicate|assembly|vestry|congregation|branch)"
)
# what the act follows upon, in front of the body
_WHEREUPON = (
    r"(?:in (?:addition|conclusion)|finally|accordingly|consequently|(?:on|at|upon|following|after) (?:(?:the|a) )?"
    r"(?:proposal|request|suggestion|recommendation|advice|vote|ballot|discussion|debate)s?\b[^,;]{0,90})"
)
_COURTESY = r"\b(?:thanks|sympath\w+|condolences|congratulations|welcome|gratitude|appreciation|wishes|invitation)\b"
# the body as who acts: "Meeting accepts the plan.", "The trustees appointed Ms Orr."; "Decision was to sell it."
_BODY_ACTS = re.compile(
    rf"^\W*(?:[a-h][.)]? (?=the\b)|\d{{1,2}}[:.]\d\d(?: ?[ap]\.?m\b\.?)?\W+)?(?:{_WHEREUPON},? )?"
    rf"(?:(?:the|this|our|now,? therefore,?) )?(?:full )?{_BODY} "
    r"(?:(?:also|then|hereby|therefore|(?!previously|recently|formerly|originally)\w+ly) )?"
    r"(?:(?:accept|approve|adopt|agree|endorse|appoint|elect|decide|resolve|ratifie|authori[sz]e|grant|refuse"
    r"|reject)s\b"
    r"|(?:accepted|approved|adopted|endorsed|appointed|elected|co-?opted|decided|resolved|ratified|authori[sz]ed|okayed"
    r"|rejected|refused|granted|denied|awarded)\b(?! (?:at|by|in|on)\b)"
    r"|(?:voted (?!on\b)|settled (?:up)?on |chose (?!to\b)|uph(?:eld|olds?) "
    r"|d(?:id|oes|o) not (?:uphold|approve|support|adopt) )"
    r"|(?:directed|instructed) "
    r"|(?:t(?:ook|akes?) (?:due )?note|select(?:s|ed)|hired|disband(?:s|ed)|suppress(?:es|ed)|abolish(?:es|ed)"
    rf"|dissolve[sd]|modifie[sd]|amend(?:s|ed)|allocate[sd]|nominate[sd]|extend(?:s|ed)(?! [^.;]*?{_COURTESY}))"
    r"\b(?! (?:at|by|in|on)\b)|agreed (?:on (?!the (?:need|importance)\b)"
    r"|(?:it|he|she|they|we|this) (?:can|could|will|would|shall|should|may)\b)"
    r"|ha(?:s|ve) (?:agreed|decided|resolved) to\b)"
    r"|\b(?:bids?|contracts?|tenders?)\b[^.;]{0,40} (?:was|were) awarded to\b"
    r"|^\W*not to be (?:taken (?:forward|up|further)|pursued|adopted)\b"
    r"|^\W*(?:the )?decision was (?:made |taken )?(?:not )?(?:to|that)\b",
    re.IGNORECASE,
)
# "It was agreed to mend it", "Members agreed that it be let"; what all think of a thing that was or is, is no act
_AGREED = re.compile(
    rf"^\W*{_NUMBERED}(?:it (?:was|is)|(?:the )?(?:participants|attendees|everyone|group|{_BODY})(?: present)?)"
    r" (?:(?:also|then|therefore|unanimously|further|all) )?(?:agreed|decided|resolved) (?:to\b(?! (?:the|an?|this|that"
    r"|differ)\b)|that (?=[^.;]{1,150}?\b(?:(?:should|would|will|shall|must)(?:n[’']t)?|be)\b)"
    r"(?!(?:[\w’',-]+ ){1,8}?(?:was|were|is|are|had|has|have|may|might|can|could|offered)\b"
    r"(?! (?:not )?to\b)))",
    re.IGNORECASE,
)
# a clause of a resolution whose verb is set in capitals: "ADOPTS the rules of the fund,"
_CLAUSE = re.compile(
    r"^\W*(?:(?:AND|ALSO|FURTHER)\b,? ?)*(?:ADOPT|ACCEPT|APPROVE|DECIDE|RESOLVE|ENDORSE|APPOINT|ELECT|AGREE|ESTABLISHE"
    r"|AUTHORI[SZ]E)S,? (?=[a-z])"
)
# what is told with its day was done then
_DATED = re.compile(
    r"\bon (?:\d{1,2}(?:st|nd|rd|th)? )?(?:january|february|march|april|may|june|july|august|september|october|november"
    rf"|december)\b|{THEN}",
    re.IGNORECASE,
)
# what is settled in the list below
_ALL_BELOW = re.compile(
    r"^\W*(?:the following|these)(?: \w+){0,3} (?:was|were) (?:\w+ly |then |also )?(?:re-?)?(?:elected|appointed"
    r"|co-?opted|passed|carried|agreed|adopted|approved|resolved|lost|defeated|rejected)\b(?: [\w’'-]+){0,5}\W*$",
    re.IGNORECASE,
)


def is_enacted(text: str) -> bool:
    """Whether a statement begins with the words that enact it, or all that stands below it, or says as an action taken
    what was done.

    >>> is_enacted("Art. 4th. Voted, that the road be mended."), is_enacted("Chose Amos Tuck Moderator.")
    (True, True)
    >>> is_enacted("DECISION: we will let the slip."), is_enacted("Decision of the county on the slip")
    (True, False)
    >>> is_enacted("The following were elected:"), is_enacted("The following plans were looked at:")
    (True, False)
    >>> is_enacted("Action: Adopted Resolution 12."), is_enacted("Voted 4-1 against."), is_enacted("Ordered two kegs.")
    (True, False, False)
    >>> is_enacted("At the request of Ms Orr, the panel disbanded it."), is_enacted("The board extended its thanks.")
    (True, False)
    >>> is_enacted("The trustees appointed Ms Orr."), is_enacted("The board approved the fare on 9 May.")
    (True, False)
    >>> is_enacted("It was agreed to let it."), is_enacted("It was agreed that it was a hard winter.")
    (True, False)
    """
    if (_BODY_ACTS.match(text) or _AGREED.match(text)) and not _DATED.search(text):
        return True
    return any(form.match(text) for form in (_ENACTED, _DONE, _LABELLED, _CLAUSE, _ALL_BELOW))
